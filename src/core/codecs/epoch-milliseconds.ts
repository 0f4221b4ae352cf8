/** A moment as milliseconds since 1970, as Unkey writes and Clerk answers. */
export const epochMilliseconds = {
  encode: (moment: Date): number => moment.getTime(),
  decode: (wire: unknown): Date | undefined => momentOf(wire),
} as const

function momentOf(wire: unknown): Date | undefined {
  if (typeof wire !== 'number') return undefined
  const moment = new Date(wire)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

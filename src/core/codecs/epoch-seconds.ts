/** A moment as whole seconds since 1970. Rounded up: a key is not to end before the moment asked for. */
export const epochSeconds = {
  encode: (moment: Date): number => Math.ceil(moment.getTime() / 1000),
  decode: (wire: unknown): Date | undefined => momentOf(wire),
} as const

function momentOf(wire: unknown): Date | undefined {
  if (typeof wire !== 'number') return undefined
  const moment = new Date(wire * 1000)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

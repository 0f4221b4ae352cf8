const pattern = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)?$/

/**
 * A moment as RFC 3339 text, as Factify and Flow write it. Fractions finer than a millisecond (Factify has nanoseconds)
 * are cut, since `Date` cannot hold them; a text without a zone (a Python back end may write one) is read as UTC.
 */
export const rfc3339 = {
  encode: (moment: Date): string => moment.toISOString(),
  decode: (wire: unknown): Date | undefined => (typeof wire === 'string' ? momentOf(wire) : undefined),
} as const

function momentOf(text: string): Date | undefined {
  const [, day, time, fraction = '', zone = 'Z'] = pattern.exec(text) ?? []
  if (day === undefined) return undefined
  const moment = new Date(`${day}T${time}${fraction.slice(0, 4)}${zone.toUpperCase()}`)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

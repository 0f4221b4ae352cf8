const pattern = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d:\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)?$/

/**
 * A moment as RFC 3339 text, as Factify and Flow write it. Fractions finer than a millisecond (Factify has nanoseconds)
 * are cut, since `Date` cannot hold them; a text without a zone (a Python back end may write one) is read as UTC.
 */
export const rfc3339 = {
  encode: (moment: Date): string => moment.toISOString(),
  decode: (wire: unknown): Date | undefined => (typeof wire === 'string' ? momentOf(wire) : undefined),
} as const

function momentOf(text: string): Date | undefined {
  const [, year, month, day, time, second, fraction = '', zone = 'Z'] = pattern.exec(text) ?? []
  if (year === undefined || Number(day) > daysIn(Number(year), Number(month))) return undefined
  // `Date` knows no leap second: it is the moment that follows it.
  const leap = second === '60' ? 1000 : 0
  const seconds = leap === 0 ? `${second}${fraction.slice(0, 4)}` : '59'
  const moment = new Date(`${year}-${month}-${day}T${time}:${seconds}${zone.toUpperCase()}`)
  return Number.isNaN(moment.getTime()) ? undefined : new Date(moment.getTime() + leap)
}

/** `Date` takes the 30th of February for the 1st of March. */
function daysIn(year: number, month: number): number {
  const days = new Date(0)
  days.setUTCFullYear(year, month, 0)
  return days.getUTCDate()
}

const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/** A length of time: `'90s'`, `'15m'`, `'12h'`, `'30d'`, `'2w'`, `'250ms'`; a day is 24 hours. */
export type Duration = `${number}${keyof typeof milliseconds}`

const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/

/** The duration in milliseconds, rounded to a whole one, or undefined when `value` is none. */
export function parseDuration(value: string): number | undefined {
  const [, amount, unit] = pattern.exec(value) ?? []
  if (amount === undefined || unit === undefined) return undefined
  const length = Math.round(Number(amount) * milliseconds[unit as keyof typeof milliseconds])
  return Number.isSafeInteger(length) ? length : undefined
}

import type { RateLimit } from '../core/http-meta.js'
import type { VendorProfile } from './vendor-profile.js'

// `Date.parse` makes a year of any number in any text, so that "1.5" would be long ago and waited for not at all.
const httpDate = /^[A-Z][a-z]{2,8},? .*\d\d:\d\d:\d\d/

const latest = 8.64e15

/** In seconds this is the year 5138, in milliseconds 1973. */
const leastMilliseconds = 1e11

/** The rate limit that the answer's headers tell, read for what the vendor means by them. */
export function readRateLimit(profile: VendorProfile, headers: Headers, now: number): RateLimit | null {
  const names = profile.rateLimit
  if (names === null) return null
  const limit = wholeNumber(headers.get(names.limit))
  if (limit === undefined) return null
  const remaining = wholeNumber(headers.get(names.remaining))
  const reset = wholeNumber(headers.get(names.reset))
  if (remaining === undefined || reset === undefined) return null
  const moment = names.unit === 'epoch-seconds' ? epochOf(reset) : now + reset * 1000
  return moment > latest ? null : { limit, remaining, resetAt: new Date(moment) }
}

/** Factify names no unit: a number that is no time in seconds is one in milliseconds, and not a wait of millennia. */
function epochOf(reset: number): number {
  return reset < leastMilliseconds ? reset * 1000 : reset
}

/** How long the vendor asks to wait, in milliseconds: `Retry-After` as seconds or a date, else the limit's reset. */
export function readRetryAfter(profile: VendorProfile, headers: Headers, now: number): number | undefined {
  const asked = askedWait(headers.get('retry-after')?.trim(), now)
  if (asked !== undefined) return asked
  const limit = readRateLimit(profile, headers, now)
  return limit === null ? undefined : Math.max(0, limit.resetAt.getTime() - now)
}

function askedWait(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  const moment = httpDate.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now)
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined
}

import type { RateLimit } from '../core/http-meta.js'
import type { VendorProfile } from './vendor-profile.js'

/** The rate limit that the answer's headers tell, read for what the vendor means by them. */
export function readRateLimit(profile: VendorProfile, headers: Headers, now: number): RateLimit | null {
  const names = profile.rateLimit
  if (names === null) return null
  const limit = wholeNumber(headers.get(names.limit))
  const remaining = wholeNumber(headers.get(names.remaining))
  const reset = wholeNumber(headers.get(names.reset))
  if (limit === undefined || remaining === undefined || reset === undefined) return null
  const resetAt = new Date(names.unit === 'epoch-seconds' ? reset * 1000 : now + reset * 1000)
  return { limit, remaining, resetAt }
}

/** How long the vendor asks to wait, in milliseconds: `Retry-After` as seconds or a date, else the limit's reset. */
export function readRetryAfter(profile: VendorProfile, headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')
  if (text !== null) {
    const seconds = wholeNumber(text)
    const moment = seconds === undefined ? Date.parse(text) : now + seconds * 1000
    if (!Number.isNaN(moment)) return Math.max(0, moment - now)
  }
  const limit = readRateLimit(profile, headers, now)
  return limit === null ? undefined : Math.max(0, limit.resetAt.getTime() - now)
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined
}

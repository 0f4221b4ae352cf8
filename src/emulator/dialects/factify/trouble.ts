import type { Trouble } from '../../trouble.js'
import { FactifyRefusal, type Reason } from './errors.js'

/** The limit that a 429 tells, if it comes out of the blue: that of creations. */
const limit = 100

const words: Readonly<Record<number, readonly [code: string, reason: Reason]>> = {
  401: ['unauthenticated', 'invalid_api_key'],
  403: ['permission_denied', 'insufficient_permissions'],
  404: ['not_found', 'resource_not_found'],
  429: ['resource_exhausted', 'rate_limit_exceeded'],
  503: ['unavailable', 'service_unavailable'],
}

/** A failure in Factify's form. When to come back is a point in time in Unix seconds; there is no `Retry-After`. */
export function inTrouble({ status, message, retryAfter }: Trouble, now: Date): FactifyRefusal {
  const otherwise =
    status < 500
      ? (['invalid_argument', 'invalid_field_value'] as const)
      : (['internal', 'internal_error'] as const)
  const [code, reason] = words[status] ?? otherwise
  return new FactifyRefusal(status, code, message, [{ reason }], {
    ...(status === 429 && { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': '0' }),
    ...(retryAfter !== null && { 'x-ratelimit-reset': String(secondsOf(retryAfter, now)) }),
  })
}

function secondsOf(retryAfter: number | Date, now: Date): number {
  const time = typeof retryAfter === 'number' ? now.getTime() + retryAfter * 1000 : retryAfter.getTime()
  return Math.ceil(time / 1000)
}

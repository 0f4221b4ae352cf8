import { isFields } from '../../core/input-check.js'
import type { Verdict } from '../../core/verify-key.js'
import type { UnkeyVerifiedRecord } from '../../generated/unkey/adapter.js'

/** The longest window that Unkey's document allows, in milliseconds: a `reset` beyond it is a moment. */
const longestWindow = 2_592_000_000

/**
 * A refusal with the moment when the last of the exceeded rate limits begins anew. Unkey's document calls `reset` a duration, its
 * server sends Unix milliseconds: each is read for what it is, and anything else is left alone.
 */
export function withRetryAt<M>(verdict: Verdict<M, UnkeyVerifiedRecord>): Verdict<M, UnkeyVerifiedRecord> {
  const ratelimits: unknown = verdict.valid ? undefined : verdict.key?.vendor.ratelimits
  if (!Array.isArray(ratelimits)) return verdict
  const reset = Math.max(
    ...ratelimits.map((each) => (isFields(each) && each['exceeded'] ? Number(each['reset']) : 0)),
  )
  const retryAt = new Date(reset > longestWindow ? reset : Date.now() + reset)
  return reset > 0 && retryAt.getTime() > 0 ? ({ ...verdict, retryAt } as typeof verdict) : verdict
}

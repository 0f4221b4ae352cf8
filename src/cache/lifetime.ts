import type { Verdict } from '../core/verify-key.js'
import type { Settings } from './options.js'

/** Until when an answer may be given in the place of a request. */
export function freshUntil(
  verdict: Verdict<object>,
  checkedAt: number,
  { ttl, negativeTtl }: Settings,
): number {
  if (verdict.valid) return Math.min(checkedAt + ttl, expiryOf(verdict, checkedAt))
  // What is over in a moment is nothing to keep.
  return verdict.reason === 'rate_limited' ? checkedAt : checkedAt + negativeTtl
}

/** Until when it may be given if the vendor cannot be asked. */
export function staleUntil(verdict: Verdict<object>, checkedAt: number, { staleTtl }: Settings): number {
  if (!verdict.valid || staleTtl === 0) return checkedAt
  return Math.min(checkedAt + staleTtl, expiryOf(verdict, checkedAt))
}

/** When the key ends, by the clock here: where the vendor's clock is ahead, as its answer's `date` says, earlier by so much. */
function expiryOf({ key, http }: Verdict<object>, checkedAt: number): number {
  if (key?.expiresAt === undefined) return Infinity
  const ahead = Date.parse(http?.headers.get('date') ?? '') - checkedAt
  return key.expiresAt.getTime() - (ahead > 0 ? ahead : 0)
}

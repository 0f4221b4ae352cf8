import type { CallOptions } from './call-options.js'
import type { HttpMeta } from './http-meta.js'
import type { KeyRecord } from './key-record.js'
import type { Metadata } from './metadata.js'
import type { Warning } from './warning.js'

/** Why a secret is not accepted. */
export const verifyReasons = [
  'not_found',
  'expired',
  'revoked',
  'disabled',
  'insufficient_scopes',
  'rate_limited',
  'usage_exceeded',
  'forbidden',
] as const

/** Why a secret is not accepted: one word for all vendors. */
export type VerifyReason = (typeof verifyReasons)[number]

/** What a verification may be told. Each vendor's own type holds the part of it that the vendor can honour. */
export interface VerifyOptions extends CallOptions {
  /** What the key must be allowed to do, all of it. Checked by the vendor, or by keymux where the vendor only tells. */
  readonly scopes?: readonly string[] | undefined
  /** How many credits of the key it spends. Default at Unkey: 1. */
  readonly cost?: number | undefined
  /** The vendor's own fields, in its own terms. */
  readonly vendor?: object | undefined
}

/** How old a verdict is that came through `keymux/cache`. */
export interface Freshness {
  /** When the vendor was asked. */
  readonly checkedAt: Date
  /** How long ago that is, in milliseconds: what happened to the key since then is not in the verdict. */
  readonly ageMs: number
  /** Whether it is older than the cache's `ttl`: the vendor cannot be asked, and the cache was told to go on without. */
  readonly isStale: boolean
}

/** The vendor accepts the secret. */
export interface ValidKey<M = Metadata, V = unknown> {
  readonly valid: true
  /** The key's record, as the vendor told it. */
  readonly key: KeyRecord<M, V>
  /** The call that told it; of a verdict from a cache, the one of that time. */
  readonly http: HttpMeta
  /** What was odd about the answer. */
  readonly warnings: readonly Warning[]
  /** Absent where it did not come through a cache: then the vendor was asked just now. */
  readonly cache?: Freshness
}

/** The vendor does not accept the secret. */
export interface InvalidKey<M = Metadata, V = unknown> {
  readonly valid: false
  /** Why not. */
  readonly reason: VerifyReason
  /** What the vendor told of the key all the same. */
  readonly key?: KeyRecord<M, V>
  /** Of `rate_limited`: from when on the key may be used again, by the vendor's clock. Absent where it was not told. */
  readonly retryAt?: Date
  /** Null where no request was needed: a secret of this shape cannot be this vendor's. Else as in `ValidKey`. */
  readonly http: HttpMeta | null
  /** What was odd about the answer. */
  readonly warnings: readonly Warning[]
  /** As in `ValidKey`. */
  readonly cache?: Freshness
}

/**
 * What `verify` resolves to. A bad key is a result, never an error; trouble with your own credential or with the vendor is
 * an error, never a bad key.
 *
 * @example
 * const verdict = await keys.verify(presented, { scopes: ['read'] })
 * if (!verdict.valid) return new Response(verdict.reason, { status: 401 })
 * verdict.key.owner
 */
export type Verdict<M = Metadata, V = unknown> = ValidKey<M, V> | InvalidKey<M, V>

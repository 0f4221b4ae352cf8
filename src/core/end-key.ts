import type { CallOptions } from './call-options.js'
import type { HttpMeta } from './http-meta.js'
import type { KeyRecord } from './key-record.js'
import type { Metadata } from './metadata.js'
import type { Warning } from './warning.js'

/** Options of a revocation. */
export interface RevokeOptions extends CallOptions {
  /** Why, for the vendor's record (Clerk) or its audit log (Factify, which never shows it again). */
  readonly reason?: string | undefined
}

/** What `revoke` and `delete` resolve to. The key does not work any more. */
export interface EndKeyResult<M = Metadata, V = unknown> {
  readonly id: string
  /**
   * True where the vendor said that there was nothing left to do: the key was gone before. At a vendor that keeps no record
   * of a dead key (Unkey) this also is the answer to an id that never was, so look at it when you typed the id.
   */
  readonly already: boolean
  /** The record after the call, where the vendor keeps one and tells it. */
  readonly key?: KeyRecord<M, V>
  readonly http: HttpMeta
  readonly warnings: readonly Warning[]
}

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

/** What `revoke` and `delete` resolve to: the vendor said that the key is ended, or with `already` that there was nothing to end. */
export interface EndKeyResult<M = Metadata, V = unknown> {
  /** The vendor's id of the key: the one that was passed. */
  readonly id: string
  /**
   * True where the vendor said that there was nothing left to do. A vendor that keeps no record of a dead key says the same of
   * an id that never was, and of a key of another account: unless this client itself ended the key before, there is a warning
   * `not_found`, and then a key that you meant may still work.
   */
  readonly already: boolean
  /** The record after the call, where the vendor keeps one and tells it. */
  readonly key?: KeyRecord<M, V>
  /** The call that told it. */
  readonly http: HttpMeta
  /** What was odd about the answer. */
  readonly warnings: readonly Warning[]
}

import type { HttpMeta } from './http-meta.js'
import type { KeyRecord } from './key-record.js'
import type { Metadata } from './metadata.js'
import type { Warning } from './warning.js'

/** What `get` and `update` resolve to: the key's record, and the call that told it. */
export interface KeyResult<M = Metadata, V = unknown> extends KeyRecord<M, V> {
  /** The HTTP side of the call that told the record; of several, the last. */
  readonly http: HttpMeta
  /** What the answer lacked or had wrong. Empty when all is well. */
  readonly warnings: readonly Warning[]
}

import type { HttpMeta } from './http-meta.js'
import type { KeyRecord } from './key-record.js'
import type { Metadata } from './metadata.js'
import type { Secret } from './secret.js'
import type { Warning } from './warning.js'

/** What every vendor's `create` resolves to. */
export interface CreateKeyResult<M = Metadata, V = unknown> {
  /** The vendor's id of the key: safe to store, log and show. */
  readonly id: string
  /** The key itself. Most vendors never show it again: hand it over or store it now. */
  readonly secret: Secret
  /** What `secret.reveal()` starts with (`prod_`), or null where the vendor has no prefix. */
  readonly prefix: string | null
  /** What is stored at the vendor; `{}` where it stores none. */
  readonly metadata: M
  /** All else that is known of the key. */
  readonly key: KeyRecord<M, V>
  /** The HTTP side of the call. */
  readonly http: HttpMeta
  /** What the answer lacked or had wrong, short of id and secret. Empty when all is well. */
  readonly warnings: readonly Warning[]
}

/** The names that every vendor's create input is made of. Each vendor's own input type holds those it takes. */
export type CreateField =
  'name' | 'owner' | 'metadata' | 'scopes' | 'description' | 'expiresAt' | 'prefix' | 'enabled'

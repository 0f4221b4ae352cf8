import type { Duration } from './duration.js'
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

/**
 * All that a create may be told. Each vendor's own input type holds the part of it that the vendor takes and requires; what
 * it lacks neither compiles there nor runs.
 */
export interface CreateKeyInput<M = Metadata> {
  /** What people call the key. */
  readonly name?: string | undefined
  /** Whose key it is, by an id of the vendor's kind. */
  readonly owner?: string | undefined
  /** Data of your own to keep with the key: an object that survives JSON. */
  readonly metadata?: M | undefined
  /** What the key may do. */
  readonly scopes?: readonly string[] | undefined
  /** Free text about the key. */
  readonly description?: string | undefined
  /** When the key ends: a `Date`, or a duration from now such as `'30d'`. Default: never. */
  readonly expiresAt?: Date | Duration | undefined
  /** What the secret shall start with, without the separator. */
  readonly prefix?: string | undefined
  /** Whether the key works at once. Default true. */
  readonly enabled?: boolean | undefined
  /** The vendor's own fields, in its own terms. */
  readonly vendor?: object | undefined
}

import type { Metadata } from './metadata.js'

/** Whether a key works: only an `active` one does. `disabled` can be undone, `revoked` cannot. */
export type KeyState = 'active' | 'disabled' | 'revoked' | 'expired'

/** What is known of a key. A field that nobody told us is absent, never invented. */
export interface KeyRecord<M = Metadata, V = unknown> {
  /** The vendor's id of the key: safe to store, log and show. */
  readonly id: string
  readonly name?: string
  readonly description?: string
  /** Whose key it is: Unkey's `externalId`, Clerk's `subject`, Flow's `user_id`. */
  readonly owner?: string
  /** What is stored at the vendor; `{}` where it stores none. */
  readonly metadata: M
  /** What the key may do: Unkey's `permissions`, Clerk's `scopes`. */
  readonly scopes?: readonly string[]
  /** The vendor's own display form of the key, safe to show. Not unique: do not look keys up by it. */
  readonly hint?: string
  readonly state?: KeyState
  readonly expiresAt?: Date
  readonly createdAt?: Date
  readonly updatedAt?: Date
  readonly lastUsedAt?: Date
  readonly revokedAt?: Date
  readonly revocationReason?: string
  readonly createdBy?: string
  /** The vendor's own record, in its own terms, without any secret. */
  readonly vendor: V
}

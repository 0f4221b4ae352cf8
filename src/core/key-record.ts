import type { Metadata } from './metadata.js'

/** Whether a key works: only an `active` one does. `disabled` can be undone, `revoked` cannot. */
export type KeyState = 'active' | 'disabled' | 'revoked' | 'expired'

/** What is known of a key. A field that nobody told us is absent, never invented. */
export interface KeyRecord<M = Metadata, V = unknown> {
  /** The vendor's id of the key: safe to store, log and show. */
  readonly id: string
  /** What people call it; absent where it has none, or it was not told. */
  readonly name?: string
  /** A longer text about it; absent where there is none, or it was not told. */
  readonly description?: string
  /** Whose key it is: Unkey's `externalId`, Clerk's `subject`, Flow's `user_id`. */
  readonly owner?: string
  /** What is stored at the vendor; `{}` where it stores none. */
  readonly metadata: M
  /** What the key may do: Unkey's `permissions`, Clerk's `scopes`. */
  readonly scopes?: readonly string[]
  /** The vendor's own display form of the key, safe to show. Not unique: do not look keys up by it. */
  readonly hint?: string
  /** Whether it works; absent where the vendor did not tell, which does not mean `active`. */
  readonly state?: KeyState
  /** From when on it does not work any more; absent where it never expires, or it was not told. */
  readonly expiresAt?: Date
  /** When it was made, by the vendor's clock; absent where it was not told. */
  readonly createdAt?: Date
  /** When it was last changed; absent where it never was, or it was not told. */
  readonly updatedAt?: Date
  /** When it was last used, at Unkey within 5 minutes; absent where it never was, or it was not told. */
  readonly lastUsedAt?: Date
  /** When it was revoked; absent where it was not, or it was not told. */
  readonly revokedAt?: Date
  /** Why it was revoked, in the words of whoever did; absent where there is none, or it was not told. */
  readonly revocationReason?: string
  /** The vendor's id of who made it; absent where it was not told. */
  readonly createdBy?: string
  /** The nonce of the create that made it; only where a list was asked for `markers`, and the key carries one. */
  readonly marker?: string
  /** The vendor's own record, in its own terms, without any secret. */
  readonly vendor: V
}

import type { Duration } from './duration.js'
import type { Metadata } from './metadata.js'

/**
 * What an update may change. Each vendor's own patch type holds the part of it that the vendor can change. A field that is
 * left out stays as it is; null takes it away, where the vendor can.
 */
export interface UpdateKeyInput<M = Metadata> {
  /** What people call it; null takes it away. */
  readonly name?: string | null | undefined
  /** Whom it belongs to; null takes it away. */
  readonly owner?: string | null | undefined
  /** Replaces all of it: no vendor merges. */
  readonly metadata?: M | null | undefined
  /** Replaces all of them. */
  readonly scopes?: readonly string[] | undefined
  /** More about it for people; null takes it away. */
  readonly description?: string | null | undefined
  /** A `Date`, or a duration from now; null for never. */
  readonly expiresAt?: Date | Duration | null | undefined
  /** Whether it works: false stops it until it is enabled again. */
  readonly enabled?: boolean | undefined
  /** The vendor's own fields, in its own terms. */
  readonly vendor?: object | undefined
}

import type { Duration } from './duration.js'
import type { Metadata } from './metadata.js'

/**
 * What an update may change. Each vendor's own patch type holds the part of it that the vendor can change. A field that is
 * left out stays as it is; null takes it away, where the vendor can.
 */
export interface UpdateKeyInput<M = Metadata> {
  readonly name?: string | null | undefined
  readonly owner?: string | null | undefined
  /** Replaces all of it: no vendor merges. */
  readonly metadata?: M | null | undefined
  /** Replaces all of them. */
  readonly scopes?: readonly string[] | undefined
  readonly description?: string | null | undefined
  /** A `Date`, or a duration from now; null for never. */
  readonly expiresAt?: Date | Duration | null | undefined
  readonly enabled?: boolean | undefined
  /** The vendor's own fields, in its own terms. */
  readonly vendor?: object | undefined
}

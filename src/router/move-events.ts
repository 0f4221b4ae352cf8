import type { KeymuxError } from '../core/keymux-error.js'

/** A key at one vendor. */
export interface KeyAt {
  /** `clerk` */
  readonly vendor: string
  /** The key's id there. */
  readonly id: string
}

/** Something that the old vendor knows of a key and the moved key does not have. */
export interface Loss {
  /** As `KeyRecord` names it: `description`. */
  readonly field: string
  /** One sentence for a log. */
  readonly message: string
}

/** What became of a key that was to move. Holds no secret. */
export type MoveEvent =
  | {
      /** The primary has it: the same secret works there, and the old key is still there too. */
      readonly status: 'moved'
      /** The key at the old vendor. */
      readonly from: KeyAt
      /** The key at the primary. */
      readonly to: KeyAt
      /** What was not carried over; what only the old vendor keeps (`record.vendor`) never is, unless `transform` does it. */
      readonly losses: readonly Loss[]
    }
  | {
      /** It stays where it is: it is not active any more, or `transform` said so. */
      readonly status: 'skipped'
      readonly from: KeyAt
      /** Why, in a sentence. */
      readonly reason: string
    }
  | {
      /** It was changed or ended at the old vendor while it moved, so the new key was taken back. A later use moves it again. */
      readonly status: 'undone'
      readonly from: KeyAt
      readonly to: KeyAt
      readonly reason: string
    }

/** A move that failed. Verifications go on as before. Holds no secret. */
export interface MoveErrorEvent {
  /** The key at the old vendor, where it still is. */
  readonly from: KeyAt
  /** Why it failed. */
  readonly error: KeymuxError
  /** How often it was tried. */
  readonly attempts: number
  /** From when on, in milliseconds from now, the key's next use tries again; null where it is not tried again. */
  readonly retryAfterMs: number | null
}

import type { CallOptions } from './call-options.js'
import type { CreateOptions } from './create-options.js'
import type { CreateKeyResult } from './create-key.js'
import type { Duration } from './duration.js'
import type { EndKeyResult } from './end-key.js'
import type { Metadata } from './metadata.js'

/** Options of a rotation. */
export interface RotateOptions extends CreateOptions {
  /** How long the old key goes on working beside the new one, such as `'24h'`; `'0s'` for a leaked key: it dies now. */
  readonly overlap: Duration
}

/** What is left to do, as plain data for a scheduler of your own: at `at`, revoke the key `id`. */
export interface RevocationPlan {
  /** At which vendor: `factify`. */
  readonly vendor: string
  /** What to call. */
  readonly operation: 'revoke'
  /** With which id. */
  readonly id: string
  /** When, as RFC 3339 text in UTC. */
  readonly at: string
}

/** The key that was rotated. */
export interface PreviousKey {
  /** The old key's id. */
  readonly id: string
  /** From when on it does not work, as the vendor will see to; null where nothing ends it until you do. */
  readonly validUntil: Date | null
  /** What is left to you where the vendor cannot end it at the time asked for; null where nothing is. */
  readonly plan: RevocationPlan | null
  /** Ends it now. */
  revoke(options?: CallOptions): Promise<EndKeyResult<unknown>>
}

/** What `rotate` resolves to: the new key, and what became of the old one. */
export interface RotateKeyResult<M = Metadata, V = unknown> extends CreateKeyResult<M, V> {
  /** What becomes of the old key. */
  readonly previous: PreviousKey
}

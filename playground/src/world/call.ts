import type { KeymuxError } from 'keymux'
import type { Exchange } from './exchange.js'
import type { Moment } from './timeline.js'
import type { VendorId } from './vendors.js'

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: KeymuxError }

/** One call of a client, and all that can be told of it. */
export interface Call<T> {
  readonly vendor: VendorId
  readonly operation: string
  readonly startedAt: Date
  /** When it began, on the clock of its moments and exchanges. */
  readonly at: number
  readonly durationMs: number
  readonly exchanges: readonly Exchange[]
  readonly moments: readonly Moment[]
  readonly outcome: Outcome<T>
}

import type { CreateKeyResult } from './create-key.js'

/** What became of a create that got no answer, now that it is settled: there is no live key that nobody holds. */
export type Reconciliation<M = unknown, V = unknown> =
  | {
      /** The key was made, and the vendor gave its secret once more. */
      readonly status: 'recovered'
      /** The result that the create would have had. */
      readonly result: CreateKeyResult<M, V>
    }
  | {
      /** The key was made, and has been revoked, since its secret cannot be had: create again. */
      readonly status: 'revoked'
      /** What was revoked: as a rule one key. */
      readonly ids: readonly string[]
    }
  /** No key was made: create again. */
  | { readonly status: 'not_created' }

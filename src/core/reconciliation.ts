import type { CreateKeyResult } from './create-key.js'

/** What became of a create that got no answer, now that it is settled: there is no live key that nobody holds. */
export type Reconciliation<M = unknown, V = unknown> =
  /** The key was made, and the vendor gave its secret once more: the result that the create would have had. */
  | { readonly status: 'recovered'; readonly result: CreateKeyResult<M, V> }
  /** The key was made, and has been revoked, since its secret cannot be had: create again. */
  | { readonly status: 'revoked'; readonly ids: readonly string[] }
  /** No key was made: create again. */
  | { readonly status: 'not_created' }

import type { CallOptions } from './call-options.js'

/**
 * Where a create leaves its marker, a random text by which the key can be found if the answer does not come: `true`, in the
 * metadata, where the vendor stores any; `'name'`, at the other vendors at the end of the name; `false`, nowhere. keymux takes it
 * out of what it shows; the vendor's own dashboard has it.
 */
export type Marker = boolean | 'name'

/** Options of a create, and of a rotation, which makes a key too. */
export interface CreateOptions extends CallOptions {
  /** Replaces the client's `marker` for this call. */
  readonly marker?: Marker | undefined
  /**
   * The text of the marker, 20 characters of `0-9a-z`, where you have written it down before the call: whatever becomes of the
   * process, the key can be found by it (`list(query, { markers: true })`). Use each one for one create only. Such a create is
   * refused, with `invalid_request`, where the marker has no place. A rotation takes it where it is made of a create, and refuses it
   * with `unsupported` where the vendor makes the key itself (Unkey's reroll). Default: a random one.
   */
  readonly nonce?: string | undefined
  /**
   * What to do when the vendor may have made the key but its answer did not come. `throw` (the default): reject, with
   * `error.reconcile()` to settle it. `reconcile`: settle it at once, and create again unless the key was recovered, up to two
   * times more. An aborted call is not settled: it rejects at once, with `error.reconcile()`.
   */
  readonly onAmbiguous?: 'throw' | 'reconcile' | undefined
}

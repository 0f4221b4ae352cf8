import type { CallOptions } from './call-options.js'

/**
 * Where a create leaves its marker, a random text by which the key can be found if the answer does not come: `true`, in the
 * metadata, where the vendor stores any; `'name'`, at the other vendors at the end of the name; `false`, nowhere. keymux takes it
 * out of what it shows; the vendor's own dashboard has it.
 */
export type Marker = boolean | 'name'

/**
 * A marker of your own making, `kmx_` and twenty of a-z and 0-9: written down before the create, it finds the key also from
 * another process. It goes into the metadata, and at the end of the name where the vendor stores none. One for each key.
 */
export type MarkerText = `kmx_${string}`

/** Options of a create, and of a rotation, which makes a key too. */
export interface CreateOptions extends CallOptions {
  /** Replaces the client's `marker` for this call; a text is the marker itself. */
  readonly marker?: Marker | MarkerText | undefined
  /**
   * What to do when the vendor may have made the key but its answer did not come. `throw` (the default): reject, with
   * `error.reconcile()` to settle it. `reconcile`: settle it at once, and create again unless the key was recovered, up to two
   * times more. An aborted call is not settled: it rejects at once, with `error.reconcile()`.
   */
  readonly onAmbiguous?: 'throw' | 'reconcile' | undefined
}

import type { CallOptions } from './call-options.js'
import type { Duration } from './duration.js'
import type { HttpMeta } from './http-meta.js'
import type { KeymuxError } from './keymux-error.js'
import type { Metadata } from './metadata.js'
import type { Secret } from './secret.js'

/** Options of an import. */
export interface ImportOptions extends CallOptions {
  /** The vendor's own fields, in its own terms. */
  readonly vendor?: object | undefined
}

/** A key to import: its secret or the secret's hash, so that whoever holds the secret can go on using it. */
export interface ImportKeyInput<M = Metadata> {
  /** The secret itself. It is hashed here and never sent. */
  readonly secret?: string | Secret | undefined
  /** Or its SHA-256 digest in base64, as `await secret.sha256('base64')` gives it: 44 characters. */
  readonly hash?: string | undefined
  /** What people call it. */
  readonly name?: string | undefined
  /** Whom it belongs to: your own id, in the vendor's terms. */
  readonly owner?: string | undefined
  /** Your own data, stored with it. */
  readonly metadata?: M | undefined
  /** What it may do. */
  readonly scopes?: readonly string[] | undefined
  /** When it ends: a moment, or a duration from now (`'30d'`). Default: never. */
  readonly expiresAt?: Date | Duration | undefined
  /** Whether it works from the start. Default: true. */
  readonly enabled?: boolean | undefined
  /** The vendor's own fields, in its own terms. */
  readonly vendor?: object | undefined
}

/** What became of one key of an import: the first outcome is of the first key, and so on. */
export type ImportOutcome =
  | {
      readonly status: 'imported'
      /** The vendor's id of the new key. */
      readonly id: string
      /** The SHA-256 digest of the secret, in base64: by it you know which key this is of. */
      readonly hash: string
      /** The call that told it. */
      readonly http: HttpMeta
    }
  | {
      /** A key with this secret was there before, or stands earlier in the same import. The vendor does not say its id. */
      readonly status: 'exists'
      readonly hash: string
      /** Null where an earlier key of the same import has this secret, so that it was not sent again. */
      readonly http: HttpMeta | null
    }
  | {
      readonly status: 'failed'
      readonly hash: string
      /** Why, in a sentence. */
      readonly reason: string
      /**
       * The error of the batch that the key was in. With `mayHaveActed` the key may be there, and sending the batch again, three
       * times at the most, did not tell: import it again and see.
       */
      readonly error: KeymuxError
    }

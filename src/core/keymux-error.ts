import type { CallOptions } from './call-options.js'
import type { ErrorCode } from './error-codes.js'
import type { Reconciliation } from './reconciliation.js'
import type { Secret } from './secret.js'

const brand: unique symbol = Symbol.for('keymux.KeymuxError')

/** One thing that is wrong with an input: which field, and what it must be. Never holds the value. */
export interface Issue {
  /** Your option (`name`, `vendor.credits.remaining`), or the vendor's own path where only the vendor noticed. */
  readonly path: string
  /** What it must be, in a sentence. */
  readonly message: string
}

/** What a `KeymuxError` is made of. */
export interface KeymuxErrorInit {
  /** What went wrong, the same word for all vendors. */
  readonly code: ErrorCode
  /** What happened and what to do, in a sentence. Never holds a value of the input. */
  readonly message: string
  /** The vendor's id: `unkey`. */
  readonly vendor?: string | undefined
  /** What was asked of the vendor: `create`. */
  readonly operation?: string | undefined
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined
  /** The vendor's own code for it. */
  readonly vendorCode?: string | undefined
  /** The vendor's name for the request. */
  readonly requestId?: string | undefined
  /** Default: false. */
  readonly retryable?: boolean | undefined
  /** How long the vendor asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined
  /** Whether the vendor may have done it all the same. Default: false. */
  readonly mayHaveActed?: boolean | undefined
  /** What is wrong with the input. Default: nothing. */
  readonly issues?: readonly Issue[] | undefined
  /** The key's id, where the answer held one. */
  readonly id?: string | undefined
  /** The key's secret, where the answer held one. */
  readonly secret?: Secret | undefined
  /** Settles a create that may have been done. */
  readonly reconcile?: ((options?: CallOptions) => Promise<Reconciliation>) | undefined
  /** Already cleaned: see `cleanCause`. */
  readonly cause?: Error | undefined
}

/** What an error has as a field of its own only where it is known. */
const whereTold = [
  'vendor',
  'operation',
  'status',
  'vendorCode',
  'requestId',
  'retryAfterMs',
  'id',
  'secret',
] as const

/**
 * The one error that keymux throws. It holds no request, header, option or body, and so no credential.
 *
 * @example
 * try {
 *   await keys.create({ name: 'CI' })
 * } catch (error) {
 *   if (KeymuxError.is(error) && error.code === 'rate_limited') await sleep(error.retryAfterMs ?? 1000)
 *   else throw error
 * }
 */
export class KeymuxError extends Error {
  /** For logs; `KeymuxError.is` tells more surely. */
  override readonly name = 'KeymuxError'
  /** What went wrong, the same word for all vendors. */
  readonly code: ErrorCode
  /** The vendor's id: `unkey`. */
  declare readonly vendor?: string
  /** What was asked of the vendor: `create`. */
  declare readonly operation?: string
  /** The HTTP status, where there was an answer. */
  declare readonly status?: number
  /** The vendor's own code for it. */
  declare readonly vendorCode?: string
  /** The vendor's name for the request: quote it to their support. */
  declare readonly requestId?: string
  /** Whether the same call may succeed later. Look at `mayHaveActed` before you repeat a create. */
  readonly retryable: boolean
  /** How long the vendor asks you to wait, in milliseconds. */
  declare readonly retryAfterMs?: number
  /** Whether the vendor may have done what was asked, although you have no answer. */
  readonly mayHaveActed: boolean
  /** What is wrong with the input, field by field. */
  readonly issues: readonly Issue[]
  /** Where the code is explained. */
  readonly docs: string
  /** The key's id, where an answer that could not be used held one. */
  declare readonly id?: string
  /** The key's secret, where an answer that could not be used held one: so that it is not lost. */
  declare readonly secret?: Secret
  /**
   * Of a create that may have been done all the same: finds out, and leaves no key that nobody holds. The key is looked for by
   * the marker that the create carried; its secret is recovered where the vendor can, else the key is revoked. Call it as often
   * as you like: it rejects where the vendor cannot be asked, or the create carried no marker (`unsupported`).
   *
   * @example
   * if (KeymuxError.is(error) && error.reconcile) {
   *   const settled = await error.reconcile()
   *   if (settled.status === 'recovered') return settled.result
   * }
   */
  declare readonly reconcile?: (options?: CallOptions) => Promise<Reconciliation>

  constructor(init: KeymuxErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause })
    this.code = init.code
    this.retryable = init.retryable ?? false
    this.mayHaveActed = init.mayHaveActed ?? false
    this.issues = init.issues ?? []
    this.docs = `keymux/docs/errors.md#${init.code}`
    for (const field of whereTold) {
      const value = init[field]
      if (value !== undefined) Object.defineProperty(this, field, { value, enumerable: true })
    }
    // Not enumerable: what prints or copies an error has no use for a function.
    if (init.reconcile !== undefined) Object.defineProperty(this, 'reconcile', { value: init.reconcile })
  }

  /** Whether `error` is a `KeymuxError`, also one of another copy of keymux or from another realm. */
  static is(error: unknown): error is KeymuxError {
    return typeof error === 'object' && error !== null && brand in error
  }

  /** For loggers: everything but the stack and the cause; a secret prints as `[redacted]`. */
  toJSON(): Record<string, unknown> {
    const fields: Record<string, unknown> = { name: this.name, message: this.message }
    return Object.assign(fields, this)
  }

  static {
    Object.defineProperty(this.prototype, brand, { value: true })
  }
}

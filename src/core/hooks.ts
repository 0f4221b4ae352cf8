import type { ErrorCode } from './error-codes.js'
import type { KeymuxError } from './keymux-error.js'

/** What every event tells: which call it is of, without credential, body or secret. */
export interface CallEvent {
  /** `unkey` */
  readonly vendor: string
  /** `create`; of a raw call its method and path. */
  readonly operation: string
  /** The same for all events of one request and its repeats, and for no other. */
  readonly call: object
}

/** A request is about to be sent. */
export interface RequestEvent extends CallEvent {
  /** The HTTP method: `POST`. */
  readonly method: string
  /** The URL, without a credential in it. */
  readonly url: string
  /** 1 for the first time it is sent. */
  readonly attempt: number
}

/** An answer came, of whatever status. */
export interface ResponseEvent extends RequestEvent {
  /** The answer's HTTP status. */
  readonly status: number
  /** The vendor's name for the request; null where it has none. */
  readonly requestId: string | null
  /** From the begin of the call, repeats included, in milliseconds. */
  readonly durationMs: number
}

/** The request will be sent once more. */
export interface RetryEvent extends CallEvent {
  /** The attempt to come: 2 for the first repeat. */
  readonly attempt: number
  /** How long it waits before, in milliseconds. */
  readonly waitMs: number
  /** The status of the answer that is not the last word; absent where there was no answer. */
  readonly status?: number
  /** Why there was no answer. */
  readonly code?: ErrorCode
}

/** A call of the client failed, `previous.revoke()`, `error.reconcile()` and raw calls among them; the caller gets this error. */
export interface ErrorEvent {
  /** `unkey` */
  readonly vendor: string
  /** Also `reconcile`; of a raw call its method and path, or `raw` where it was not sent. */
  readonly operation: string
  /** The error that the caller gets. */
  readonly error: KeymuxError
}

/**
 * Functions that are told what a client does, for logs, metrics and traces. They see no credential, no body and no secret.
 * What they throw or reject with is ignored, what they return as well: they cannot break or delay a call.
 *
 * @example
 * const keys = unkey({ hooks: { response: ({ operation, status, durationMs }) => log({ operation, status, durationMs }) } })
 */
export interface Hooks {
  /** Is told of each request before it is sent, repeats too. */
  readonly request?: ((event: RequestEvent) => unknown) | undefined
  /** Is told of each answer, of whatever status. */
  readonly response?: ((event: ResponseEvent) => unknown) | undefined
  /** Is told of each repeat before it waits. */
  readonly retry?: ((event: RetryEvent) => unknown) | undefined
  /** Is told of each call that failed. */
  readonly error?: ((event: ErrorEvent) => unknown) | undefined
}

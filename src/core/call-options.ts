/** How long a call may take. */
export interface Timeout {
  /** One attempt, from sending to the last byte of the answer, in milliseconds. Default 15 000. */
  readonly attemptMs?: number
  /** All attempts and the waits between them, in milliseconds. Default 60 000. */
  readonly totalMs?: number
  /**
   * How long a create that nobody answered may still take to reach the vendor, in milliseconds: a request does not stop on its way
   * because its call has ended. For so long `reconcile()` looks for the key before it says `not_created`. Default 10 000.
   */
  readonly settleMs?: number
}

/** Options of one call. */
export interface CallOptions {
  /** Ends the call; the error says whether the vendor may have acted by then. */
  readonly signal?: AbortSignal | undefined
  /** Replaces the client's `timeout` for this call, field by field. */
  readonly timeout?: Timeout | undefined
  /** Sent with this call; each replaces the client's header of the same name. The credential's own header is refused. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

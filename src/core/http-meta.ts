/** How often the vendor lets you call, as it said in its answer. */
export interface RateLimit {
  /** Calls in the current window. */
  readonly limit: number
  /** Calls left in it. */
  readonly remaining: number
  /** When the window starts anew. */
  readonly resetAt: Date
}

/** The HTTP side of a call, without credential, body or secret. */
export interface HttpMeta {
  /** What was asked. */
  readonly request: { readonly method: string; readonly url: string }
  /** The status of the answer: Flow creates with 201, the others with 200. */
  readonly status: number
  /** The answer's headers, less any that repeats the credential or a secret. */
  readonly headers: Headers
  /** The vendor's name for this request, wherever it puts it (body, error details or header); null where it has none. */
  readonly requestId: string | null
  /** How often the request was sent, this time included. */
  readonly attempts: number
  /** From the call to the answer's last byte, waits between attempts included, in milliseconds. */
  readonly durationMs: number
  /** Null where the answer does not say. */
  readonly rateLimit: RateLimit | null
}

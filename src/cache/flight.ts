import { KeymuxError } from '../core/keymux-error.js'

/** A call that many wait for: it goes on as long as one of them does. */
export class Flight<T> {
  readonly #controller = new AbortController()
  readonly #result: Promise<T>
  readonly #vendor: string
  readonly #onAbandoned: () => void
  #waiting = 0

  /** @param onAbandoned told when nobody waits any more and the call is aborted: nobody may join it then */
  constructor(vendor: string, run: (signal: AbortSignal) => Promise<T>, onAbandoned: () => void) {
    this.#vendor = vendor
    this.#onAbandoned = onAbandoned
    this.#result = run(this.#controller.signal)
    // Whoever waits hears of it; if nobody does, nobody needs to.
    this.#result.catch(() => undefined)
  }

  /** Waits for the call, or until `signal` says that this one shall not. */
  async join(signal: AbortSignal | undefined): Promise<T> {
    this.#waiting += 1
    if (signal === undefined) return this.#result
    let leave: (() => void) | undefined
    const left = new Promise<never>((_, reject) => {
      leave = () => {
        this.#leave(signal.reason)
        reject(abortedError(this.#vendor, true))
      }
      signal.addEventListener('abort', leave, { once: true })
    })
    try {
      return await Promise.race([this.#result, left])
    } finally {
      if (leave !== undefined) signal.removeEventListener('abort', leave)
    }
  }

  #leave(reason: unknown): void {
    this.#waiting -= 1
    if (this.#waiting > 0) return
    this.#onAbandoned()
    this.#controller.abort(reason)
  }
}

/** What a caller gets that aborted its wait. */
export function abortedError(vendor: string, mayHaveActed: boolean): KeymuxError {
  const what = mayHaveActed
    ? 'while it waited for the answer. The vendor may have counted the use of the key.'
    : 'before it began. Nothing was sent.'
  return new KeymuxError({
    code: 'aborted',
    message: `The verification was aborted ${what}`,
    vendor,
    operation: 'verify',
    mayHaveActed,
  })
}

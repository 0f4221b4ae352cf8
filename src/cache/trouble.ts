import type { ErrorCode } from '../core/error-codes.js'
import { KeymuxError } from '../core/keymux-error.js'

/** What says that the vendor cannot be asked, and nothing of the key, the credential or the call. */
const codes: ReadonlySet<ErrorCode> = new Set([
  'network',
  'timeout',
  'unavailable',
  'rate_limited',
  'ambiguous',
  'invalid_response',
])

const pauseMs = 1000
const longestPauseMs = 60_000

/**
 * Whether the vendor can be asked at the moment. While it cannot, one caller a second finds out whether it can again, and only
 * that one waits for it; the others need not.
 */
export class Trouble {
  #until = 0

  isOn(now: number): boolean {
    return now < this.#until
  }

  /** Whether an error is of this kind: then it begins, or goes on, and as long as the vendor asked for. */
  causes(error: unknown, now: number): boolean {
    if (!KeymuxError.is(error) || !codes.has(error.code)) return false
    const pause = Math.min(Math.max(error.retryAfterMs ?? 0, pauseMs), longestPauseMs)
    this.#until = Math.max(this.#until, now + pause)
    return true
  }

  /** Somebody asks again. */
  tryAgain(now: number): void {
    if (this.#until > 0) this.#until = Math.max(this.#until, now + pauseMs)
  }

  end(): void {
    this.#until = 0
  }
}

import type { HttpMeta } from '../core/http-meta.js'
import type { Clock } from './clock.js'

const minuteMs = 60_000
/** The vendor's minute may begin a little after ours. */
const marginMs = 250

/** Keeps calls within a vendor's limits: so many a minute, and never before it wants to be asked again. */
export class Pacer {
  readonly #perMinute: number
  readonly #clock: Clock
  #windowEnds = 0
  #used = 0
  #pausedUntil = 0

  constructor(perMinute: number | null, clock: Clock) {
    this.#perMinute = perMinute ?? Infinity
    this.#clock = clock
  }

  /** Resolves when one more call may go out. */
  async take(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const now = this.#clock.now()
      if (now >= this.#windowEnds) {
        this.#windowEnds = now + minuteMs + marginMs
        this.#used = 0
      }
      const until = Math.max(this.#pausedUntil, this.#used >= this.#perMinute ? this.#windowEnds : 0)
      if (until <= now) {
        this.#used += 1
        return
      }
      await this.#clock.sleep(until - now, signal)
    }
  }

  /** What an answer says of the limit. */
  note({ rateLimit }: Pick<HttpMeta, 'rateLimit'>): void {
    if (rateLimit !== null && rateLimit.remaining === 0)
      this.pauseUntil(Math.min(rateLimit.resetAt.getTime(), this.#clock.now() + minuteMs))
  }

  pauseUntil(moment: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, moment)
  }
}

import type { HttpMeta } from '../core/http-meta.js'
import type { Clock } from './clock.js'

const minuteMs = 60_000
/** Some vendors count by ten seconds, so a minute's worth does not go at once. */
export const turnsPerMinute = 6
/** The vendor's time may begin a little after ours. */
const marginMs = 50
const turnMs = minuteMs / turnsPerMinute + marginMs

/** Keeps calls within a vendor's limits: so many a minute, evenly, and never before it wants to be asked again. */
export class Pacer {
  readonly #perMinute: number
  readonly #clock: Clock
  readonly #wider: Pacer | undefined
  #turn = 0
  #turnEnds = 0
  #left = 0
  #pausedUntil = 0

  /** @param wider a limit that these calls count for as well */
  constructor(perMinute: number | null, clock: Clock, wider?: Pacer) {
    this.#perMinute = perMinute ?? Infinity
    this.#clock = clock
    this.#wider = wider
  }

  /** Resolves when one more call may go out. */
  async take(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const now = this.#clock.now()
      if (now >= this.#turnEnds) {
        this.#turnEnds = now + turnMs
        this.#left = turnsWorth(this.#perMinute, this.#turn)
        this.#turn = (this.#turn + 1) % turnsPerMinute
      }
      const until = Math.max(this.#pausedUntil, this.#left > 0 ? 0 : this.#turnEnds)
      if (until <= now) break
      await this.#clock.sleep(until - now, signal)
    }
    this.#left -= 1
    await this.#wider?.take(signal)
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

/** Any six turns in a row make exactly a minute's worth. */
function turnsWorth(perMinute: number, turn: number): number {
  if (perMinute === Infinity) return Infinity
  return (
    Math.floor((perMinute * (turn + 1)) / turnsPerMinute) - Math.floor((perMinute * turn) / turnsPerMinute)
  )
}

import type { Clock } from './clock.js'
import type { Counter } from './run-context.js'
import type { Progress } from './run-options.js'

/** Often enough for a bar, and seldom enough to cost nothing. */
const betweenMs = 100

/** Counts what came of the keys, and says so now and then. */
export class ProgressCounter implements Counter {
  readonly #total: number
  readonly #clock: Clock
  readonly #tell: ((progress: Progress) => void) | undefined
  readonly #startedAt: number
  #before = 0
  #moved = 0
  #skipped = 0
  #failed = 0
  #toldAt = 0

  constructor(total: number, clock: Clock, tell: ((progress: Progress) => void) | undefined) {
    this.#total = total
    this.#clock = clock
    this.#tell = tell
    this.#startedAt = clock.now()
  }

  /** A key that an earlier run, or another worker, is done with. */
  before(): void {
    this.#before += 1
    this.#say()
  }

  moved(): void {
    this.#moved += 1
    this.#say()
  }

  skipped(): void {
    this.#skipped += 1
    this.#say()
  }

  failed(): void {
    this.#failed += 1
    this.#say()
  }

  #say(): void {
    const settled = Math.min(this.#total, this.#before + this.#moved + this.#skipped + this.#failed)
    const now = this.#clock.now()
    if (this.#tell === undefined || (settled < this.#total && now - this.#toldAt < betweenMs)) return
    this.#toldAt = now
    const own = this.#moved + this.#skipped + this.#failed
    const rate = own / Math.max(0.001, (now - this.#startedAt) / 1000)
    this.#tell({
      total: this.#total,
      settled,
      moved: this.#moved,
      skipped: this.#skipped,
      failed: this.#failed,
      rate,
      leftMs: own === 0 ? null : ((this.#total - settled) / rate) * 1000,
    })
  }
}

import QuickLRU from 'quick-lru'
import type { Side } from './sides.js'

/** Which secrets, by their hashes, a vendor said it does not know, and until when that is believed. */
export class Absences {
  readonly #until: QuickLRU<string, number>
  readonly #ttl: number
  readonly #now: () => number

  constructor({ negativeTtl, max, now }: { negativeTtl: number; max: number; now: () => number }) {
    this.#until = new QuickLRU({ maxSize: max })
    this.#ttl = negativeTtl
    this.#now = now
  }

  has(side: Side, hash: string): boolean {
    const until = this.#until.get(side + hash)
    return until !== undefined && this.#now() < until
  }

  note(side: Side, hash: string): void {
    if (this.#ttl > 0) this.#until.set(side + hash, this.#now() + this.#ttl)
  }

  forget(side: Side, hash: string): void {
    this.#until.delete(side + hash)
  }
}

import QuickLRU from 'quick-lru'
import type { KeptVerdict } from './kept-verdict.js'

/** An answer of the vendor's, and how long it may be given out. Times are milliseconds since 1970. */
export interface Answer {
  readonly kept: KeptVerdict
  /** Which key it is about; empty where the vendor did not say. */
  readonly keyId: string
  readonly isValid: boolean
  /** The last change that the vendor knew of when it was asked, as `Changes` counts. */
  readonly asked: number
  readonly checkedAt: number
  /** From here on the vendor is asked. */
  readonly freshUntil: number
  /** From here on it is not even given if the vendor cannot be asked. */
  readonly staleUntil: number
}

/** The answers that are kept: of the good ones and of the refusals those that were used last, in a memory that is bounded. */
export class Answers {
  readonly #valid: QuickLRU<string, Answer>
  readonly #refused: QuickLRU<string, Answer>

  /** @param max how many in all; a tenth of it for refusals */
  constructor(max: number) {
    const refused = Math.floor(max / 10)
    this.#valid = lru(max - refused)
    this.#refused = lru(refused)
  }

  get(key: string): Answer | undefined {
    return this.#valid.get(key) ?? this.#refused.get(key)
  }

  set(key: string, answer: Answer): void {
    const [home, other] = answer.isValid ? [this.#valid, this.#refused] : [this.#refused, this.#valid]
    other.delete(key)
    home.set(key, answer)
  }

  delete(key: string): void {
    this.#valid.delete(key)
    this.#refused.delete(key)
  }

  clear(): void {
    this.#valid.clear()
    this.#refused.clear()
  }

  count(): { valid: number; refused: number } {
    return { valid: this.#valid.size, refused: this.#refused.size }
  }
}

/** quick-lru holds up to twice its `maxSize`. */
function lru(most: number): QuickLRU<string, Answer> {
  return new QuickLRU({ maxSize: Math.floor(most / 2) })
}

import { base64, hexAlphabet } from '../../encoding.js'
import type { Random } from '../../random.js'
import type { KeyTable } from '../../store.js'
import type { ClerkKey } from './record.js'

/** What a secret key has access to. Its subjects are not held here: any well-formed user or organization will do. */
export class ClerkInstance {
  readonly keys: KeyTable<ClerkKey>
  readonly now: () => Date
  readonly #random: Random

  constructor(keys: KeyTable<ClerkKey>, random: Random, now: () => Date) {
    this.keys = keys
    this.now = now
    this.#random = random
  }

  /** Id and secret begin alike: only their length and alphabet tell them apart. */
  id(): string {
    return `ak_${this.#random.text(hexAlphabet, 32)}`
  }

  secret(): string {
    return `ak_${base64(this.#random.bytes(32))}`
  }

  /** Names are unique per subject. Whether a dead key keeps its name is not known; here it does. */
  isNameTaken(subject: string, name: string): boolean {
    for (const key of this.keys.values()) {
      if (key.name === name && key.subject === subject) return true
    }
    return false
  }
}

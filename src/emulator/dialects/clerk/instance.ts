import { base64, hexAlphabet } from '../../encoding.js'
import type { Random } from '../../random.js'
import type { KeyTable } from '../../store.js'
import type { ClerkSettings } from './options.js'
import type { ClerkKey } from './record.js'

/** What a secret key has access to. Its subjects are not held here: any well-formed user or organization will do. */
export class ClerkInstance {
  readonly keys: KeyTable<ClerkKey>
  readonly now: () => Date
  readonly settings: ClerkSettings
  // How many keys have a name, by subject and name: looked up at every create.
  readonly #names = new Map<string, number>()
  readonly #random: Random

  constructor(keys: KeyTable<ClerkKey>, random: Random, now: () => Date, settings: ClerkSettings) {
    this.keys = keys
    this.now = now
    this.settings = settings
    this.#random = random
  }

  /** Id and secret begin alike: only their length and alphabet tell them apart. */
  id(): string {
    return `ak_${this.#random.text(hexAlphabet, 32)}`
  }

  secret(): string {
    return `ak_${base64(this.#random.bytes(32))}`
  }

  /** Names are unique per subject. Whether a dead key keeps its name is not known; here it does, until it is deleted. */
  isNameTaken(subject: string, name: string): boolean {
    return (this.#names.get(place(subject, name)) ?? 0) > 0
  }

  /** Adds a key. The secret is kept: Clerk's document has an operation that reads it again. */
  add(key: ClerkKey, secret: string): void {
    this.keys.insert(key, secret)
    this.#count(key, 1)
  }

  change(from: ClerkKey, to: ClerkKey): void {
    this.keys.replace(to)
    this.#count(from, -1)
    this.#count(to, 1)
  }

  remove(key: ClerkKey): void {
    this.keys.remove(key.id)
    this.#count(key, -1)
  }

  #count({ subject, name }: ClerkKey, by: 1 | -1): void {
    this.#names.set(place(subject, name), (this.#names.get(place(subject, name)) ?? 0) + by)
  }
}

/** A subject has no blank in it, so one tells where the name starts. */
function place(subject: string, name: string): string {
  return `${subject} ${name}`
}

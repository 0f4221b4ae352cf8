import type { Entry } from './journal.js'
import type { Keys, StoredKey } from './store.js'

/** Keys as they were some time ago: as they are now, but for those that changed since. */
export class LateKeys<R extends StoredKey> implements Keys<R> {
  readonly #entries: ReadonlyMap<string, Entry<R>>
  readonly #unseen: ReadonlyMap<string, Entry<R> | null>

  /** `unseen` has the keys that changed since; null is one that was not there. */
  constructor(entries: ReadonlyMap<string, Entry<R>>, unseen: ReadonlyMap<string, Entry<R> | null>) {
    this.#entries = entries
    this.#unseen = unseen
  }

  get(id: string): R | undefined {
    const unseen = this.#unseen.get(id)
    return (unseen === undefined ? this.#entries.get(id) : unseen)?.record
  }

  byHash(hash: string): R | undefined {
    return this.#inOrder().find(({ record }) => record.hash === hash)?.record
  }

  *values(): Generator<R> {
    for (const { record } of this.#inOrder()) yield record
  }

  /** A key that was removed since stands where it stood. */
  #inOrder(): Entry<R>[] {
    const entries = new Map([...this.#entries].filter(([id]) => !this.#unseen.has(id)))
    for (const [id, entry] of this.#unseen) if (entry !== null) entries.set(id, entry)
    return [...entries.values()].toSorted((a, b) => a.place - b.place)
  }
}

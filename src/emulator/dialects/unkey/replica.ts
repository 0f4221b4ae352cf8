import type { Keys, KeyTable } from '../../store.js'
import type { UnkeyKey } from './record.js'

/** The keys as a copy shows them that learns of each write only some time after it. */
export class Replica {
  readonly #keys: KeyTable<UnkeyKey>
  readonly #lagMs: number
  // Of the keys themselves, with what `comings` was when they were sorted.
  #sorted: { readonly ids: readonly string[]; readonly comings: number } = { ids: [], comings: 0 }

  constructor(keys: KeyTable<UnkeyKey>, lagMs: number) {
    this.#keys = keys
    this.#lagMs = lagMs
  }

  /** A key by its id. `lagMs` is how far behind this one read is, if that is further than the copy always is. */
  get(id: string, lagMs = 0): UnkeyKey | undefined {
    return this.#seen(lagMs).get(id)
  }

  byHash(hash: string, lagMs = 0): UnkeyKey | undefined {
    return this.#seen(lagMs).byHash(hash)
  }

  /** The keys in order of id from an id on, itself included and needing no key. */
  *from(start: string, lagMs = 0): Generator<UnkeyKey> {
    const keys = this.#seen(lagMs)
    const ids = keys === this.#keys ? this.#sortedIds() : idsOf(keys)
    for (let index = firstFrom(ids, start); index < ids.length; index += 1) {
      const key = keys.get(ids[index] ?? '')
      if (key !== undefined) yield key
    }
  }

  #seen(lagMs: number): Keys<UnkeyKey> {
    return this.#keys.seen(Math.max(lagMs, this.#lagMs))
  }

  /** Sorted when it is asked for and keys came or went since: a walk asks for each of its pages. */
  #sortedIds(): readonly string[] {
    const { comings } = this.#keys
    if (this.#sorted.comings !== comings) this.#sorted = { ids: idsOf(this.#keys), comings }
    return this.#sorted.ids
  }
}

function idsOf(keys: Keys<UnkeyKey>): string[] {
  return [...keys.values()].map(({ id }) => id).toSorted()
}

/** The place of the first id that is not before another, by halving. */
function firstFrom(ids: readonly string[], start: string): number {
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? '') < start) low = middle + 1
    else high = middle
  }
  return low
}

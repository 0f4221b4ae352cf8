import { KeyTable } from '../../store.js'
import { describeUnkeyKey, type UnkeyKey } from './record.js'

interface Write {
  readonly at: number
  readonly id: string
  /** The key as it was written; null if it was deleted. */
  readonly key: UnkeyKey | null
}

/** A copy of the keys that learns of each write only some time after it, and of all in their order. */
export class Replica {
  readonly #keys = new KeyTable<UnkeyKey>(describeUnkeyKey)
  readonly #lagMs: number
  readonly #now: () => Date
  #pending: Write[] = []
  // Sorted when it is asked for; null if a key came or went since.
  #ids: readonly string[] | null = null

  constructor(lagMs: number, now: () => Date) {
    this.#lagMs = lagMs
    this.#now = now
  }

  write(id: string, key: UnkeyKey | null): void {
    const write = { at: this.#now().getTime(), id, key }
    if (this.#lagMs === 0) this.#apply(write)
    else this.#pending.push(write)
  }

  get(id: string): UnkeyKey | undefined {
    this.#catchUp()
    return this.#keys.get(id)
  }

  byHash(hash: string): UnkeyKey | undefined {
    this.#catchUp()
    return this.#keys.byHash(hash)
  }

  /** The keys in order of id from an id on, itself included and needing no key. */
  *from(start: string): Generator<UnkeyKey> {
    this.#catchUp()
    this.#ids ??= [...this.#keys.values()].map(({ id }) => id).toSorted()
    for (let index = firstFrom(this.#ids, start); index < this.#ids.length; index += 1) {
      const key = this.#keys.get(this.#ids[index] ?? '')
      if (key !== undefined) yield key
    }
  }

  #catchUp(): void {
    const now = this.#now().getTime()
    const late = this.#pending.findIndex(({ at }) => at + this.#lagMs > now)
    const due = this.#pending.slice(0, late < 0 ? this.#pending.length : late)
    if (due.length === 0) return
    this.#pending = this.#pending.slice(due.length)
    for (const write of due) this.#apply(write)
  }

  #apply({ id, key }: Write): void {
    const known = this.#keys.get(id) !== undefined
    if (known !== (key !== null)) this.#ids = null
    if (key === null) this.#keys.remove(id)
    else if (known) this.#keys.replace(key)
    else this.#keys.insert(key)
  }
}

/** The place of the first id that is not before another, by halving: a walk asks this for each of its pages. */
function firstFrom(ids: readonly string[], start: string): number {
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? '') < start) low = middle + 1
    else high = middle
  }
  return low
}

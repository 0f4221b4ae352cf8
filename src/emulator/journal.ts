/** A key as a table holds it. */
export interface Entry<R> {
  readonly record: R
  /** Its place among all keys that there ever were, in the order of their making. */
  readonly place: number
  /** Only where the vendor itself can read it again. */
  readonly secret: string | null
}

interface Write<R> {
  readonly at: number
  readonly id: string
  /** Null where the key was made by this write. */
  readonly before: Entry<R> | null
}

/** A time during which nothing that was written from some point on can be seen. */
interface Stall {
  readonly from: number
  readonly until: number
}

/** What was written of late, so that a read can be shown the keys as they were before. */
export class Journal<R> {
  readonly #now: () => Date
  readonly #keepMs: number
  // Private, since no inspector prints those: an entry can hold a secret.
  #writes: Write<R>[] = []
  #dropped = 0
  #stalls: Stall[] = []

  /** `keepMs` is the longest lag that can be asked for. */
  constructor(now: () => Date, keepMs: number) {
    this.#now = now
    this.#keepMs = keepMs
  }

  note(id: string, before: Entry<R> | null): void {
    const at = this.#now().getTime()
    const first = this.#firstAfter(at - this.#keepMs)
    if (first > 0) this.#writes = this.#writes.slice(first)
    this.#dropped += first
    this.#writes.push({ at, id, before })
  }

  /** Hides what is written from here on, for some milliseconds. */
  stall(forMs: number): void {
    this.#stalls.push({ from: this.#dropped + this.#writes.length, until: this.#now().getTime() + forMs })
  }

  /** What the keys were like whose last changes cannot be seen, by id; null for a key that cannot be seen at all. */
  unseen(lagMs: number): ReadonlyMap<string, Entry<R> | null> {
    const now = this.#now().getTime()
    if (this.#stalls.length > 0) this.#stalls = this.#stalls.filter(({ until }) => until > now)
    const late = lagMs === 0 ? this.#writes.length : this.#firstAfter(now - lagMs)
    const first = Math.min(late, ...this.#stalls.map(({ from }) => from - this.#dropped))
    const unseen = new Map<string, Entry<R> | null>()
    for (const { id, before } of this.#writes.slice(first)) if (!unseen.has(id)) unseen.set(id, before)
    return unseen
  }

  /** The index of the first write after a point in time. */
  #firstAfter(time: number): number {
    const index = this.#writes.findIndex(({ at }) => at > time)
    return index < 0 ? this.#writes.length : index
  }
}

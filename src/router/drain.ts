import QuickLRU from 'quick-lru'

/** A key that is still accepted by the old vendor alone. */
export interface DrainingKey {
  /** Its id at the secondary. */
  readonly id: string
  /** How often the secondary accepted it. */
  readonly count: number
  /** When it did so last. */
  readonly lastAt: Date
  /** Whether it has moved since, as far as this router knows. */
  readonly moved: boolean
}

/** What still arrives at the old vendor, since the router was made. */
export interface DrainReport {
  /** How many verifications the secondary accepted. */
  readonly count: number
  /** When it did so last; null where it never did. */
  readonly lastAt: Date | null
  /** The keys, the one that was used last in front; of more than `max` the others are left out. */
  readonly keys: readonly DrainingKey[]
  /** How the moves go. */
  readonly moves: MoveCounts
}

/** How many keys moved, and how many are on their way. */
export interface MoveCounts {
  /** Keys that the primary has now. */
  readonly moved: number
  /** Attempts that failed, with those that were tried again. */
  readonly failed: number
  /** How many wait or are being moved now. */
  readonly pending: number
  /** Uses that found no place in the queue; a later use moves the key. */
  readonly postponed: number
}

/** Counts what the old vendor accepts. */
export class Drain {
  readonly #keys: QuickLRU<string, { count: number; lastAt: number }>
  readonly #max: number
  #count = 0
  #lastAt: number | null = null

  constructor(max: number) {
    this.#max = max
    this.#keys = new QuickLRU({ maxSize: max })
  }

  note(id: string, at: number): void {
    this.#count += 1
    this.#lastAt = at
    this.#keys.set(id, { count: (this.#keys.get(id)?.count ?? 0) + 1, lastAt: at })
  }

  report(moves: MoveCounts, isMoved: (id: string) => boolean): DrainReport {
    const keys = [...this.#keys.entriesDescending()].map(([id, { count, lastAt }]) => ({
      id,
      count,
      lastAt: new Date(lastAt),
      moved: isMoved(id),
    }))
    return {
      count: this.#count,
      lastAt: this.#lastAt === null ? null : new Date(this.#lastAt),
      // quick-lru holds up to twice its `maxSize`.
      keys: keys.toSorted((one, other) => other.lastAt.getTime() - one.lastAt.getTime()).slice(0, this.#max),
      moves,
    }
  }
}

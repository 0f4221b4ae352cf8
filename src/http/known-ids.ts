import { clock } from './clock.js'

/** Enough, with as many before them, for what a client does within the lag of a replica. */
const most = 500

interface Fate {
  /** `absent`: the vendor knew no such key, which this client did not end. */
  readonly what: 'made' | 'ended' | 'absent'
  readonly at: number
}

/**
 * What this client itself knows of a few ids, where the vendor reads from a replica: one that it just made is there, whatever
 * a read says, and one that it ended is gone.
 */
export class KnownIds {
  #fates = new Map<string, Fate>()
  /** The last `most` before those: forgotten all at once, since to forget one at a time costs each create. */
  #older = new Map<string, Fate>()

  note(id: string, what: Fate['what']): void {
    if (this.#fates.size === most) {
      this.#older = this.#fates
      this.#fates = new Map()
    }
    this.#fates.set(id, { what, at: clock() })
  }

  /** When this client made the key, by `clock`; undefined where it did not, or ended it since. */
  madeAt(id: string): number | undefined {
    const fate = this.#fateOf(id)
    return fate?.what === 'made' ? fate.at : undefined
  }

  /** When this client ended the key, by `clock`; undefined where it did not. */
  endedAt(id: string): number | undefined {
    const fate = this.#fateOf(id)
    return fate?.what === 'ended' ? fate.at : undefined
  }

  /** Whether the key is gone for sure, whoever ended it. */
  isGone(id: string): boolean {
    const what = this.#fateOf(id)?.what
    return what === 'ended' || what === 'absent'
  }

  #fateOf(id: string): Fate | undefined {
    return this.#fates.get(id) ?? this.#older.get(id)
  }
}

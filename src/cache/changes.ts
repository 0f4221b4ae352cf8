/** How many names are remembered one by one. */
const most = 10_000

/**
 * What was changed when, in the order of the changes: an answer that was asked for before the last change of its key is none
 * any more, whether it lies in the cache or is still on its way. Nothing is looked for when something changes, and memory is
 * bounded: what is older than the oldest change that is remembered counts as changed.
 */
export class Changes {
  #last = 0
  /** Everything up to here is outdated. */
  #floor = 0
  readonly #of = new Map<string, number>()

  /** The number of the last change: what is asked now knows of it. */
  get last(): number {
    return this.#last
  }

  note(name: string): void {
    this.#last += 1
    // Again at the end, as the youngest.
    this.#of.delete(name)
    this.#of.set(name, this.#last)
    if (this.#of.size <= most) return
    for (const [oldest, change] of this.#of) {
      this.#of.delete(oldest)
      this.#floor = change
      return
    }
  }

  noteAll(): void {
    this.#last += 1
    this.#floor = this.#last
    this.#of.clear()
  }

  /** Whether one of the two names was changed after `asked`. */
  since(asked: number, one: string, other: string): boolean {
    if (asked === this.#last) return false
    return asked < this.#floor || this.#lastOf(one) > asked || this.#lastOf(other) > asked
  }

  #lastOf(name: string): number {
    return this.#of.get(name) ?? 0
  }
}

/** The ids of keys that are ended for good, the youngest of them. */
export class EndedKeys {
  readonly #ids = new Set<string>()

  note(id: string): void {
    this.#ids.delete(id)
    this.#ids.add(id)
    if (this.#ids.size <= most) return
    for (const oldest of this.#ids) {
      this.#ids.delete(oldest)
      return
    }
  }

  revive(id: string): void {
    this.#ids.delete(id)
  }

  has(id: string | undefined): boolean {
    return id !== undefined && this.#ids.has(id)
  }
}

import type { KeyClient } from 'keymux'
import type { Emulator, Vendor } from 'keymux/emulator'
import { someInput } from './key-clients.js'

/** How many keys are ended, and as many made, in all and before each page. */
export interface Pace {
  readonly inAll: number
  readonly aPage: number
}

/** Ends and makes keys while somebody walks a list: behind the walk, right where it is, and ahead of it. */
export class Churn {
  readonly ended: Set<string> = new Set()
  readonly made: Set<string> = new Set()
  readonly #keys: KeyClient
  readonly #end: 'revoke' | 'delete'
  readonly #order: readonly string[]
  readonly #places: ReadonlyMap<string, number>
  readonly #pace: Pace
  readonly #below: (limit: number) => number
  #place = 0

  constructor(keys: KeyClient, end: 'revoke' | 'delete', order: readonly string[], pace: Pace) {
    this.#keys = keys
    this.#end = end
    this.#order = order
    this.#places = new Map(order.map((id, index) => [id, index]))
    this.#pace = pace
    this.#below = seeded(1)
  }

  /** Tells how far the walk has come. */
  saw(id: string): void {
    this.#place = Math.max(this.#place, (this.#places.get(id) ?? -1) + 1)
  }

  async change(): Promise<void> {
    const count = Math.min(this.#pace.aPage, this.#pace.inAll - this.ended.size)
    for (let index = 0; index < count; index += 1) {
      await this.#endKey(this.#victim())
      this.made.add((await this.#keys.create(someInput())).id)
    }
  }

  async #endKey(id: string): Promise<void> {
    this.ended.add(id)
    const keys = this.#keys
    if (this.#end === 'revoke') await keys.revoke(id)
    else if (keys.can('delete')) await keys.delete(id)
  }

  #victim(): string {
    for (;;) {
      const id = this.#order[this.#somewhere()]
      if (id !== undefined && !this.ended.has(id)) return id
    }
  }

  #somewhere(): number {
    const ahead = this.#order.length - this.#place
    const which = this.#below(3)
    if (which === 0) return this.#below(this.#place)
    return which === 1 ? this.#place - 4 + this.#below(8) : this.#place + this.#below(ahead)
  }
}

/** The keys that an upstream holds, in the order of its list. */
export function inOrder(emulator: Emulator, vendor: Vendor): readonly string[] {
  const made = emulator.keys(vendor).map(({ id }) => id)
  return {
    unkey: made.toSorted(),
    clerk: made.toReversed(),
    factify: made.toSorted(),
    flow: made,
  }[vendor]
}

/** Whole numbers from 0 up to a limit, without it, the same in each run. */
function seeded(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

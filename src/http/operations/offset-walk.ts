import type { KeyRecord } from '../../core/key-record.js'
import type { PageAsked } from '../calls.js'
import type { VendorProfile } from '../vendor-profile.js'
import { endless, placeLost } from './list-faults.js'
import type { NewKeys, ReadPage } from './paging.js'
import type { Page } from './read-page.js'

/** How many ids of keys that were seen are kept: so many of them may go between two requests. */
const remembered = 1000

/** How often in a row the vendor may say that more keys follow the last one and not give them, or give the same page. */
const patience = 10

/**
 * Walks a list by offsets, under which keys move: what is created before the place moves them on, to be seen twice, what goes
 * moves them back, to be skipped. So each page is asked for from the last key seen on, and that key (or one seen shortly
 * before) says where the new ones begin. It needs no more of the vendor than that keys keep their order among themselves.
 */
export class OffsetWalk<M, V> {
  readonly #profile: VendorProfile
  readonly #read: ReadPage<M, V>
  readonly #start: PageAsked
  readonly #operation: string | undefined
  readonly #seen = new Set<string>()
  /** What was seen before the walk began anew: never forgotten, since it may be there all the same and come again. */
  readonly #seenBefore = new Set<string>()
  #hasForgotten = false
  #stuck = 0
  #same = 0
  #latest: readonly string[] = []

  constructor(profile: VendorProfile, read: ReadPage<M, V>, start: PageAsked, operation?: string) {
    this.#profile = profile
    this.#read = read
    // The last key seen takes a place on each page.
    this.#start = { ...start, pageSize: Math.max(2, start.pageSize) }
    this.#operation = operation
  }

  async *pages(): AsyncGenerator<NewKeys<M, V>> {
    let { offset } = this.#start
    let held: readonly KeyRecord<M, V>[] = []
    for (;;) {
      const isFirst = this.#seen.size + this.#seenBefore.size === 0
      const found = isFirst ? await this.#pageAt(offset) : await this.#pageWithSeen(offset - 1)
      const { page } = found
      offset = found.offset + page.size
      const fresh = this.#newOn(page)
      const keys = [...held, ...fresh]
      if (await this.#isLast(page, offset, fresh.length)) return yield { keys, page }
      // The last key is kept back until the next page: whoever deletes what they get would else delete the place.
      held = keys.slice(-1)
      yield { keys: keys.slice(0, -1), page }
    }
  }

  /** Whether the list ends with this page. A total alone does not say so: it may be older than the page, or count too much. */
  async #isLast(page: Page<M, V>, end: number, fresh: number): Promise<boolean> {
    const { cursor, size } = page
    if (size === 0) return true
    if (fresh === 0 && this.#comesAgain(page)) return this.#isWhole(page)
    if (cursor === null) return size < this.#start.pageSize
    // Nothing came but the key that was seen last, so the next page would be this one again.
    const isStuck = fresh === 0 && size === 1
    this.#stuck = isStuck ? this.#stuck + 1 : 0
    if (this.#stuck > patience) throw endless(this.#profile, this.#operation)
    return isStuck && (await this.#pageAt(end)).page.size === 0
  }

  /** Whether the vendor gives one page again and again, of more than the last key seen, wherever it is asked to begin. */
  #comesAgain({ keys }: Page<M, V>): boolean {
    const ids = keys.map(({ id }) => id)
    const isSame = ids.length > 1 && ids.join('\n') === this.#latest.join('\n')
    this.#same = isSame ? this.#same + 1 : 0
    this.#latest = ids
    return this.#same > patience
  }

  /** Such a page is the whole list, where the vendor says so or had room for more on it. */
  #isWhole({ cursor, size }: Page<M, V>): true {
    if (cursor === null || size < this.#start.pageSize) return true
    throw endless(this.#profile, this.#operation)
  }

  /** The page at `offset`, or the nearest one that holds a key which was seen, so that none between is skipped. */
  async #pageWithSeen(offset: number): Promise<Placed<M, V>> {
    const here = await this.#pageAt(offset)
    if (this.#lastSeenOn(here.page) !== -1) return here
    const step = this.#start.pageSize - 1
    for (let back = offset; back > 0;) {
      back = Math.max(0, back - step)
      const earlier = await this.#pageAt(back)
      if (this.#lastSeenOn(earlier.page) !== -1) return earlier
    }
    for (let on = here; on.page.cursor !== null;) {
      on = await this.#pageAt(on.offset + on.page.size)
      if (this.#lastSeenOn(on.page) !== -1) return on
    }
    return this.#anew()
  }

  /** All that was seen is gone, so what there is now is new, unless too much was seen, or passed over, to tell. */
  async #anew(): Promise<Placed<M, V>> {
    const first = await this.#pageAt(0)
    const isTellable = !this.#hasForgotten && this.#start.offset === 0
    if (!isTellable && first.page.size > 0) throw placeLost(this.#profile, this.#operation)
    for (const id of this.#seen) this.#seenBefore.add(id)
    this.#seen.clear()
    return first
  }

  async #pageAt(offset: number): Promise<Placed<M, V>> {
    return { offset, page: await this.#read({ ...this.#start, offset }) }
  }

  #lastSeenOn({ keys }: Page<M, V>): number {
    return keys.findLastIndex(({ id }) => this.#hasSeen(id))
  }

  /** What stands before a key that was seen is older than it to this walk, or was made after it began. */
  #newOn(page: Page<M, V>): KeyRecord<M, V>[] {
    return page.keys.slice(this.#lastSeenOn(page) + 1).filter(({ id }) => this.#isNew(id))
  }

  #hasSeen(id: string): boolean {
    return this.#seen.has(id) || this.#seenBefore.has(id)
  }

  /** Whether this key comes for the first time; from then on it does not. */
  #isNew(id: string): boolean {
    if (this.#hasSeen(id)) return false
    this.#seen.add(id)
    const [oldest] = this.#seen
    if (this.#seen.size > remembered && oldest !== undefined) {
      this.#seen.delete(oldest)
      this.#hasForgotten = true
    }
    return true
  }
}

interface Placed<M, V> {
  readonly offset: number
  readonly page: Page<M, V>
}

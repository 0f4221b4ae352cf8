import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeyList } from '../../../src/core/list-keys.js'
import { listKeys } from '../../../src/http/operations/list-keys.js'
import { answering, contextWith, errorOf, json } from '../support/acme.js'
import { listCall } from '../support/acme-keys.js'

/** One thing that happens to the list between two requests. */
type Change =
  | { readonly what: 'head' | 'tail'; readonly count: number }
  | { readonly what: 'remove'; readonly from: number; readonly count: number }

/** A vendor that lists by offsets, and whose keys come and go before each request. */
class OffsetVendor {
  keys: string[]
  requests = 0
  #made = 0
  readonly #largest: number
  readonly #changes: (readonly Change[])[]
  readonly #tell: (page: readonly string[], offset: number, limit: number) => object

  constructor(
    count: number,
    changes: readonly (readonly Change[])[] = [],
    tell: (all: readonly string[], page: readonly string[]) => object = (all) => ({ total: all.length }),
    /** How many keys it gives at the most. */
    largest = Infinity,
  ) {
    this.#largest = largest
    this.keys = Array.from({ length: count }, (_, index) => `old_${index}`)
    this.#changes = [...changes]
    this.#tell = (page) => tell(this.keys, page)
  }

  readonly fetch = async (url: unknown): Promise<Response> => {
    const { searchParams } = new URL(String(url))
    const offset = Number(searchParams.get('offset'))
    const limit = Math.min(Number(searchParams.get('limit')), this.#largest)
    // The first request sees the list as it was.
    if (this.requests > 0) for (const change of this.#changes.shift() ?? []) this.change(change)
    this.requests += 1
    if (this.requests > 10_000) throw new Error('The walk does not end.')
    const page = this.keys.slice(offset, offset + limit)
    return json({ keys: page.map((id) => ({ id })), ...this.#tell(page, offset, limit) })
  }

  change(change: Change): void {
    if (change.what === 'remove') {
      this.keys.splice(Math.floor(change.from * this.keys.length), change.count)
      return
    }
    const made = Array.from({ length: change.count }, () => `new_${(this.#made += 1)}`)
    this.keys = change.what === 'head' ? [...made.toReversed(), ...this.keys] : [...this.keys, ...made]
  }

  list(pageSize: number, cursor?: string): KeyList<unknown> {
    return listKeys(
      contextWith(this.fetch, { retry: { limit: 0 } }),
      listCall('offset', pageSize),
      { cursor },
      undefined,
    )
  }
}

async function idsOf(
  list: KeyList<unknown>,
  each: (id: string) => void = () => undefined,
): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of list) {
    ids.push(id)
    each(id)
  }
  return ids
}

function twice(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    what: fc.constantFrom('head' as const, 'tail' as const),
    count: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({
    what: fc.constant('remove' as const),
    from: fc.double({ min: 0, max: 0.999, noNaN: true }),
    count: fc.integer({ min: 1, max: 12 }),
  }),
  fc.constant({ what: 'remove' as const, from: 0, count: 1000 }),
)
const changes = fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 25 })
const ends: Record<string, (all: readonly string[], page: readonly string[]) => object> = {
  'a total': (all) => ({ total: all.length }),
  'an empty page': () => ({}),
  'a word': (all, page) => ({ more: page.length > 0 && page.at(-1) !== all.at(-1) }),
  'a total that counts too many': (all) => ({ total: all.length + 3 }),
}

describe.each(Object.keys(ends))('a list by offsets that ends by %s', (end) => {
  it('gives each key that lives through the walk exactly once, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 7 }),
        changes,
        fc.array(fc.boolean(), { maxLength: 30 }),
        async (count, pageSize, all, deletes) => {
          const vendor = new OffsetVendor(count, all, ends[end])
          const before = [...vendor.keys]
          const rest = [...deletes]
          const ids = await idsOf(vendor.list(pageSize), (id) => {
            if (rest.shift() === true) vendor.keys = vendor.keys.filter((key) => key !== id)
          })
          const living = before.filter((id) => vendor.keys.includes(id))
          expect(living.filter((id) => !ids.includes(id))).toEqual([])
          expect(twice(ids)).toEqual([])
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([0, 1, 2, 3, 4, 6, 7, 8, 9])('of %i keys that stay gives all, in their order', async (count) => {
    for (const pageSize of [1, 2, 3, 4, 100]) {
      const vendor = new OffsetVendor(count, [], ends[end])
      expect(await idsOf(vendor.list(pageSize))).toEqual(vendor.keys)
    }
  })
})

describe('a walk by offsets', () => {
  it('gives all where the count is older than the page it comes with', async () => {
    let counted = 4
    const vendor = new OffsetVendor(4, [], (all) => ({ total: [counted, (counted = all.length)][0] }))
    vendor.change({ what: 'head', count: 1 })
    expect(await idsOf(vendor.list(4))).toEqual(['new_1', 'old_0', 'old_1', 'old_2', 'old_3'])
  })

  it('of 10,000 keys, of which 1,000 go while 1,000 come, gives those that stay exactly once', async () => {
    const moves = Array.from({ length: 100 }, (_, round): Change[] => [
      { what: 'remove', from: ((round * 37) % 100) / 100, count: 10 },
      { what: round % 2 === 0 ? 'head' : 'tail', count: 10 },
    ])
    const vendor = new OffsetVendor(10_000, moves)
    const before = [...vendor.keys]
    const ids = new Map<string, number>()
    for await (const { id } of vendor.list(100)) ids.set(id, (ids.get(id) ?? 0) + 1)
    expect(before.filter((id) => vendor.keys.includes(id) && ids.get(id) !== 1)).toEqual([])
    expect([...ids.values()].every((count) => count === 1)).toBe(true)
    expect(vendor.requests).toBeLessThan(250)
  })

  it('can be used to delete all there is, however much that is', async () => {
    const vendor = new OffsetVendor(2500)
    const all = [...vendor.keys]
    const ids = await idsOf(vendor.list(100), (id) => {
      vendor.keys = vendor.keys.filter((key) => key !== id)
    })
    expect(ids).toEqual(all)
    expect(vendor.keys).toEqual([])
    expect(vendor.requests).toBeLessThan(100)
  })

  it('starts anew where all that was seen is gone', async () => {
    const vendor = new OffsetVendor(50, [[{ what: 'remove', from: 0, count: 30 }]])
    expect((await idsOf(vendor.list(10))).filter((id) => vendor.keys.includes(id))).toEqual(vendor.keys)
  })

  it('ends where nothing is left', async () => {
    const vendor = new OffsetVendor(50, [[{ what: 'remove', from: 0, count: 50 }]])
    expect(await idsOf(vendor.list(10))).toHaveLength(10)
  })

  it('fails where more is gone than it remembers, rather than skip or double a key', async () => {
    const calm: Change[][] = Array.from({ length: 13 }, () => [])
    const vendor = new OffsetVendor(2500, [...calm, [{ what: 'remove', from: 0.1, count: 1500 }]])
    const error = await errorOf(idsOf(vendor.list(100)))
    expect(error).toMatchObject({ code: 'unavailable', retryable: true, operation: 'list' })
    expect(error.message).toContain('changes faster than it can be read')
  })

  it('ends also then, where nothing is left', async () => {
    const calm: Change[][] = Array.from({ length: 13 }, () => [])
    const vendor = new OffsetVendor(2500, [...calm, [{ what: 'remove', from: 0, count: 2500 }]])
    expect(twice(await idsOf(vendor.list(100)))).toEqual([])
  })

  it('finds its place after more new keys than it remembers', async () => {
    const calm: Change[][] = Array.from({ length: 13 }, () => [])
    const vendor = new OffsetVendor(1500, [...calm, [{ what: 'head', count: 3000 }]])
    const ids = await idsOf(vendor.list(100))
    expect(ids).toEqual(Array.from({ length: 1500 }, (_, index) => `old_${index}`))
  })

  it('from a cursor on gives nothing that stands before it, also where all that was seen is gone', async () => {
    const vendor = new OffsetVendor(20, [[{ what: 'remove', from: 0.5, count: 5 }]])
    const ids: string[] = []
    const error = await errorOf(idsOf(vendor.list(3, '10'), (id) => ids.push(id)))
    expect(error.code).toBe('unavailable')
    expect(ids.filter((id) => Number(id.slice(4)) < 10)).toEqual([])
  })

  it('from a cursor on gives what comes after it', async () => {
    expect(await idsOf(new OffsetVendor(10).list(3, '6'))).toEqual(['old_6', 'old_7', 'old_8', 'old_9'])
    expect(await idsOf(new OffsetVendor(10).list(3, '10'))).toEqual([])
  })

  it('gives a key once that the vendor lists twice', async () => {
    const body = { keys: [{ id: 'a' }, { id: 'b' }, { id: 'a' }], total: 3 }
    const list = listKeys(contextWith(answering(() => json(body))), listCall('offset', 10), {}, undefined)
    expect(await idsOf(list)).toEqual(['a', 'b'])
  })

  it('does not go on for ever at a vendor that gives one key a page', async () => {
    let requests = 0
    const fetch = async (url: unknown): Promise<Response> => {
      requests += 1
      if (requests > 1000) throw new Error('The walk does not end.')
      const offset = Number(new URL(String(url)).searchParams.get('offset'))
      return json({ keys: [{ id: `key_${offset}` }], total: 5 })
    }
    const error = await errorOf(idsOf(listKeys(contextWith(fetch), listCall('offset', 10), {}, undefined)))
    expect(error).toMatchObject({ code: 'invalid_response', operation: 'list' })
    expect(error.message).toContain('again and again')
  })

  it.each([
    ['with a total', true],
    ['without a total', false],
  ])('%s gives all where the vendor gives fewer at a time than asked for', async (_, isCounted) => {
    for (const count of [9, 10, 11, 19, 20, 21, 25]) {
      const vendor = new OffsetVendor(count, [], (all) => (isCounted ? { total: all.length } : {}), 10)
      expect(await idsOf(vendor.list(100))).toEqual(vendor.keys)
    }
  })

  it.each([
    ['less than a page without a total', 10, { keys: ['a', 'b', 'c'] }, 3],
    ['a page that is all by its total', 3, { keys: ['a', 'b', 'c'], total: 3 }, 3],
    ['less than a page with a total that is too large', 10, { keys: ['a', 'b', 'c'], total: 9 }, 3],
  ])('ends at a vendor that heeds no offset: %s', async (_, pageSize, { keys, ...told }, count) => {
    const body = { keys: keys.map((id) => ({ id })), ...told }
    const fetch = answering(() => json(body))
    const list = listKeys(contextWith(fetch), listCall('offset', pageSize), {}, undefined)
    expect(await idsOf(list)).toHaveLength(count)
    expect(fetch.asked.length).toBeLessThan(30)
  })

  it('fails at a vendor that heeds no offset and may have more', async () => {
    const fetch = answering(() => json({ keys: [{ id: 'a' }, { id: 'b' }] }))
    const list = listKeys(contextWith(fetch), listCall('offset', 2), {}, undefined)
    expect(await errorOf(idsOf(list))).toMatchObject({ code: 'invalid_response', operation: 'list' })
  })

  it('asks little more of a list that stays than its pages', async () => {
    const vendor = new OffsetVendor(1000)
    await idsOf(vendor.list(100))
    expect(vendor.requests).toBeLessThanOrEqual(12)
  })
})

import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/acme.js'
import { listOf, placesIn, saying, type Paging } from '../support/acme-list.js'

const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]

describe('a page', () => {
  it('says what there is to know of it, and where the next one starts', async () => {
    const fetch = saying({ keys: [a, b], next: 'p/2', total: 3, requestId: 'req_1' }, { keys: [c], total: 3 })
    const keys = listOf(fetch)
    const first = await keys.page()
    expect(Object.keys(first).toSorted()).toEqual(['cursor', 'http', 'keys', 'total', 'warnings'])
    expect(first).toMatchObject({
      keys: [a, b],
      cursor: 'p/2',
      total: 3,
      http: { requestId: 'req_1' },
      warnings: [],
    })
    expect(await keys.page(first.cursor)).toMatchObject({ keys: [c], cursor: null })
    expect(placesIn(fetch)).toEqual(['cursor=&limit=2', 'cursor=p/2&limit=2'])
  })

  it('by offsets has the next place for its cursor', async () => {
    const fetch = saying({ keys: [a, b], total: 3 }, { keys: [c], total: 3 })
    const keys = listOf(fetch, 'offset')
    expect((await keys.page()).cursor).toBe('2')
    expect((await keys.page('2')).cursor).toBeNull()
    expect(placesIn(fetch)).toEqual(['offset=0&limit=2', 'offset=2&limit=2'])
  })

  it.each<[string, object, string | null]>([
    ['the total is reached', { keys: [a, b], total: 2 }, null],
    ['the total is not reached on a short page', { keys: [a], total: 2 }, '1'],
    ['nobody counts and it is full', { keys: [a, b] }, '2'],
    ['nobody counts and it is short', { keys: [a] }, '1'],
    ['nobody counts and it is empty', { keys: [] }, null],
    ['it is empty, whatever the total', { keys: [], total: 9 }, null],
    ['the vendor says so, whatever the total', { keys: [a, b], total: 9, more: false }, null],
  ])('by offsets, where %s', async (_, page, cursor) => {
    expect((await listOf(saying(page), 'offset').page()).cursor).toBe(cursor)
  })

  it('leaves out a key without an id, and one in another state, and still goes on', async () => {
    const fetch = saying({
      keys: [{ id: 'a', state: 'active' }, {}, { id: 'b', state: 'revoked' }],
      next: 'p',
    })
    const page = await listOf(fetch, 'cursor', { state: 'active' }).page()
    expect(page).toMatchObject({ keys: [{ id: 'a' }], cursor: 'p' })
  })

  it('has no total where it is of one state, since the vendor counts all', async () => {
    const keys = [
      { id: 'a', state: 'active' },
      { id: 'b', state: 'revoked' },
    ]
    expect(await listOf(saying({ keys, total: 2 }), 'offset', { state: 'active' }).page()).toMatchObject({
      keys: [{ id: 'a' }],
      total: null,
    })
  })

  it('counts a key without an id for the place of the next page', async () => {
    expect((await listOf(saying({ keys: [a, {}], total: 5 }), 'offset').page()).cursor).toBe('2')
  })

  it('is the first one, or where the query starts, without a cursor', async () => {
    for (const none of [undefined, null]) {
      const fetch = saying({ keys: [c] })
      await listOf(fetch, 'cursor', { cursor: 'p3' }).page(none)
      expect(placesIn(fetch)).toEqual(['cursor=p3&limit=2'])
    }
  })

  it('tells what was wrong in it', async () => {
    const { warnings } = await listOf(saying({ keys: [{ id: 'a', state: 'dormant' }] })).page()
    expect(warnings).toMatchObject([{ code: 'unknown_value', path: '/state' }])
  })

  it.each<[Paging, unknown]>([
    ['offset', ''],
    ['offset', '-1'],
    ['offset', '1.5'],
    ['offset', '1e3'],
    ['offset', ' 1'],
    ['offset', 'abc'],
    ['offset', '9'.repeat(16)],
    ['offset', {}],
    ['cursor', ''],
    ['cursor', 5],
    ['cursor', {}],
  ])('of a list by %s is not at %j', async (paging, cursor) => {
    const fetch = saying({ keys: [a] })
    const error = await errorOf(listOf(fetch, paging).page(cursor as string))
    expect(error).toMatchObject({ code: 'invalid_request', operation: 'list', issues: [{ path: 'cursor' }] })
    expect(() => listOf(fetch, paging, { cursor: cursor as string })).toThrow(
      '`cursor` must be the cursor of an earlier page',
    )
    expect(fetch.asked).toEqual([])
  })
})

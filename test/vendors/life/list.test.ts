import { KeymuxError, type ErrorCode, type KeyClient, type KeyState, type ListQuery } from 'keymux'
import { clerk as clerkWith } from 'keymux/clerk'
import type { Vendor } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { collect, hour, later, live, since, vendors, type Life } from './support/life.js'

async function make({ all }: Life, vendor: Vendor, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) ids.push((await all[vendor].create({ name: `Key ${made}` })).id)
  return ids
}

async function codeOf(call: () => Promise<unknown>): Promise<ErrorCode | undefined> {
  try {
    await call()
    return undefined
  } catch (error) {
    return KeymuxError.is(error) ? error.code : 'ambiguous'
  }
}

describe.each(vendors)('list at %s', (vendor) => {
  it('is empty where there are no keys', async () => {
    const life = await live()
    const asked = since(life)
    expect(await collect(life.all[vendor].list())).toEqual([])
    expect(asked()).toEqual([`${vendor} list`])
    const page = await life.all[vendor].list().page()
    expect(page).toMatchObject({ keys: [], cursor: null, warnings: [], http: { status: 200 } })
  })

  it('asks for nothing before it is read', async () => {
    const life = await live()
    const asked = since(life)
    life.all[vendor].list({ pageSize: 2 })
    expect(asked()).toEqual([])
  })

  it('gives every key once, page by page', async () => {
    const life = await live()
    const ids = await make(life, vendor, 25)
    const asked = since(life)
    const seen = await collect(life.all[vendor].list({ pageSize: 10 }))
    expect(seen.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(asked().length).toBe(3)
  })

  it('gives a page and where the next one starts', async () => {
    const life = await live()
    const ids = await make(life, vendor, 25)
    const list = life.all[vendor].list({ pageSize: 10 })
    const first = await list.page()
    const second = await list.page(first.cursor)
    const third = await life.all[vendor].list({ pageSize: 10, cursor: second.cursor ?? '' }).page()
    const pages = [first, second, third]
    expect(pages.map(({ keys }) => keys.length)).toEqual([10, 10, 5])
    expect(pages.flatMap(({ keys }) => keys.map(({ id }) => id)).toSorted()).toEqual(ids.toSorted())
    expect(third.cursor).toBeNull()
    expect(await list.page(null)).toMatchObject({ keys: first.keys })
    const counts = vendor === 'clerk' || vendor === 'flow'
    expect(pages.map(({ total }) => total)).toEqual(counts ? [25, 25, 25] : [null, null, null])
  })

  it('has no more behind its end', async () => {
    const life = await live()
    await make(life, vendor, 3)
    const [first] = await collect(life.all[vendor].list({ pageSize: 2 }))
    const { cursor } = await life.all[vendor].list({ pageSize: 2 }).page()
    const rest = await collect(life.all[vendor].list({ cursor: cursor ?? '' }))
    expect(rest).toHaveLength(1)
    expect(rest[0]?.id).not.toBe(first?.id)
  })

  it('asks no more than is read', async () => {
    const life = await live()
    await make(life, vendor, 6)
    const asked = since(life)
    for await (const { id } of life.all[vendor].list({ pageSize: 2 })) {
      expect(id).not.toBe('')
      break
    }
    expect(asked()).toEqual([`${vendor} list`])
  })

  it.each<[string, unknown]>([
    ['0', 0],
    ['a fraction', 1.5],
    ['a text', '10'],
    ['less than nothing', -1],
    ['no number', Number.NaN],
  ])('refuses a page of %s before any request', async (_, pageSize) => {
    const life = await live()
    const asked = since(life)
    const list = async (): Promise<unknown> => collect(life.all[vendor].list({ pageSize } as ListQuery))
    const error = await errorOf(list())
    expect(error).toMatchObject({ code: 'invalid_request', vendor, operation: 'list' })
    expect(error.issues.map(({ path }) => path)).toEqual(['pageSize'])
    expect(asked()).toEqual([])
  })

  it('refuses a cursor that is none', async () => {
    const { all } = await live()
    const error = await errorOf((async () => all[vendor].list({ cursor: '' }).page())())
    expect(error).toMatchObject({ code: 'invalid_request', vendor, operation: 'list' })
    expect(error.issues.map(({ path }) => path)).toEqual(['cursor'])
  })

  it('refuses a query that it does not know before any request', async () => {
    const life = await live()
    const asked = since(life)
    const list = async (): Promise<unknown> => life.all[vendor].list({ limit: 5 } as ListQuery).page()
    expect(await errorOf(list())).toMatchObject({ code: 'unsupported', issues: [{ path: 'limit' }] })
    expect(asked()).toEqual([])
  })
})

describe('the largest page', () => {
  it.each<[Vendor, number | null]>([
    ['unkey', 100],
    ['clerk', 100],
    ['factify', 100],
    ['flow', null],
  ])('of %s is %j', async (vendor, largest) => {
    const life = await live()
    const { all } = life
    expect(all[vendor].capabilities.limits.largestPage).toBe(largest)
    await all[vendor].list({ pageSize: 100 }).page()
    const asked = since(life)
    const code = await codeOf(async () => all[vendor].list({ pageSize: 101 }).page())
    expect([code, asked().length]).toEqual(largest === null ? [undefined, 1] : ['invalid_request', 0])
  })
})

describe('what a list can be narrowed by', () => {
  it('is said by the capabilities', async () => {
    const { all } = await live()
    const filters = vendors.map((vendor) => [vendor, all[vendor].capabilities.filters.toSorted()])
    expect(Object.fromEntries(filters)).toEqual({
      unkey: ['owner', 'state'],
      clerk: ['owner', 'state', 'text'],
      factify: ['state'],
      flow: [],
    })
  })

  it.each<[Vendor, keyof ListQuery, string]>([
    ['unkey', 'text', 'x'],
    ['factify', 'owner', 'org_1'],
    ['factify', 'text', 'x'],
    ['flow', 'owner', 'user_1'],
    ['flow', 'state', 'active'],
    ['flow', 'text', 'x'],
  ])('%s refuses %s before any request', async (vendor, name, value) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf((async () => life.all[vendor].list({ [name]: value }).page())())
    expect(error).toMatchObject({ code: 'unsupported', vendor, operation: 'list', issues: [{ path: name }] })
    expect(asked()).toEqual([])
  })

  it('an owner, at Unkey', async () => {
    const { unkey } = await live()
    const { id } = await unkey.create({ owner: 'user_1' })
    await unkey.create({ owner: 'user_2' })
    await unkey.create({})
    expect((await collect(unkey.list({ owner: 'user_1' }))).map((key) => key.id)).toEqual([id])
    expect(await collect(unkey.list({ owner: 'nobody' }))).toEqual([])
    expect(await collect(unkey.list())).toHaveLength(3)
  })

  it('a state, at Unkey', async () => {
    const { unkey } = await live()
    const [works, stopped, ends] = [
      await unkey.create({}),
      await unkey.create({ enabled: false }),
      await unkey.create({ expiresAt: '1h' }),
    ]
    const expected = { active: [works.id], disabled: [stopped.id], expired: [ends.id], revoked: [] }
    await later(2 * hour, async () => {
      for (const [state, ids] of Object.entries(expected)) {
        const found = await collect(unkey.list({ state: state as KeyState }))
        expect(found.map(({ id }) => id)).toEqual(ids)
      }
    })
  })

  it('an owner and a text, at Clerk', async () => {
    const { clerk } = await live()
    const owner = `org_${'x'.repeat(27)}`
    const { id } = await clerk.create({ name: 'Build of Acme', owner })
    await clerk.create({ name: 'Other', owner })
    await clerk.create({ name: 'Mine' })
    expect((await collect(clerk.list({ owner, text: 'acme' }))).map((key) => key.id)).toEqual([id])
    expect(await collect(clerk.list({ owner }))).toHaveLength(2)
    expect((await collect(clerk.list())).map(({ name }) => name)).toEqual(['Mine'])
  })

  it('at Clerk has to name an owner, in the query or in the client', async () => {
    const { emulator, urls } = await live()
    const { secretKey } = emulator.credentials.clerk
    const keys: KeyClient = clerkWith({ secretKey, baseUrl: urls.clerk })
    const error = await errorOf((async () => keys.list().page())())
    expect(error).toMatchObject({ code: 'invalid_request', operation: 'list', issues: [{ path: 'owner' }] })
    expect(error.message).toContain('`subject`')
    expect(emulator.requests).toEqual([])
  })

  it('a state, at Clerk and Factify, over all pages', async () => {
    const { all } = await live()
    const states: readonly KeyState[] = ['active', 'revoked', 'expired']
    for (const vendor of ['clerk', 'factify'] as const) {
      const keys = all[vendor]
      const dead = await keys.create({ name: 'To be revoked' })
      await keys.create({ name: 'To expire', expiresAt: '1h' })
      for (let made = 0; made < 4; made += 1) await keys.create({ name: `Key ${made}` })
      await keys.revoke(dead.id)
      await later(2 * hour, async () => {
        const found = states.map(async (state) => (await collect(keys.list({ state, pageSize: 2 }))).length)
        expect(await Promise.all(found)).toEqual([4, 1, 1])
        expect(await collect(keys.list())).toHaveLength(6)
        const page = await keys.list({ state: 'revoked' }).page()
        expect(page.keys.map(({ id, state }) => [id, state])).toEqual([[dead.id, 'revoked']])
      })
    }
  })

  it('not by a state that there is not', async () => {
    const life = await live()
    const asked = since(life)
    for (const vendor of ['clerk', 'factify'] as const) {
      const list = async (): Promise<unknown> => life.all[vendor].list({ state: 'dead' as KeyState }).page()
      expect(await errorOf(list())).toMatchObject({ code: 'invalid_request', issues: [{ path: 'state' }] })
    }
    expect(asked()).toEqual([])
  })
})

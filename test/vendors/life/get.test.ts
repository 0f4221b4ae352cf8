import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { hour, inputs, later, live, since, unknownIds, vendors } from './support/life.js'

describe.each(vendors)('get at %s', (vendor) => {
  it('gives what the create told, and what the create left out', async () => {
    const { all } = await live()
    const { id, key, secret } = await all[vendor].create(inputs[vendor])
    const { http, warnings, vendor: _, ...read } = await all[vendor].get(id)
    const { vendor: __, owner, hint, state, ...told } = key
    expect(read).toMatchObject(told)
    expect(read.createdAt).toBeInstanceOf(Date)
    expect(warnings).toEqual([])
    expect(http).toMatchObject({ status: 200, attempts: 1 })
    expect(JSON.stringify(read).includes(secret.reveal())).toBe(false)
    // Flow's list, of which its record comes, has neither.
    expect([read.owner, read.hint, read.state]).toEqual(
      vendor === 'flow' ? [undefined, undefined, undefined] : [owner, read.hint, state],
    )
    expect(hint === undefined || vendor === 'flow' || hint === read.hint).toBe(true)
  })

  it('says not_found for an id that no key has', async () => {
    const { all } = await live()
    await all[vendor].create(inputs[vendor])
    const error = await errorOf(all[vendor].get(unknownIds[vendor]))
    expect(error).toMatchObject({ code: 'not_found', vendor, operation: 'get', mayHaveActed: false })
  })

  it.each([
    ['an empty text', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['half of a character', '\ud800'],
    ['a number', 1],
    ['nothing', undefined],
  ])('refuses %s as an id before any request', async (_, id) => {
    const life = await live()
    const asked = since(life)
    const error = await errorOf(life.all[vendor].get(id as string))
    expect(error).toMatchObject({ code: 'invalid_request', vendor, operation: 'get' })
    expect(error.issues.map(({ path }) => path)).toContain('id')
    expect(asked()).toEqual([])
  })

  it('lets no id lead elsewhere', async () => {
    const life = await live()
    const error = await errorOf(life.all[vendor].get('../users/me?a=b#c'))
    expect(['not_found', 'invalid_request']).toContain(error.code)
    expect(life.emulator.requests.filter(({ path }) => /\/users\/me/.test(path))).toEqual([])
  })
})

describe('get of a dead key', () => {
  it('tells that it was revoked, where there is still a record', async () => {
    const { clerk, factify, flow, unkey } = await live()
    const [atClerk, atFactify, atFlow, atUnkey] = await Promise.all([
      clerk.create({ name: 'Build' }),
      factify.create({ name: 'Build' }),
      flow.create({ name: 'Build' }),
      unkey.create({ name: 'Build' }),
    ])
    await clerk.revoke(atClerk.id, { reason: 'left' })
    await factify.revoke(atFactify.id)
    await flow.revoke(atFlow.id)
    await unkey.revoke(atUnkey.id)
    expect(await clerk.get(atClerk.id)).toMatchObject({ state: 'revoked', revocationReason: 'left' })
    const { revokedAt, ...read } = await factify.get(atFactify.id)
    expect(read.state).toBe('revoked')
    expect(revokedAt).toBeInstanceOf(Date)
    expect((await flow.get(atFlow.id)).name).toBe('Build')
    expect((await errorOf(unkey.get(atUnkey.id))).code).toBe('not_found')
  })

  it('tells that it has expired', async () => {
    const { all, emulator } = await live()
    const ending = vendors.filter((vendor) => vendor !== 'flow')
    const made = await Promise.all(
      ending.map(async (vendor) => all[vendor].create({ name: 'Build', expiresAt: '1h' })),
    )
    const read = await later(2 * hour, async () =>
      Promise.all(ending.map(async (vendor, index) => all[vendor].get(made[index]?.id ?? ''))),
    )
    expect(read.map(({ state }) => state)).toEqual(['expired', 'expired', 'expired'])
    expect(read.map(({ expiresAt }) => expiresAt)).toEqual(
      ending.map((vendor) => emulator.keys(vendor)[0]?.expiresAt),
    )
  })

  it('tells that it is disabled', async () => {
    const { unkey } = await live()
    const { id } = await unkey.create({ enabled: false })
    expect((await unkey.get(id)).state).toBe('disabled')
  })
})

describe('get by reading the list', () => {
  it.each(['factify', 'flow'] as const)('at %s finds a key on a later page', async (vendor) => {
    const life = await live()
    const keys = life.all[vendor]
    const ids: string[] = []
    // Factify lets 100 a minute be made.
    for (let made = 0; made < 100; made += 1) ids.push((await keys.create({ name: `Key ${made}` })).id)
    await later(61_000, async () => {
      for (let made = 0; made < 20; made += 1) ids.push((await keys.create({ name: `More ${made}` })).id)
    })
    const asked = since(life)
    expect(await keys.get(ids.at(-1) ?? '')).toMatchObject({ id: ids.at(-1), name: 'More 19' })
    expect(new Set(asked())).toEqual(new Set([`${vendor} list`]))
    // Flow gives fewer at a time.
    expect(asked().length > 2).toBe(vendor === 'flow')
    expect(keys.capabilities.get).toBe('emulated')
  })
})

describe("Unkey's record", () => {
  it('holds scopes that come by roles, credits and the start of the secret', async () => {
    const { unkey } = await live({ unkey: { roles: { admin: ['delete'] } } })
    const made = await unkey.create({
      prefix: 'sk_live',
      scopes: ['read'],
      vendor: { roles: ['admin'], credits: { remaining: 0 } },
    })
    const read = await unkey.get(made.id)
    expect(new Set(read.scopes)).toEqual(new Set(['read', 'delete']))
    expect(read.vendor.credits).toEqual({ remaining: 0 })
    expect(read.hint?.startsWith('sk_live_')).toBe(true)
    expect(read.hint?.length).toBe('sk_live_'.length + 4)
  })
})

describe("Clerk's record", () => {
  it.each<[string, unknown]>([
    ['a list', ['a']],
    ['a text', 'a'],
    ['a number', 1],
  ])('may have %s for its claims, which no metadata can be: the record still comes', async (_, claims) => {
    const { clerk, emulator, urls } = await live()
    const { id } = await clerk.create({ name: 'Build' })
    await fetch(`${urls.clerk}/api_keys/${id}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${emulator.credentials.clerk.secretKey}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ claims }),
    })
    const read = await clerk.get(id)
    expect(read).toMatchObject({ id, metadata: {}, vendor: { claims } })
    expect(read.warnings).toMatchObject([{ code: 'wrong_type', path: '/claims' }])
  })
})

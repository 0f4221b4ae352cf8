import { describe, expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { held, live, since, unknownIds } from './support/life.js'

const lagging = { unkey: { replicaLagMs: 300 } }

describe("what was just made, while Unkey's replicas do not know it yet", () => {
  it('can be read', async () => {
    const { unkey } = await live(lagging)
    const { id } = await unkey.create({ name: 'Build' })
    expect(await unkey.get(id)).toMatchObject({ id, name: 'Build' })
  })

  it.each([
    ['as it was answered', 0],
    ['though the answer was lost', 1],
  ])('can be read where it was imported, %s', async (_, lost) => {
    const { unkey, emulator } = await live(lagging)
    for (let times = 0; times < lost; times += 1)
      emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'import' })
    const [outcome] = await unkey.import([{ secret: 'a-secret-of-before' }])
    const id = outcome?.status === 'imported' ? outcome.id : ''
    // A replica that is behind the one that told of it.
    emulator.faults.add({ kind: 'replica-lag', vendor: 'unkey', operation: 'get', delayMs: 60_000 })
    expect((await unkey.get(id)).id).toBe(id)
  })

  it('can be changed, and is told as it was changed', async () => {
    const { unkey } = await live(lagging)
    const { id } = await unkey.create({ name: 'Build', metadata: { plan: 'pro', list: [{ b: 1, a: 2 }] } })
    const changed = await unkey.update(id, { name: 'Staging', owner: 'user_1', scopes: ['read'] })
    expect(changed).toMatchObject({ name: 'Staging', owner: 'user_1', scopes: ['read'] })
    const again = await unkey.update(id, { name: null, metadata: { plan: 'free' }, expiresAt: '1h' })
    expect(again.name).toBeUndefined()
    expect(again).toMatchObject({ metadata: { plan: 'free' }, owner: 'user_1' })
    const credits = { remaining: 5, refill: { interval: 'daily', amount: 1 } } as const
    const ratelimits = [{ name: 'calls', limit: 1, duration: 1000, autoApply: true }]
    const { vendor } = await unkey.update(id, { vendor: { credits, ratelimits } })
    expect(vendor).toMatchObject({ credits, ratelimits })
    const cleared = await unkey.update(id, { metadata: null, scopes: [], vendor: { credits: null } })
    expect(cleared.metadata).toEqual({})
    expect(cleared.vendor.credits).toBeUndefined()
    expect(cleared.scopes).toBeUndefined()
  })

  it('can be changed to have less', async () => {
    const { unkey } = await live({ unkey: { ...lagging.unkey, roles: { admin: [], user: [] } } })
    const limits = ['one', 'two'].map((name) => ({ name, limit: 1, duration: 1000, autoApply: true }))
    const { id } = await unkey.create({ scopes: ['read', 'write'], vendor: { roles: ['admin', 'user'] } })
    await unkey.update(id, { vendor: { ratelimits: limits } })
    const { roles } = (await unkey.update(id, { vendor: { roles: [] } })).vendor
    expect(roles ?? []).toEqual([])
    expect((await unkey.update(id, { scopes: ['read'] })).scopes).toEqual(['read'])
    const { ratelimits } = (await unkey.update(id, { vendor: { ratelimits: limits.slice(1) } })).vendor
    expect(ratelimits?.map(({ name }) => name)).toEqual(['two'])
  })

  it('can be revoked, and is dead then', async () => {
    const { unkey, emulator } = await live(lagging)
    const { id, secret } = await unkey.create({})
    expect(await unkey.revoke(id)).toMatchObject({ already: false })
    expect(held(emulator, 'unkey', id)).toBeUndefined()
    expect((await unkey.verify(secret)).valid).toBe(false)
  })

  it('can be deleted', async () => {
    const { unkey, emulator } = await live(lagging)
    const { id } = await unkey.create({})
    expect(await unkey.delete(id)).toMatchObject({ already: false })
    expect(emulator.keys('unkey')).toEqual([])
  })

  it('can be rotated, again and again', async () => {
    const { unkey, emulator } = await live(lagging)
    const { id, secret } = await unkey.create({ name: 'Build' })
    const second = await unkey.rotate(id, { overlap: '0s' })
    expect((await unkey.verify(secret)).valid).toBe(false)
    const third = await unkey.rotate(second.id, { overlap: '0s' })
    expect((await unkey.verify(third.secret)).valid).toBe(true)
    expect(emulator.keys('unkey').filter(({ state }) => state === 'active')).toMatchObject([{ id: third.id }])
  })

  it('can be recovered', async () => {
    const { unkey } = await live(lagging)
    const { id, secret } = await unkey.create({ vendor: { recoverable: true } })
    expect((await unkey.recover(id)).equals(secret)).toBe(true)
  })

  it('can be read when it was imported', async () => {
    const { unkey } = await live(lagging)
    const [outcome] = await unkey.import([{ secret: 'theirs', name: 'Theirs' }])
    const id = outcome?.status === 'imported' ? outcome.id : ''
    expect((await unkey.get(id)).name).toBe('Theirs')
  })
})

describe("what was just ended, while Unkey's replicas still show it", () => {
  it.each(['revoke', 'delete'] as const)('is gone after a %s', async (ending) => {
    const { unkey } = await live(lagging)
    const { id } = await unkey.create({})
    await unkey.get(id)
    await unkey[ending](id)
    expect((await errorOf(unkey.get(id))).code).toBe('not_found')
  })

  it('is not rotated', async () => {
    const life = await live(lagging)
    const { unkey, emulator } = life
    const { id } = await unkey.create({})
    await unkey.get(id)
    await unkey.revoke(id)
    const asked = since(life)
    expect(await errorOf(unkey.rotate(id, { overlap: '1h' }))).toMatchObject({
      code: 'conflict',
      operation: 'rotate',
    })
    expect(asked()).toEqual([])
    expect(emulator.keys('unkey')).toEqual([])
  })
})

describe('what this client did not make', () => {
  it('is not waited for when it is read', async () => {
    const life = await live(lagging)
    const asked = since(life)
    expect((await errorOf(life.unkey.get(unknownIds.unkey))).code).toBe('not_found')
    expect(asked()).toEqual(['unkey get'])
  })

  it('is waited for when it is to be ended: nobody else may have made it just now', async () => {
    const life = await live(lagging)
    const asked = since(life)
    expect((await life.unkey.revoke(unknownIds.unkey)).already).toBe(true)
    expect(asked().length).toBeGreaterThan(1)
  })

  it('and not for what this client has ended', async () => {
    const life = await live(lagging)
    const { id } = await life.unkey.create({})
    await life.unkey.revoke(id)
    const asked = since(life)
    expect((await life.unkey.revoke(id)).id).toBe(id)
    // To Unkey a revocation is a deletion.
    expect(asked()).toEqual(['unkey delete'])
  })
})

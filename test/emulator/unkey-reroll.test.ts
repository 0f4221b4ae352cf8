import { describe, expect, it } from 'vitest'

import { contract, createUnkey, failure, start, type Unkey } from './support/unkey.js'

async function reroll(unkey: Unkey, keyId: string, expiration = 0) {
  const { keyId: id, key } = await unkey.data('keys.rerollKey', { keyId, expiration })
  return { id: String(id), secret: String(key) }
}

async function expiryOf({ data }: Unkey, keyId: string): Promise<unknown> {
  return (await data('keys.getKey', { keyId }))['expires']
}

describe(`unkey rerollKey, held against ${contract.source}`, () => {
  it('makes a key like the old one, with its own id and limits', async () => {
    const unkey = createUnkey({ roles: { editor: [] } })
    const old = await unkey.make({
      name: 'CI',
      externalId: 'user_1',
      meta: { plan: 'pro' },
      roles: ['editor'],
      permissions: ['documents.read'],
      credits: { remaining: 5, refill: { interval: 'daily', amount: 5 } },
      ratelimits: [{ name: 'requests', limit: 5, duration: 1000, autoApply: true }],
    })
    await unkey.data('keys.verifyKey', { key: old.secret })
    unkey.wait(1000)
    const made = await reroll(unkey, old.id, 60_000)
    expect(made.id === old.id || made.secret === old.secret).toBe(false)
    const [before, after] = [
      await unkey.data('keys.getKey', { keyId: old.id }),
      await unkey.data('keys.getKey', { keyId: made.id }),
    ]
    expect(after).toEqual({
      ...Object.fromEntries(
        Object.entries(before).filter(([name]) => !['expires', 'lastUsedAt'].includes(name)),
      ),
      keyId: made.id,
      start: made.secret.slice(0, 4),
      createdAt: start.getTime() + 1000,
      ratelimits: [{ ...before['ratelimits']?.[0], id: expect.any(String) as unknown }],
    })
    expect(after['credits']).toEqual({ remaining: 4, refill: { interval: 'daily', amount: 5 } })
    expect(after['ratelimits']?.[0]?.['id']).not.toBe(before['ratelimits']?.[0]?.['id'])
    expect(unkey.emulator.requests.at(-3)).toMatchObject({ operation: 'rotate', path: '/v2/keys.rerollKey' })
  })

  it('lets both keys spend the whole balance', async () => {
    const unkey = createUnkey()
    const old = await unkey.make({ credits: { remaining: 1 } })
    const made = await reroll(unkey, old.id, 60_000)
    for (const { secret: key } of [old, made]) {
      expect(await unkey.data('keys.verifyKey', { key })).toMatchObject({ code: 'VALID', credits: 0 })
    }
  })

  it.each([
    [0, 0],
    [1, 60_000],
    [60_000, 60_000],
    [60_001, 120_000],
  ])('ends the old key after %i ms, rounded up to the minute', async (expiration, lives) => {
    const unkey = createUnkey()
    const { id, secret } = await unkey.make()
    await reroll(unkey, id, expiration)
    expect(await expiryOf(unkey, id)).toBe(start.getTime() + lives)
    unkey.wait(lives)
    expect(await unkey.data('keys.verifyKey', { key: secret })).toMatchObject({ code: 'EXPIRED' })
    expect(unkey.emulator.keys('unkey').map(({ state }) => state)).toEqual(['expired', 'active'])
  })

  it('ends it now in the middle of a minute, and then at the next full one', async () => {
    const unkey = createUnkey()
    unkey.wait(15_500)
    const { id } = await unkey.make()
    await reroll(unkey, id, 10_000)
    expect(await expiryOf(unkey, id)).toBe(start.getTime() + 60_000)
    await reroll(unkey, id)
    expect(await expiryOf(unkey, id)).toBe(start.getTime() + 15_500)
  })

  it('gives the new key the old expiry, and the old key more than it had', async () => {
    const unkey = createUnkey()
    const { id } = await unkey.make({ expires: start.getTime() + 1000 })
    const made = await reroll(unkey, id, 60_000)
    expect(await expiryOf(unkey, made.id)).toBe(start.getTime() + 1000)
    expect(await expiryOf(unkey, id)).toBe(start.getTime() + 60_000)
  })

  it('brings an expired key back to life, and makes a dead one', async () => {
    const unkey = createUnkey()
    const old = await unkey.make({ expires: start.getTime() - 1000 })
    const made = await reroll(unkey, old.id, 60_000)
    expect(await unkey.data('keys.verifyKey', { key: old.secret })).toMatchObject({ code: 'VALID' })
    expect(await unkey.data('keys.verifyKey', { key: made.secret })).toMatchObject({ code: 'EXPIRED' })
  })

  it('takes a point in time for a duration, and keeps the old key for decades', async () => {
    const unkey = createUnkey()
    const { id } = await unkey.make()
    await reroll(unkey, id, start.getTime())
    expect(await expiryOf(unkey, id)).toBe(2 * start.getTime())
  })

  it('clears the time of change of the old key', async () => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make()
    await unkey.data('keys.updateKey', { keyId, name: 'CI' })
    await reroll(unkey, keyId)
    expect(await unkey.data('keys.getKey', { keyId })).not.toHaveProperty('updatedAt')
  })

  it.each([
    [{}, /^[1-9A-HJ-NP-Za-km-z]{20,22}$/],
    [{ prefix: 'prod' }, /^prod_[1-9A-HJ-NP-Za-km-z]{20,22}$/],
    [{ prefix: 'sk_live' }, /^sk_[1-9A-HJ-NP-Za-km-z]{20,22}$/],
    [{ byteLength: 64 }, /^[1-9A-HJ-NP-Za-km-z]{20,22}$/],
  ])('cuts the prefix of %j at its first _, and forgets the length', async (body, secret) => {
    const unkey = createUnkey()
    const { id } = await unkey.make(body)
    expect(secret.test((await reroll(unkey, id)).secret)).toBe(true)
  })

  it('takes the key space’s length, whatever the old key’s was, and its prefix never', async () => {
    const unkey = createUnkey({ secrets: { prefix: 'sk_live', byteLength: 32 } })
    const [plain, own] = [await unkey.make(), await unkey.make({ prefix: 'a', byteLength: 255 })]
    expect(plain.secret).toMatch(/^sk_live_[1-9A-HJ-NP-Za-km-z]{40,44}$/)
    expect(own.secret).toMatch(/^a_[1-9A-HJ-NP-Za-km-z]{300,}$/)
    expect((await reroll(unkey, plain.id)).secret).toMatch(/^sk_[1-9A-HJ-NP-Za-km-z]{40,44}$/)
    expect((await reroll(unkey, own.id)).secret).toMatch(/^a_[1-9A-HJ-NP-Za-km-z]{40,44}$/)
  })

  it('keeps a recoverable key recoverable', async () => {
    const unkey = createUnkey()
    const { id } = await unkey.make({ recoverable: true })
    const made = await reroll(unkey, id)
    const { plaintext } = await unkey.data('keys.getKey', { keyId: made.id, decrypt: true })
    expect(String(plaintext) === made.secret).toBe(true)
  })

  it('ignores what it does not know, but needs an expiration', async () => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make()
    expect((await unkey.call('keys.rerollKey', { keyId, expiration: 0, typo: 1 })).status).toBe(200)
    for (const body of [{ keyId }, { keyId, expiration: -1 }, { keyId, expiration: 4102444800001 }]) {
      expect(failure(await unkey.call('keys.rerollKey', body))).toBe('400 unkey/application/invalid_input')
    }
  })
})

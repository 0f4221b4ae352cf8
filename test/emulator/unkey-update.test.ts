import { describe, expect, it } from 'vitest'

import { contract, createUnkey, failure, hashOf, start, type Unkey } from './support/unkey.js'

const read = ({ data }: Unkey, keyId: string) => data('keys.getKey', { keyId })
const invalid = '400 unkey/application/invalid_input'

describe(`unkey updateKey, held against ${contract.source}`, () => {
  it('changes what is sent and answers nothing', async () => {
    const unkey = createUnkey({ roles: { editor: [] } })
    const { id: keyId } = await unkey.make({ name: 'CI', meta: { plan: 'pro', seats: 1 } })
    unkey.wait(1000)
    const changes = {
      meta: { plan: 'free' },
      externalId: 'user_1',
      expires: start.getTime() + 9000,
      enabled: false,
      ratelimits: [{ name: 'requests', limit: 5, duration: 1000, autoApply: true }],
      roles: ['editor'],
      permissions: ['documents.read'],
    }
    expect(await unkey.data('keys.updateKey', { keyId, ...changes })).toEqual({})
    expect(await read(unkey, keyId)).toMatchObject({
      name: 'CI',
      meta: { plan: 'free' },
      identity: { externalId: 'user_1' },
      expires: start.getTime() + 9000,
      enabled: false,
      updatedAt: start.getTime() + 1000,
      ratelimits: [{ name: 'requests', limit: 5 }],
      roles: ['editor'],
      permissions: ['documents.read'],
    })
    expect(unkey.emulator.keys('unkey')).toMatchObject([{ state: 'disabled', owner: 'user_1' }])
    expect(unkey.emulator.requests.at(-2)).toMatchObject({ operation: 'update' })
  })

  it('has 64 KiB for metadata, and fails over more with nothing done', async () => {
    const unkey = createUnkey()
    const [fits, large] = [65_527, 65_528].map((length) => ({ a: 'x'.repeat(length) }))
    const failed = '500 unkey/application/unexpected_error'
    const { apiId } = unkey
    expect(failure(await unkey.call('keys.createKey', { apiId, meta: large }))).toBe(failed)
    const keys = [{ hash: hashOf('one') }, { hash: hashOf('two'), roles: ['editor'], meta: large }]
    const imported = { apiId, migrationId: 'mig_1', keys }
    expect(failure(await unkey.call('keys.migrateKeys', imported))).toBe(failed)
    expect(unkey.emulator.keys('unkey')).toEqual([])
    expect(await unkey.data('permissions.listRoles', {})).toEqual([])
    const { id: keyId } = await unkey.make({ meta: fits })
    const change = { keyId, name: 'CI', permissions: ['documents.read'], meta: large }
    expect(failure(await unkey.call('keys.updateKey', change))).toBe(failed)
    expect(await read(unkey, keyId)).toMatchObject({ meta: fits })
    expect(await read(unkey, keyId)).not.toHaveProperty('name')
    expect(await unkey.data('permissions.listPermissions', {})).toEqual([])
  })

  it('clears by null, and lists by an empty one', async () => {
    const unkey = createUnkey({ roles: { editor: [] } })
    const { id: keyId } = await unkey.make({
      name: 'CI',
      meta: { plan: 'pro' },
      externalId: 'user_1',
      expires: start.getTime() + 1000,
      credits: { remaining: 1 },
      ratelimits: [{ name: 'requests', limit: 5, duration: 1000, autoApply: true }],
      roles: ['editor'],
      permissions: ['documents.read'],
    })
    const cleared = { name: null, meta: null, externalId: null, expires: null, credits: null }
    await unkey.data('keys.updateKey', { keyId, ...cleared, ratelimits: [], roles: [], permissions: [] })
    expect(Object.keys(await read(unkey, keyId)).toSorted()).toEqual(
      ['createdAt', 'enabled', 'keyId', 'start', 'updatedAt'].toSorted(),
    )
  })

  it.each([
    ['enabled', null],
    ['ratelimits', null],
    ['roles', null],
    ['permissions', null],
    ['permissions', ['ab']],
    ['permissions', ['a/b']],
    ['prefix', 'new'],
    ['recoverable', true],
    ['byteLength', 32],
    ['apiId', 'api_other'],
  ])('refuses %s: %j', async (name, value) => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make()
    const answer = await unkey.call('keys.updateKey', { keyId, [name]: value })
    expect(failure(answer)).toBe(invalid)
    expect(answer.body['error']?.['errors']).not.toEqual([])
  })

  it('makes permissions, but no roles', async () => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make()
    await unkey.data('keys.updateKey', { keyId, permissions: ['documents.read'] })
    expect(await unkey.data('permissions.listPermissions', {})).toMatchObject([{ slug: 'documents.read' }])
    const refused = await unkey.call('keys.updateKey', { keyId, name: 'CI', roles: ['editor'] })
    expect(failure(refused)).toBe('404 unkey/data/role_not_found')
    expect(await read(unkey, keyId)).not.toHaveProperty('name')
  })
})

describe(`unkey credits, held against ${contract.source}`, () => {
  const monthly = { interval: 'monthly', amount: 5, refillDay: 31 }
  const daily = { interval: 'daily', amount: 5 }
  const credited = { remaining: 10, refill: monthly }

  it.each<[string, object | undefined, object | null, object | undefined]>([
    ['a balance', credited, { remaining: 3 }, { remaining: 3, refill: monthly }],
    ['a refill', credited, { refill: daily }, { remaining: 10, refill: daily }],
    ['no refill', credited, { refill: null }, { remaining: 10 }],
    ['nothing', credited, {}, credited],
    ['no limit', credited, { remaining: null }, undefined],
    ['nothing at all', credited, null, undefined],
    ['a balance where there was none', undefined, { remaining: 0 }, { remaining: 0 }],
    ['no refill where there was none', undefined, { refill: null }, undefined],
  ])('are updated to %s', async (_, before, credits, after) => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make(before === undefined ? {} : { credits: before })
    await unkey.data('keys.updateKey', { keyId, credits })
    expect((await read(unkey, keyId))['credits']).toEqual(after)
  })

  it.each<[string, object | undefined, object]>([
    ['a day of a daily refill', credited, { refill: { ...daily, refillDay: 1 } }],
    ['a monthly refill without its day', credited, { refill: { interval: 'monthly', amount: 1 } }],
    ['a refill of nothing', credited, { remaining: null, refill: daily }],
    ['a refill of unlimited credits', undefined, { refill: daily }],
  ])('refuse %s', async (_, before, credits) => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make(before === undefined ? {} : { credits: before })
    const answer = await unkey.call('keys.updateKey', { keyId, credits })
    expect(failure(answer)).toBe(invalid)
    expect(answer.body['error']?.['errors']).toEqual([])
  })

  it.each<[string, object, { remaining: number | null; refill?: object }]>([
    ['set', { operation: 'set', value: 3 }, { remaining: 3, refill: monthly }],
    ['set to nothing', { operation: 'set', value: null }, { remaining: null }],
    ['set to no value', { operation: 'set' }, { remaining: null }],
    ['added', { operation: 'increment', value: 3 }, { remaining: 13, refill: monthly }],
    ['taken', { operation: 'decrement', value: 3 }, { remaining: 7, refill: monthly }],
    ['taken to no less than 0', { operation: 'decrement', value: 30 }, { remaining: 0, refill: monthly }],
  ])('are %s', async (_, change, after) => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make({ credits: credited })
    expect(await unkey.data('keys.updateCredits', { keyId, ...change })).toEqual(after)
    const { credits } = await read(unkey, keyId)
    expect(credits).toEqual(after.remaining === null ? undefined : after)
    expect(unkey.emulator.requests.at(-2)).toMatchObject({ operation: 'keys.updateCredits' })
  })

  it.each([
    ['to unlimited ones', {}, { operation: 'increment', value: 1 }],
    ['from unlimited ones', {}, { operation: 'decrement', value: 1 }],
    ['without a value', { credits: { remaining: 1 } }, { operation: 'increment' }],
    ['null', { credits: { remaining: 1 } }, { operation: 'decrement', value: null }],
    ['less than nothing', { credits: { remaining: 1 } }, { operation: 'set', value: -1 }],
    ['in another way', { credits: { remaining: 1 } }, { operation: 'double', value: 1 }],
  ])('are not changed %s', async (_, body, change) => {
    const unkey = createUnkey()
    const { id: keyId } = await unkey.make(body)
    expect(failure(await unkey.call('keys.updateCredits', { keyId, ...change }))).toBe(invalid)
  })
})

describe(`unkey deleteKey, held against ${contract.source}`, () => {
  it.each([false, true])('takes the key from every call: permanent %j', async (permanent) => {
    const unkey = createUnkey()
    const { id: keyId, secret } = await unkey.make({ recoverable: true })
    expect(await unkey.data('keys.deleteKey', { keyId, permanent })).toEqual({})
    expect(unkey.emulator.keys('unkey')).toEqual([])
    expect(await unkey.data('keys.verifyKey', { key: secret })).toEqual({ valid: false, code: 'NOT_FOUND' })
    expect(await unkey.data('apis.listKeys', { apiId: unkey.apiId })).toEqual([])
    const calls: readonly [string, object][] = [
      ['keys.deleteKey', { keyId }],
      ['keys.getKey', { keyId }],
      ['keys.whoami', { key: secret }],
      ['keys.updateKey', { keyId, name: 'CI' }],
      ['keys.rerollKey', { keyId, expiration: 0 }],
      ['keys.updateCredits', { keyId, operation: 'set', value: 1 }],
      ['keys.addPermissions', { keyId, permissions: ['documents.read'] }],
      ['keys.setRoles', { keyId, roles: [] }],
    ]
    for (const [operation, body] of calls) {
      expect([operation, failure(await unkey.call(operation, body))]).toEqual([
        operation,
        '404 unkey/data/key_not_found',
      ])
    }
  })

  it('frees the hash only if it is permanent', async () => {
    const unkey = createUnkey()
    for (const permanent of [false, true]) {
      const { id: keyId, secret } = await unkey.make()
      await unkey.data('keys.deleteKey', { keyId, permanent })
      const { failed } = await unkey.data('keys.migrateKeys', {
        migrationId: 'mig_1',
        apiId: unkey.apiId,
        keys: [{ hash: hashOf(secret) }],
      })
      expect(failed).toEqual(permanent ? null : [hashOf(secret)])
    }
  })
})

import { describe, expect, it } from 'vitest'

import { contract, createUnkey, failure, start } from './support/unkey.js'

describe(`APIs at unkey, held against ${contract.source}`, () => {
  it('are made, read and deleted with their keys, whose secrets stay taken', async () => {
    const unkey = createUnkey()
    const { apiId } = await unkey.data('apis.createApi', { name: 'other' })
    expect(await unkey.data('apis.getApi', { apiId })).toEqual({ id: apiId, name: 'other' })
    const kept = await unkey.make()
    const { keyId, key } = await unkey.data('keys.createKey', { apiId })
    expect(await unkey.data('apis.deleteApi', { apiId })).toEqual({})
    expect(unkey.emulator.keys('unkey').map(({ id }) => id)).toEqual([kept.id])
    expect(await unkey.data('keys.verifyKey', { key })).toMatchObject({ code: 'NOT_FOUND' })
    expect(failure(await unkey.call('keys.getKey', { keyId }))).toBe('404 unkey/data/key_not_found')
    for (const operation of ['apis.getApi', 'apis.deleteApi', 'keys.createKey']) {
      expect(failure(await unkey.call(operation, { apiId }))).toBe('404 unkey/data/api_not_found')
    }
    expect(unkey.emulator.requests.map(({ operation }) => operation)).toContain('apis.deleteApi')
  })

  it('can be protected', async () => {
    const unkey = createUnkey({ deleteProtection: true })
    const { apiId } = unkey
    expect(failure(await unkey.call('apis.deleteApi', { apiId }))).toBe(
      '412 unkey/application/protected_resource',
    )
    expect((await unkey.call('apis.getApi', { apiId })).status).toBe(200)
  })
})

describe('the permissions of an unkey root key', () => {
  const forbidden = '403 unkey/authorization/insufficient_permissions'
  const keyMissing = '404 unkey/data/key_not_found'
  const apiMissing = '404 unkey/data/api_not_found'

  it.each<[string, string, object, string]>([
    ['keys.createKey', 'create_key', {}, apiMissing],
    ['keys.createKey', 'encrypt_key', { recoverable: true }, apiMissing],
    ['keys.getKey', 'read_key', { keyId: '' }, forbidden],
    ['keys.getKey', 'decrypt_key', { keyId: '', decrypt: true }, forbidden],
    ['keys.whoami', 'read_key', { key: '' }, keyMissing],
    ['apis.listKeys', 'read_key', {}, apiMissing],
    ['apis.listKeys', 'read_api', {}, apiMissing],
    ['apis.listKeys', 'decrypt_key', { decrypt: true }, forbidden],
    ['keys.updateKey', 'update_key', { keyId: '' }, forbidden],
    ['keys.deleteKey', 'delete_key', { keyId: '' }, forbidden],
    ['keys.rerollKey', 'create_key', { keyId: '', expiration: 0 }, forbidden],
    ['keys.rerollKey', 'encrypt_key', { keyId: '', expiration: 0 }, forbidden],
    ['keys.migrateKeys', 'create_key', { migrationId: 'mig_1', keys: [{ hash: 'abc' }] }, forbidden],
    ['keys.updateCredits', 'update_key', { keyId: '', operation: 'set', value: 1 }, forbidden],
    ['keys.addPermissions', 'update_key', { keyId: '', permissions: ['abc'] }, forbidden],
    ['keys.addPermissions', 'create_permission', { keyId: '', permissions: ['abc'] }, forbidden],
    ['keys.setRoles', 'update_key', { keyId: '', roles: [] }, forbidden],
    ['apis.createApi', 'create_api', { name: 'other' }, forbidden],
    ['apis.getApi', 'read_api', {}, forbidden],
    ['apis.deleteApi', 'delete_api', {}, forbidden],
    ['permissions.createPermission', 'create_permission', { name: 'a', slug: 'abc' }, forbidden],
    ['permissions.getPermission', 'read_permission', { permission: 'abc' }, forbidden],
    ['permissions.listPermissions', 'read_permission', {}, forbidden],
    ['permissions.deletePermission', 'delete_permission', { permission: 'abc' }, forbidden],
    ['permissions.createRole', 'create_role', { name: 'abc' }, forbidden],
    ['permissions.getRole', 'read_role', { role: 'abc' }, forbidden],
    ['permissions.listRoles', 'read_role', {}, forbidden],
    ['permissions.deleteRole', 'delete_role', { role: 'abc' }, forbidden],
  ])('are needed for %s: %s', async (operation, lacking, body, expected) => {
    const keyActions = 'create encrypt decrypt read update delete verify'.split(' ')
    const rbacActions = ['create', 'read', 'delete'].flatMap((verb) => [`${verb}_permission`, `${verb}_role`])
    const granted = [
      ...keyActions.map((verb) => `api.*.${verb}_key`),
      ...['read_api', 'create_api', 'delete_api'].map((action) => `api.*.${action}`),
      ...rbacActions.map((action) => `rbac.*.${action}`),
    ]
    const unkey = createUnkey({ rootKeyPermissions: granted })
    const { id, secret } = await unkey.make({ recoverable: true })
    const filled = {
      ...(/apis\.(list|get|delete)|createKey|migrate/.test(operation) && { apiId: unkey.apiId }),
      ...body,
      ...('keyId' in body && { keyId: id }),
      ...('key' in body && { key: secret }),
    }
    for (const scope of ['api', 'rbac']) {
      const place = granted.indexOf(`${scope}.*.${lacking}`)
      if (place >= 0) granted.splice(place, 1)
    }
    expect(failure(await unkey.call(operation, filled))).toBe(expected)
    expect(unkey.emulator.keys('unkey')).toHaveLength(1)
  })

  it('are granted for one API too', async () => {
    const { apiId } = createUnkey()
    const unkey = createUnkey({ rootKeyPermissions: [`api.${apiId}.create_key`, 'api.api_2.read_key'] })
    const { id: keyId } = await unkey.make()
    expect(failure(await unkey.call('keys.getKey', { keyId }))).toBe(forbidden)
  })

  it('make every good key unknown if verifying is not among them', async () => {
    const unkey = createUnkey({ rootKeyPermissions: ['api.*.create_key'] })
    const { secret } = await unkey.make()
    expect(await unkey.data('keys.verifyKey', { key: secret })).toEqual({ valid: false, code: 'NOT_FOUND' })
  })
})

const limits = ({ headers }: { headers: Headers }) =>
  ['limit', 'remaining', 'reset'].map((name) => headers.get(`ratelimit-${name}`))

describe('the rate limit of an unkey workspace', () => {
  it('is in no header unless there is one', async () => {
    const { headers } = await createUnkey().call('permissions.listRoles', {})
    expect([...headers.keys()]).toEqual(['content-type'])
  })

  it('is in every answer to a root key, in seconds that remain', async () => {
    const unkey = createUnkey({ rateLimit: { limit: 3 } })
    unkey.wait(20_500)
    const ask = (body: object = {}) => unkey.call('permissions.getRole', { role: 'nobody', ...body })
    const first = await ask()
    expect([first.status, ...limits(first)]).toEqual([404, '3', '2', '39'])
    expect(limits(await ask({ typo: 1 }))).toEqual([null, null, null])
    await ask()
    unkey.wait(38_900)
    await ask()
    const refused = await ask()
    expect(failure(refused)).toBe('429 user/too_many_requests/workspace_rate_limited')
    expect([...limits(refused), refused.headers.get('retry-after')]).toEqual(['3', '0', '0', '0'])
    unkey.wait(600)
    expect(limits(await ask())).toEqual(['3', '2', '60'])
  })
})

describe('the replicas of unkey', () => {
  it('show a new key late, and a changed one as it was', async () => {
    const unkey = createUnkey({ replicaLagMs: 100 })
    const { id: keyId, secret } = await unkey.make({ name: 'old' })
    const missing = '404 unkey/data/key_not_found'
    for (const [operation, body] of [
      ['keys.getKey', { keyId }],
      ['keys.whoami', { key: secret }],
      ['keys.updateKey', { keyId, name: 'new' }],
      ['keys.deleteKey', { keyId }],
      ['keys.rerollKey', { keyId, expiration: 0 }],
    ] as const) {
      expect(failure(await unkey.call(operation, body))).toBe(missing)
    }
    expect(await unkey.data('apis.listKeys', { apiId: unkey.apiId })).toEqual([])
    expect(await unkey.data('keys.verifyKey', { key: secret })).toMatchObject({ valid: true, name: 'old' })
    unkey.wait(99)
    expect(failure(await unkey.call('keys.getKey', { keyId }))).toBe(missing)
    unkey.wait(1)
    expect(await unkey.data('keys.updateKey', { keyId, name: 'new' })).toEqual({})
    expect(await unkey.data('keys.getKey', { keyId })).toMatchObject({
      name: 'old',
      lastUsedAt: start.getTime(),
    })
    expect(unkey.emulator.keys('unkey')).toMatchObject([{ name: 'new' }])
    const { keyId: copy } = await unkey.data('keys.rerollKey', { keyId, expiration: 60_000 })
    expect(unkey.emulator.keys('unkey')).toMatchObject([{ name: 'new' }, { id: copy, name: 'old' }])
    unkey.wait(100)
    expect(await unkey.data('keys.getKey', { keyId })).toMatchObject({ name: 'new' })
    expect(await unkey.data('apis.listKeys', { apiId: unkey.apiId })).toHaveLength(2)
  })

  it('show a deleted key for a while, which nothing brings back', async () => {
    const unkey = createUnkey({ replicaLagMs: 100 })
    const { id: keyId, secret } = await unkey.make()
    unkey.wait(100)
    await unkey.data('keys.deleteKey', { keyId })
    expect(await unkey.data('keys.getKey', { keyId })).toMatchObject({ keyId })
    expect(await unkey.data('keys.verifyKey', { key: secret })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await unkey.data('keys.updateKey', { keyId, name: 'new' })).toEqual({})
    expect(unkey.emulator.keys('unkey')).toEqual([])
    unkey.wait(100)
    expect(failure(await unkey.call('keys.getKey', { keyId }))).toBe('404 unkey/data/key_not_found')
  })
})

import { createHash } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { contract, createUnkey, failure, hashOf, start, type Unkey } from './support/unkey.js'

const send = (unkey: Unkey, keys: readonly object[], migrationId = 'mig_1') =>
  unkey.call('keys.migrateKeys', { migrationId, apiId: unkey.apiId, keys })

async function migrate(unkey: Unkey, keys: readonly object[], migrationId?: string) {
  const { status, body } = await send(unkey, keys, migrationId)
  expect(status).toBe(200)
  const { migrated, failed } = body['data'] as unknown as {
    migrated: { hash: string; keyId: string }[]
    failed: string[] | null
  }
  return { migrated, failed }
}

describe(`unkey migrateKeys, held against ${contract.source}`, () => {
  it('imports keys that their holders go on using, and answers no list of failures but null', async () => {
    const unkey = createUnkey()
    const { migrated, failed } = await migrate(unkey, [
      {
        hash: hashOf('old_secret'),
        name: 'CI',
        externalId: 'auth0|x@example.com',
        meta: { plan: 'pro' },
        roles: ['made here'],
        permissions: ['documents.read'],
        expires: start.getTime() + 1000,
        credits: { remaining: 5 },
        ratelimits: [{ name: 'requests', limit: 5, duration: 1000, autoApply: false }],
      },
      { hash: hashOf('second'), enabled: false },
    ])
    expect(failed).toBeNull()
    expect(migrated.map(({ hash }) => hash)).toEqual([hashOf('old_secret'), hashOf('second')])
    const [keyId = ''] = migrated.map((key) => key.keyId)
    expect(await unkey.data('keys.verifyKey', { key: 'old_secret' })).toMatchObject({ code: 'VALID', keyId })
    expect(await unkey.data('keys.verifyKey', { key: 'second' })).toMatchObject({ code: 'DISABLED' })
    expect(await unkey.data('keys.getKey', { keyId })).toMatchObject({
      start: '',
      name: 'CI',
      identity: { externalId: 'auth0|x@example.com' },
      createdAt: start.getTime(),
      roles: ['made here'],
    })
    expect(await unkey.data('permissions.listRoles', {})).toMatchObject([{ name: 'made here' }])
    expect(unkey.emulator.requests[0]).toMatchObject({ operation: 'import', path: '/v2/keys.migrateKeys' })
  })

  it('names the hashes that are taken, live or deleted, and imports the rest', async () => {
    const unkey = createUnkey()
    const [live, deleted, gone] = [await unkey.make(), await unkey.make(), await unkey.make()]
    await unkey.data('keys.deleteKey', { keyId: deleted.id })
    await unkey.data('keys.deleteKey', { keyId: gone.id, permanent: true })
    const secrets = [live.secret, 'new', deleted.secret, gone.secret]
    const { migrated, failed } = await migrate(
      unkey,
      secrets.map((secret) => ({ hash: hashOf(secret) })),
    )
    expect(failed).toEqual([hashOf(live.secret), hashOf(deleted.secret)])
    expect(migrated.map(({ hash }) => hash)).toEqual([hashOf('new'), hashOf(gone.secret)])
    expect(await migrate(unkey, [{ hash: hashOf('new') }])).toEqual({
      migrated: [],
      failed: [hashOf('new')],
    })
  })

  it('fails as a whole for a hash that is in it twice', async () => {
    const unkey = createUnkey()
    const [one, two] = ['one', 'two'].map((secret) => ({ hash: hashOf(secret), roles: ['editor'] }))
    const answer = await send(unkey, [one, two, one].map(Object))
    expect(failure(answer)).toBe('500 unkey/application/unexpected_error')
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(unkey.emulator.keys('unkey')).toEqual([])
    expect(await unkey.data('permissions.listRoles', {})).toEqual([])
    expect((await migrate(unkey, [one, two].map(Object))).failed).toBeNull()
    expect((await migrate(unkey, [one, two, one].map(Object))).failed).toHaveLength(3)
  })

  it('panics over credits of null, which its document allows', async () => {
    const unkey = createUnkey()
    const keys = [{ hash: hashOf('one') }, { hash: hashOf('two'), credits: { remaining: null } }]
    const answer = await send(unkey, keys)
    expect(failure(answer)).toBe('500 unkey/application/unexpected_error')
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(unkey.emulator.keys('unkey')).toEqual([])
  })

  it('imports a hash in hex, with which no secret ever verifies', async () => {
    const unkey = createUnkey()
    const hash = createHash('sha256').update('secret').digest('hex')
    expect((await migrate(unkey, [{ hash }])).failed).toBeNull()
    expect(await unkey.data('keys.verifyKey', { key: 'secret' })).toMatchObject({ code: 'NOT_FOUND' })
  })

  it.each([
    ['an unknown migration', { migrationId: 'nobody' }, '404 unkey/data/migration_not_found'],
    ['an unknown API', { apiId: 'api_nobody' }, '404 unkey/data/api_not_found'],
    ['no keys', { keys: [] }, '400 unkey/application/invalid_input'],
    ['no hash', { keys: [{}] }, '400 unkey/application/invalid_input'],
    [
      'what cannot be imported',
      { keys: [{ hash: 'abc', start: 'a' }] },
      '400 unkey/application/invalid_input',
    ],
    [
      'a monthly refill without its day',
      { keys: [{ hash: 'abc', credits: { remaining: 1, refill: { interval: 'monthly', amount: 1 } } }] },
      '400 unkey/application/invalid_input',
    ],
  ])('refuses %s', async (_, body, expected) => {
    const unkey = createUnkey()
    const good = { migrationId: 'mig_1', apiId: unkey.apiId, keys: [{ hash: 'abc' }] }
    expect(failure(await unkey.call('keys.migrateKeys', { ...good, ...body }))).toBe(expected)
    expect(unkey.emulator.keys('unkey')).toEqual([])
  })

  it('knows no migrations but those that are set up, if any are', async () => {
    const unkey = createUnkey({ migrations: { acme: 'sha256' } })
    expect((await migrate(unkey, [{ hash: 'abc' }], 'acme')).failed).toBeNull()
    for (const id of ['mig_1', 'toString']) {
      expect(failure(await send(unkey, [{ hash: 'abd' }], id))).toBe('404 unkey/data/migration_not_found')
    }
  })
})

describe(`keys of a prefixed-api-key migration at unkey, held against ${contract.source}`, () => {
  const migrationId = 'acme'
  const secret = 'my_company_short_longtoken'
  const setUp = async (): Promise<Unkey> => {
    const kind = 'github.com/seamapi/prefixed-api-key'
    const unkey = createUnkey({ migrations: { acme: kind, rival: kind } })
    const hash = createHash('sha256').update('longtoken').digest('hex')
    await migrate(unkey, [{ hash }], migrationId)
    return unkey
  }

  it('verify once with the migration’s id, and from then on without', async () => {
    const unkey = await setUp()
    const verify = (body: object = {}) => unkey.data('keys.verifyKey', { key: secret, ...body })
    expect(await verify()).toMatchObject({ code: 'NOT_FOUND' })
    for (const other of ['other', 'rival']) {
      expect(await verify({ migrationId: other })).toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await verify({ migrationId })).toMatchObject({ code: 'VALID' })
    expect(await verify()).toMatchObject({ code: 'VALID' })
    expect(await unkey.data('keys.whoami', { key: secret })).toMatchObject({ start: 'my_company_short_long' })
  })

  it('need three parts to be asked about', async () => {
    const unkey = await setUp()
    const ask = (key: string) => unkey.call('keys.verifyKey', { key, migrationId })
    expect(failure(await ask('short_longtoken'))).toBe('400 unkey/application/invalid_input')
    expect((await ask('my_short_other')).body['data']).toEqual({ valid: false, code: 'NOT_FOUND' })
  })
})

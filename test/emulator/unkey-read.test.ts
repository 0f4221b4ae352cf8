import { describe, expect, it } from 'vitest'

import { contract, createUnkey, failure, start, type Unkey } from './support/unkey.js'

const read = ({ data }: Unkey, keyId: string) => data('keys.getKey', { keyId })

describe(`unkey getKey, held against ${contract.source}`, () => {
  it('leaves out what is empty', async () => {
    const unkey = createUnkey()
    const { id, secret } = await unkey.make()
    expect(await read(unkey, id)).toEqual({
      keyId: id,
      start: secret.slice(0, 4),
      enabled: true,
      createdAt: start.getTime(),
    })
    expect(unkey.emulator.requests.at(-1)).toMatchObject({
      vendor: 'unkey',
      operation: 'get',
      method: 'POST',
      path: '/v2/keys.getKey',
      status: 200,
    })
  })

  it('shows all that a key has', async () => {
    const unkey = createUnkey({ roles: { editor: ['documents.write', 'documents.read'] } })
    const { id, secret } = await unkey.make({
      prefix: 'sk_live',
      name: 'CI',
      externalId: 'user_1',
      meta: { plan: 'pro' },
      permissions: ['documents.read', 'users.view'],
      roles: ['editor'],
      expires: start.getTime() + 1000,
      credits: { remaining: 0, refill: { interval: 'daily', amount: 5, refillDay: 3 } },
      ratelimits: [{ name: 'requests', limit: 5, duration: 1000, autoApply: true, typo: 1 }],
      enabled: false,
    })
    const key = await read(unkey, id)
    expect(key).toEqual({
      keyId: id,
      start: secret.slice(0, 12),
      enabled: false,
      createdAt: start.getTime(),
      name: 'CI',
      meta: { plan: 'pro' },
      expires: start.getTime() + 1000,
      permissions: expect.any(Array),
      roles: ['editor'],
      credits: { remaining: 0, refill: { interval: 'daily', amount: 5 } },
      identity: { id: expect.stringMatching(/^id_/), externalId: 'user_1' },
      ratelimits: [
        { id: expect.stringMatching(/^rl_/), name: 'requests', limit: 5, duration: 1000, autoApply: true },
      ],
    })
    const permissions = key['permissions'] as unknown as string[]
    expect(permissions.toSorted()).toEqual(['documents.read', 'documents.write', 'users.view'])
  })

  it('gives permissions in no order', async () => {
    const unkey = createUnkey()
    const permissions = Array.from({ length: 8 }, (_, index) => `p${index}.read`)
    const { id } = await unkey.make({ permissions })
    const orders = new Set<string>()
    for (let time = 0; time < 4; time += 1) orders.add(String((await read(unkey, id))['permissions']))
    expect(orders.size).toBeGreaterThan(1)
  })

  it('shows unlimited credits and an expiry of 0 as none', async () => {
    const unkey = createUnkey()
    const { id } = await unkey.make({ credits: { remaining: null }, expires: 0, meta: {} })
    expect(Object.keys(await read(unkey, id)).toSorted()).toEqual(['createdAt', 'enabled', 'keyId', 'start'])
  })

  it('decrypts a recoverable key, and another one without a word', async () => {
    const unkey = createUnkey()
    const [kept, lost] = [await unkey.make({ recoverable: true }), await unkey.make()]
    const plaintext = async (keyId: string, decrypt: boolean) =>
      (await unkey.data('keys.getKey', { keyId, decrypt }))['plaintext']
    expect(String(await plaintext(kept.id, true)) === kept.secret).toBe(true)
    expect(await plaintext(kept.id, false)).toBeUndefined()
    expect(await plaintext(lost.id, true)).toBeUndefined()
  })

  it('decrypts nothing in an API that stores nothing encrypted', async () => {
    const unkey = createUnkey()
    const { apiId } = await unkey.data('apis.createApi', { name: 'other' })
    const precondition = '412 unkey/application/precondition_failed'
    expect(failure(await unkey.call('keys.createKey', { apiId, recoverable: true }))).toBe(precondition)
    const { keyId } = await unkey.data('keys.createKey', { apiId })
    expect(failure(await unkey.call('keys.getKey', { keyId, decrypt: true }))).toBe(precondition)
    expect(failure(await unkey.call('apis.listKeys', { apiId, decrypt: true }))).toBe(precondition)
  })

  it('does not find what never was', async () => {
    const unkey = createUnkey()
    expect(failure(await unkey.call('keys.getKey', { keyId: 'key_nobody' }))).toBe(
      '404 unkey/data/key_not_found',
    )
  })
})

describe(`unkey whoami, held against ${contract.source}`, () => {
  it('shows the key of a secret and spends nothing', async () => {
    const unkey = createUnkey()
    const { id, secret } = await unkey.make({ credits: { remaining: 1 }, recoverable: true })
    const [asked, again] = [
      await unkey.data('keys.whoami', { key: secret }),
      await unkey.data('keys.whoami', { key: secret }),
    ]
    expect(asked).toEqual(await read(unkey, id))
    expect(again).toEqual(asked)
    expect(asked).not.toHaveProperty('plaintext')
    expect(unkey.emulator.keys('unkey')).toMatchObject([{ lastUsedAt: null }])
    expect(unkey.emulator.requests.at(-2)).toMatchObject({ operation: 'keys.whoami' })
  })

  it('shows dead keys, and no others', async () => {
    const unkey = createUnkey()
    const { id, secret } = await unkey.make({ enabled: false, expires: 1 })
    expect(await unkey.data('keys.whoami', { key: secret })).toMatchObject({ keyId: id, enabled: false })
    const notFound = '404 unkey/data/key_not_found'
    expect(failure(await unkey.call('keys.whoami', { key: id }))).toBe(notFound)
    expect(failure(await unkey.call('keys.whoami', { key: `${secret}x` }))).toBe(notFound)
    const { rootKey } = unkey.emulator.credentials.unkey
    expect(failure(await unkey.call('keys.whoami', { key: rootKey }))).toBe(notFound)
  })
})

async function page(unkey: Unkey, body: object = {}) {
  const { status, body: answer } = await unkey.call('apis.listKeys', { apiId: unkey.apiId, ...body })
  expect(status).toBe(200)
  const data = answer['data'] as unknown as { keyId: string }[]
  const pagination = answer['pagination'] as unknown as { cursor?: string; hasMore: boolean }
  return { ids: data.map(({ keyId }) => keyId), data, pagination }
}

describe(`unkey listKeys, held against ${contract.source}`, () => {
  it('is in order of id, and its cursor is the next page’s first', async () => {
    const unkey = createUnkey()
    const made: string[] = []
    for (let index = 0; index < 5; index += 1) made.push((await unkey.make()).id)
    const sorted = made.toSorted()
    expect(sorted).not.toEqual(made)
    const first = await page(unkey, { limit: 2 })
    expect(first).toMatchObject({
      ids: sorted.slice(0, 2),
      pagination: { cursor: sorted[2], hasMore: true },
    })
    const second = await page(unkey, { limit: 2, cursor: first.pagination.cursor })
    expect(second.ids).toEqual(sorted.slice(2, 4))
    const third = await page(unkey, { limit: 2, cursor: second.pagination.cursor })
    expect(third).toMatchObject({ ids: sorted.slice(4), pagination: { hasMore: false } })
    expect(third.pagination).not.toHaveProperty('cursor')
    expect((await page(unkey, { limit: 5 })).pagination).toEqual({ hasMore: false })
    expect(unkey.emulator.requests.at(-1)).toMatchObject({ operation: 'list', path: '/v2/apis.listKeys' })
  })

  it('skips nothing when keys are deleted on the way, the cursor’s own included', async () => {
    const unkey = createUnkey()
    const ids: string[] = []
    for (let index = 0; index < 4; index += 1) ids.push((await unkey.make()).id)
    const [a, , c, d] = ids.toSorted()
    const { pagination } = await page(unkey, { limit: 2 })
    for (const keyId of [a, c]) await unkey.data('keys.deleteKey', { keyId })
    expect((await page(unkey, { cursor: pagination.cursor })).ids).toEqual([d])
  })

  it('shows disabled and expired keys, of one owner if asked, with plaintexts if asked', async () => {
    const unkey = createUnkey()
    await unkey.make({ enabled: false, externalId: 'user_1' })
    await unkey.make({ expires: 1, recoverable: true })
    const { data } = await page(unkey, { decrypt: true, revalidateKeysCache: true })
    expect(data).toHaveLength(2)
    expect(data.filter((key) => 'plaintext' in key)).toHaveLength(1)
    expect((await page(unkey, { externalId: 'user_1' })).ids).toHaveLength(1)
    expect(await page(unkey, { externalId: 'user' })).toMatchObject({
      ids: [],
      pagination: { hasMore: false },
    })
  })

  it('is of one API', async () => {
    const unkey = createUnkey()
    await unkey.make()
    const { apiId } = await unkey.data('apis.createApi', { name: 'other' })
    const { keyId } = await unkey.data('keys.createKey', { apiId })
    expect(await unkey.data('apis.listKeys', { apiId })).toMatchObject([{ keyId }])
    expect(failure(await unkey.call('apis.listKeys', { apiId: 'api_nobody' }))).toBe(
      '404 unkey/data/api_not_found',
    )
  })
})

import { describe, expect, it } from 'vitest'

import { contract, createUnkey, failure, start, type Unkey } from './support/unkey.js'

const verify = ({ data }: Unkey, key: string, body: object = {}) => data('keys.verifyKey', { key, ...body })

describe(`unkey verifyKey, held against ${contract.source}`, () => {
  it('answers what it knows of a good key', async () => {
    const unkey = createUnkey({ roles: { editor: ['documents.write'] } })
    const { id, secret } = await unkey.make({
      name: 'CI',
      meta: { plan: 'pro' },
      externalId: 'user_1',
      expires: start.getTime() + 9000,
      roles: ['editor'],
      permissions: ['documents.read'],
    })
    unkey.wait(1000)
    const { permissions, ...verdict } = await verify(unkey, secret, { tags: ['path=/'] })
    expect(verdict).toEqual({
      valid: true,
      code: 'VALID',
      keyId: id,
      name: 'CI',
      meta: { plan: 'pro' },
      expires: start.getTime() + 9000,
      enabled: true,
      roles: ['editor'],
      identity: { id: expect.any(String), externalId: 'user_1' },
    })
    expect((permissions as unknown as string[]).toSorted()).toEqual(['documents.read', 'documents.write'])
    const used = start.getTime() + 1000
    expect(unkey.emulator.keys('unkey')).toMatchObject([{ lastUsedAt: new Date(used), updatedAt: null }])
    expect(await unkey.data('keys.getKey', { keyId: id })).toMatchObject({ lastUsedAt: used })
    expect(unkey.emulator.requests.at(-2)).toMatchObject({
      vendor: 'unkey',
      operation: 'verify',
      method: 'POST',
      path: '/v2/keys.verifyKey',
      status: 200,
    })
  })

  it('knows nothing of an unknown key', async () => {
    const unkey = createUnkey()
    const { id, secret } = await unkey.make()
    for (const key of [id, `${secret}x`, unkey.emulator.credentials.unkey.rootKey]) {
      expect(await verify(unkey, key)).toEqual({ valid: false, code: 'NOT_FOUND' })
    }
  })

  it('says why a key is refused, and leaves enabled out where it is false', async () => {
    const unkey = createUnkey({ forbids: ({ name }) => name === 'banned' })
    const code = async (body: object, question: object = {}) =>
      verify(unkey, (await unkey.make(body)).secret, question)
    expect(await code({ enabled: false })).toMatchObject({ valid: false, code: 'DISABLED' })
    expect(await code({ enabled: false })).not.toHaveProperty('enabled')
    expect(await code({ expires: start.getTime() })).toMatchObject({ valid: false, code: 'EXPIRED' })
    expect(await code({ name: 'banned' })).toMatchObject({
      valid: false,
      code: 'FORBIDDEN',
      keyId: expect.any(String),
    })
    expect(await code({}, { permissions: 'documents.read' })).toMatchObject({
      valid: false,
      code: 'INSUFFICIENT_PERMISSIONS',
      permissions: [],
    })
  })

  it('spends credits, until there are none', async () => {
    const unkey = createUnkey()
    const { id, secret } = await unkey.make({ credits: { remaining: 3 } })
    expect(await verify(unkey, secret)).toMatchObject({ code: 'VALID', credits: 2 })
    expect(await verify(unkey, secret, { credits: { cost: 0 } })).toMatchObject({ code: 'VALID', credits: 2 })
    expect(await verify(unkey, secret, { credits: { cost: 3 } })).toMatchObject({
      valid: false,
      code: 'USAGE_EXCEEDED',
      credits: 2,
    })
    expect(await verify(unkey, secret, { credits: { cost: 2 } })).toMatchObject({ code: 'VALID', credits: 0 })
    expect(await verify(unkey, secret)).toMatchObject({ code: 'USAGE_EXCEEDED', credits: 0 })
    expect(await verify(unkey, secret, { credits: { cost: 0 } })).toMatchObject({ code: 'VALID', credits: 0 })
    expect(await unkey.data('keys.getKey', { keyId: id })).toMatchObject({ credits: { remaining: 0 } })
  })

  it('spends no credit twice, and none on a refusal', async () => {
    const unkey = createUnkey()
    const { secret } = await unkey.make({ credits: { remaining: 5 } })
    await verify(unkey, secret, { permissions: 'documents.read' })
    const codes = await Promise.all(Array.from({ length: 8 }, () => verify(unkey, secret)))
    expect(codes.filter(({ valid }) => Boolean(valid))).toHaveLength(5)
  })

  it.each([[{ key: '' }], [{ key: 'a'.repeat(513) }], [{ permissions: ['a'] }], [{ apiId: 'api_1' }]])(
    'refuses %j',
    async (body) => {
      const unkey = createUnkey()
      const { secret } = await unkey.make()
      expect(failure(await unkey.call('keys.verifyKey', { key: secret, ...body }))).toBe(
        '400 unkey/application/invalid_input',
      )
    },
  )
})

describe(`unkey permission queries, held against ${contract.source}`, () => {
  const held = { permissions: ['documents.read', 'users.*', 'a:b-c'], roles: ['editor'] }
  it.each([
    ['documents.read', true],
    ['documents.write', true],
    ['documents.delete', false],
    ['documents.read AND documents.delete', false],
    ['documents.delete OR documents.read', true],
    ['documents.delete AND nothing OR documents.read', true],
    ['documents.read OR documents.delete AND nothing', true],
    ['(documents.read OR documents.delete) AND nothing', false],
    ['documents.read AND (nothing OR (a:b-c AND documents.write))', true],
    ['( documents.read )', true],
    ['users.view', true],
    ['users.view.own', true],
    ['users', false],
    ['users.*', true],
    ['documents.*', false],
    ['and', false],
  ])('%s: %j', async (permissions, valid) => {
    const unkey = createUnkey({ roles: { editor: ['documents.write'] } })
    const { secret } = await unkey.make(held)
    expect(await verify(unkey, secret, { permissions })).toMatchObject({
      valid,
      code: valid ? 'VALID' : 'INSUFFICIENT_PERMISSIONS',
    })
  })

  it.each([' ', 'AND', 'a AND', 'a OR OR b', 'a b', 'a and b', '(a', 'a)', '()', 'a AND (b', 'a, b', 'a|b'])(
    'refuses "%s"',
    async (permissions) => {
      const unkey = createUnkey()
      const { secret } = await unkey.make({ credits: { remaining: 1 } })
      expect(failure(await unkey.call('keys.verifyKey', { key: secret, permissions }))).toBe(
        '400 user/bad_request/permissions_query_syntax_error',
      )
      expect(await verify(unkey, secret)).toMatchObject({ credits: 0 })
    },
  )
})

describe(`unkey rate limits of keys, held against ${contract.source}`, () => {
  const requests = { name: 'requests', limit: 2, duration: 60_000, autoApply: true }
  const tokens = { name: 'tokens', limit: 10, duration: 1000, autoApply: false }

  it('are spent if they apply by themselves, and start anew', async () => {
    const unkey = createUnkey()
    unkey.wait(30_000)
    const { secret } = await unkey.make({ ratelimits: [requests, tokens], credits: { remaining: 9 } })
    const reset = start.getTime() + 60_000
    const checked = { ...requests, id: expect.stringMatching(/^rl_/) as unknown, reset }
    expect((await verify(unkey, secret))['ratelimits']).toEqual([
      { ...checked, remaining: 1, exceeded: false },
    ])
    await verify(unkey, secret, { credits: { cost: 0 } })
    expect(await verify(unkey, secret)).toMatchObject({
      valid: false,
      code: 'RATE_LIMITED',
      credits: 8,
      ratelimits: [{ name: 'requests', remaining: 0, exceeded: true, reset }],
    })
    unkey.wait(30_000)
    expect(await verify(unkey, secret)).toMatchObject({ code: 'VALID', ratelimits: [{ remaining: 1 }] })
  })

  it('are checked by name, at another cost, limit or duration', async () => {
    const unkey = createUnkey()
    const { secret } = await unkey.make({ ratelimits: [requests, tokens] })
    const ask = async (limit: object) => {
      const { ratelimits } = await verify(unkey, secret, { ratelimits: [{ name: 'tokens', ...limit }] })
      return (ratelimits as unknown as readonly object[]).at(-1)
    }
    expect(await ask({ cost: 8 })).toMatchObject({ limit: 10, remaining: 2, autoApply: false })
    expect(await ask({ cost: 3 })).toMatchObject({ exceeded: true, remaining: 2 })
    unkey.wait(60_000)
    expect(await ask({ limit: 1, typo: 1 })).toMatchObject({ limit: 1, remaining: 0, exceeded: false })
    expect(await ask({ limit: 1 })).toMatchObject({ exceeded: true })
    unkey.wait(60_000)
    expect(await ask({ duration: 5000, cost: 0 })).toMatchObject({ duration: 5000, remaining: 10 })
  })

  it('need a name that is set up, or all that a limit has', async () => {
    const unkey = createUnkey()
    const { secret } = await unkey.make()
    const ask = (limit: object) =>
      unkey.call('keys.verifyKey', { key: secret, ratelimits: [{ name: 'unknown', ...limit }] })
    for (const limit of [{}, { limit: 1 }, { duration: 1000 }]) {
      expect(failure(await ask(limit))).toBe('412 unkey/application/precondition_failed')
    }
    const { body } = await ask({ limit: 1, duration: 1000 })
    expect(body['data']?.['ratelimits']).toEqual([
      {
        id: '',
        name: 'unknown',
        limit: 1,
        duration: 1000,
        autoApply: false,
        exceeded: false,
        remaining: 0,
        reset: start.getTime() + 1000,
      },
    ])
  })

  it('spend nothing if one of them is exceeded', async () => {
    const unkey = createUnkey()
    const { secret } = await unkey.make({ ratelimits: [requests] })
    const small = { name: 'small', limit: 1, duration: 1000, cost: 2 }
    expect(await verify(unkey, secret, { ratelimits: [small] })).toMatchObject({
      code: 'RATE_LIMITED',
      ratelimits: [
        { name: 'requests', remaining: 2, exceeded: false },
        { name: 'small', remaining: 1, exceeded: true },
      ],
    })
  })
})

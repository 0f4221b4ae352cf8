import { createClerkClient } from '@clerk/backend'
import { Unkey } from '@unkey/api'
import { afterEach, describe, expect, it } from 'vitest'

import { createEmulator, type EmulatorServer } from '../../src/emulator/index.js'

let server: EmulatorServer | undefined

async function setUp() {
  const emulator = createEmulator({ seed: 1 })
  server = await emulator.listen()
  return { emulator, urls: server.urls }
}

afterEach(() => server?.close())

describe('@unkey/api', () => {
  it('creates a key', async () => {
    const { emulator, urls } = await setUp()
    const { rootKey, apiId } = emulator.credentials.unkey
    const unkey = new Unkey({ rootKey, serverURL: urls.unkey })
    const { meta, data } = await unkey.keys.createKey({
      apiId,
      name: 'Build',
      prefix: 'prod',
      externalId: 'user_1',
      meta: { plan: 'pro' },
      expires: Date.now() + 60_000,
      credits: { remaining: 10, refill: { interval: 'daily', amount: 10 } },
      ratelimits: [{ name: 'requests', limit: 10, duration: 1000, autoApply: true }],
    })
    expect(meta.requestId).toMatch(/^req_/)
    expect(data.key.startsWith('prod_')).toBe(true)
    expect(emulator.keys('unkey')).toMatchObject([
      { id: data.keyId, name: 'Build', owner: 'user_1', metadata: { plan: 'pro' }, state: 'active' },
    ])
  })

  it.each([
    [401, 'UnauthorizedErrorResponse', { rootKey: 'unkey_nobody' }, {}],
    [404, 'NotFoundErrorResponse', {}, { apiId: 'api_nobody' }],
    [400, 'BadRequestErrorResponse', {}, { externalId: 'auth0|x' }],
  ])('reads a refusal with %i', async (statusCode, name, options, body) => {
    const { emulator, urls } = await setUp()
    const { rootKey, apiId } = emulator.credentials.unkey
    const unkey = new Unkey({ rootKey, serverURL: urls.unkey, ...options })
    await expect(unkey.keys.createKey({ apiId, ...body })).rejects.toMatchObject({
      statusCode,
      name,
      meta: { requestId: expect.stringMatching(/^req_/) },
    })
  })
})

describe('@clerk/backend', () => {
  // Its key paths lack the version that its others have, so it may be given the URL with it or without.
  it.each(['', '/v1'])('creates a key at a URL that ends in "%s"', async (end) => {
    const { emulator, urls } = await setUp()
    const { secretKey, subject } = emulator.credentials.clerk
    const clerk = createClerkClient({ secretKey, apiUrl: urls.clerk.replace(/\/v1$/, end) })
    const created = await clerk.apiKeys.create({
      name: 'Build',
      subject,
      claims: { plan: 'pro' },
      scopes: ['read'],
      secondsUntilExpiration: 60,
    })
    expect(created.secret?.startsWith('ak_')).toBe(true)
    expect(emulator.keys('clerk')).toMatchObject([
      { id: created.id, name: 'Build', owner: subject, metadata: { plan: 'pro' }, scopes: ['read'] },
    ])
    expect(emulator.requests).toMatchObject([{ operation: 'create', path: `${end}/api_keys`, status: 200 }])
  })

  it('reads a refusal', async () => {
    const { emulator, urls } = await setUp()
    const { secretKey, subject } = emulator.credentials.clerk
    const clerk = createClerkClient({ secretKey, apiUrl: urls.clerk })
    await clerk.apiKeys.create({ name: 'Build', subject })
    await expect(clerk.apiKeys.create({ name: 'Build', subject })).rejects.toMatchObject({
      status: 409,
      errors: [{ code: 'token_creation_conflict' }],
      clerkTraceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })
})

import { createHash } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { createEmulator } from '../../src/emulator/index.js'
import { type Answered, ask, authorization, type Question } from './support/ask.js'
import { contractOf } from './support/contract.js'

const contract = contractOf('unkey')
const now = new Date('2026-05-01T12:00:00.000Z')
const errors = 'https://unkey.com/docs/errors/'

function setUp() {
  const emulator = createEmulator({ seed: 1, now: () => now })
  const { apiId } = emulator.credentials.unkey
  const put = (question: Question): Promise<Answered> => ask(emulator, contract, 'unkey', question)
  const create = (body: object = {}): Promise<Answered> => put({ body: { apiId, ...body } })
  return { emulator, apiId, put, create }
}

describe(`unkey create, held against ${contract.source}`, () => {
  it('answers the id and the secret and nothing else', async () => {
    const { emulator, create } = setUp()
    const { status, headers, body } = await create()
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
    expect([...headers.keys()]).toEqual(['content-type'])
    expect(body).toEqual({
      meta: { requestId: expect.stringMatching(/^req_[0-9A-Za-z]{16}$/) },
      data: {
        keyId: expect.stringMatching(/^key_[0-9A-Za-z]{9}$/),
        key: expect.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{20,22}$/),
      },
    })
    expect(emulator.keys('unkey')).toEqual([
      {
        id: body['data']?.['keyId'],
        name: null,
        description: null,
        owner: null,
        metadata: null,
        scopes: [],
        state: 'active',
        createdAt: now,
        updatedAt: null,
        lastUsedAt: null,
        expiresAt: null,
      },
    ])
  })

  it('takes every field of the document', async () => {
    const { emulator, create } = setUp()
    const { body } = await create({
      prefix: 'sk_live',
      name: 'CI',
      byteLength: 64,
      externalId: 'user_1.a-b',
      meta: { plan: 'pro', nested: { seats: [1] } },
      permissions: ['documents.read'],
      expires: now.getTime() + 1000,
      credits: { remaining: 10, refill: { interval: 'monthly', amount: 10, refillDay: 31 } },
      ratelimits: [{ name: 'requests', limit: 5, duration: 1000, autoApply: true }],
      enabled: true,
      recoverable: true,
    })
    expect(body['data']?.['key']).toMatch(/^sk_live_[1-9A-HJ-NP-Za-km-z]{80,88}$/)
    expect(emulator.keys('unkey')).toMatchObject([
      {
        name: 'CI',
        owner: 'user_1.a-b',
        metadata: { plan: 'pro', nested: { seats: [1] } },
        scopes: ['documents.read'],
        state: 'active',
        expiresAt: new Date(now.getTime() + 1000),
      },
    ])
  })

  it.each([
    ['disabled', { enabled: false }],
    ['expired', { expires: now.getTime() - 1 }],
    ['expired', { expires: 0 }],
  ])('makes a key that is %s at once', async (state, body) => {
    const { emulator, create } = setUp()
    expect((await create(body)).status).toBe(200)
    expect(emulator.keys('unkey')).toMatchObject([{ state }])
  })

  it('ignores what a rate limit has too much, as its schema is the one that is open', async () => {
    const { create } = setUp()
    const limit = { name: 'requests', limit: 5, duration: 1000, autoApply: true, typo: 1 }
    expect((await create({ ratelimits: [limit] })).status).toBe(200)
  })

  it.each([
    ['body.name', { name: '' }],
    ['body.prefix', { prefix: 'this_is_far_too_long' }],
    ['body.prefix', { prefix: 'a-b' }],
    ['body.byteLength', { byteLength: 15 }],
    ['body.byteLength', { byteLength: 16.5 }],
    ['body.externalId', { externalId: 'auth0|x' }],
    ['body.externalId', { externalId: null }],
    ['body.expires', { expires: 4102444800001 }],
    ['body.credits', { credits: null }],
    ['body.credits.remaining', { credits: {} }],
    [
      'body.credits.refill.interval',
      { credits: { remaining: 1, refill: { interval: 'weekly', amount: 1 } } },
    ],
    ['body.credits.refill.interval', { credits: { remaining: 1, refill: { amount: 1 } } }],
    ['body.ratelimits[0].autoApply', { ratelimits: [{ name: 'abc', limit: 1, duration: 1000 }] }],
    ['body.meta', { meta: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`field${at}`, at])) }],
    ['body.meta', { meta: [] }],
    ['body.apiId', { apiId: 1 }],
    ['body', { key_name: 'snake' }],
  ])('refuses a body at %s', async (location, body) => {
    const { emulator, create } = setUp()
    const { status, headers, body: answer } = await create(body)
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/json')
    expect(answer['error']).toMatchObject({
      title: 'Bad Request',
      status: 400,
      type: `${errors}unkey/application/invalid_input`,
      errors: [{ location, message: expect.any(String) }],
    })
    expect(emulator.keys('unkey')).toEqual([])
  })

  it('names every fault at once and repeats nothing that was sent', async () => {
    const { put } = setUp()
    const { body } = await put({ body: { name: '', byteLength: 'sixteen', oops_secret: 'oops' } })
    const list = body['error']?.['errors'] as unknown as { location: string; message: string }[]
    expect(list.map(({ location }) => location).toSorted()).toEqual([
      'body',
      'body.apiId',
      'body.byteLength',
      'body.name',
    ])
    expect(JSON.stringify(list)).not.toMatch(/oops|sixteen/)
  })

  it.each([
    [
      'a refill of unlimited credits',
      { credits: { remaining: null, refill: { interval: 'daily', amount: 1 } } },
    ],
    [
      'a monthly refill without its day',
      { credits: { remaining: 1, refill: { interval: 'monthly', amount: 1 } } },
    ],
  ])('refuses %s, a rule of the handler', async (_, body) => {
    const { create } = setUp()
    const { status, headers, body: answer } = await create(body)
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(answer['error']).toMatchObject({ type: `${errors}unkey/application/invalid_input`, errors: [] })
  })

  it.each([
    ['an unknown API', { apiId: 'api_nobody' }, 'unkey/data/api_not_found'],
    ['a role, since none exists', { roles: ['admin'] }, 'unkey/data/role_not_found'],
  ])('answers 404 to %s', async (_, body, type) => {
    const { emulator, create } = setUp()
    const { status, body: answer } = await create(body)
    expect(status).toBe(404)
    expect(answer['error']).toMatchObject({ title: 'Not Found', status: 404, type: errors + type })
    expect(emulator.keys('unkey')).toEqual([])
  })

  it.each([
    ['no header', {}, 400, 'unkey/authentication/missing'],
    ['another scheme', { authorization: 'Basic abc' }, 400, 'unkey/authentication/malformed'],
    ['a lower-case scheme', { authorization: 'bearer abc' }, 400, 'unkey/authentication/malformed'],
    ['an empty token', { authorization: 'Bearer ' }, 400, 'unkey/authentication/malformed'],
    [
      'an unknown root key',
      { authorization: 'Bearer unkey_nobody' },
      401,
      'unkey/authentication/key_not_found',
    ],
  ])('refuses %s', async (_, headers, status, type) => {
    const { apiId, put } = setUp()
    const answer = await put({ body: { apiId }, headers })
    expect(answer.status).toBe(status)
    expect(answer.body['error']).toMatchObject({ status, type: errors + type })
  })

  it('refuses a key that it made as a root key', async () => {
    const { apiId, create, put } = setUp()
    const key = (await create()).body['data']?.['key']
    const answer = await put({ body: { apiId }, headers: { authorization: `Bearer ${String(key)}` } })
    expect(answer.status).toBe(401)
  })

  it.each(['*/*', 'application/*', 'text/html, application/problem+json'])(
    'answers problem details to whoever accepts %s',
    async (accept) => {
      const { emulator, put } = setUp()
      const answer = await put({
        body: { apiId: 'api_nobody' },
        headers: { ...authorization(emulator, 'unkey'), accept },
      })
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    },
  )

  it('answers plain JSON to whoever accepts nothing else', async () => {
    const { emulator, put } = setUp()
    const headers = { ...authorization(emulator, 'unkey'), accept: 'application/json' }
    const answer = await put({ body: { apiId: 'api_nobody' }, headers })
    expect(answer.headers.get('content-type')).toBe('application/json')
  })

  it.each([
    ['no body', ''],
    ['no JSON', '{'],
  ])('refuses %s', async (_, text) => {
    const { put } = setUp()
    const { status, body } = await put({ text })
    expect(status).toBe(400)
    expect(body['error']?.['errors']).toMatchObject([{ location: 'body' }])
  })

  it('refuses a body of more than 10 MiB', async () => {
    const { apiId, put } = setUp()
    const { status, body } = await put({ body: { apiId, meta: { text: 'a'.repeat(10 * 1024 * 1024) } } })
    expect(status).toBe(413)
    expect(body['error']).toMatchObject({ type: `${errors}user/bad_request/request_body_too_large` })
  })

  it.each([
    ['POST', '/v2/keys.nothing', 404],
    ['POST', '/keys.createKey', 404],
    ['GET', '/v2/keys.createKey', 405],
  ])('has no %s %s', async (method, path, status) => {
    const { put } = setUp()
    expect(await put({ method, path, body: {} })).toMatchObject({ status, body: { error: { status } } })
  })

  it('keeps no secret but its hash', async () => {
    const { emulator, create } = setUp()
    const key = (await create()).body['data']?.['key']
    const hash = createHash('sha256').update(String(key)).digest('base64')
    expect(JSON.stringify(emulator.keys('unkey'))).not.toContain(key)
    expect(JSON.stringify(emulator.keys('unkey'))).not.toContain(hash)
  })
})

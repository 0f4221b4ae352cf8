import { describe, expect, it } from 'vitest'

import { createEmulator } from '../../src/emulator/index.js'
import { type Answered, ask, authorization, type Question } from './support/ask.js'
import { contractOf } from './support/contract.js'

const contract = contractOf('clerk')
const now = new Date('2026-05-01T12:00:00.000Z')

function setUp() {
  const emulator = createEmulator({ seed: 1, now: () => now })
  const { subject } = emulator.credentials.clerk
  const put = (question: Question): Promise<Answered> => ask(emulator, contract, 'clerk', question)
  const create = (body: object = {}): Promise<Answered> => put({ body: { name: 'Build', subject, ...body } })
  return { emulator, subject, put, create }
}

describe(`clerk create, held against ${contract.source}`, () => {
  it('answers the whole record and the secret', async () => {
    const { emulator, subject, create } = setUp()
    const { status, headers, body } = await create()
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('cf-ray')).toMatch(/^[0-9a-f]{16}-[A-Z]{3}$/)
    expect(body).toEqual({
      object: 'api_key',
      id: expect.stringMatching(/^ak_[0-9a-f]{32}$/),
      type: 'api_key',
      subject,
      name: 'Build',
      description: null,
      claims: null,
      scopes: [],
      revoked: false,
      revocation_reason: null,
      expired: false,
      expiration: null,
      created_by: null,
      last_used_at: null,
      created_at: now.getTime(),
      updated_at: now.getTime(),
      secret: expect.stringMatching(/^ak_[0-9A-Za-z+/]{43}=$/),
    })
    expect(emulator.keys('clerk')).toEqual([
      {
        id: body['id'],
        name: 'Build',
        description: null,
        owner: subject,
        metadata: null,
        scopes: [],
        state: 'active',
        createdAt: now,
        updatedAt: now,
        lastUsedAt: null,
        expiresAt: null,
      },
    ])
  })

  it('takes every field of the document', async () => {
    const { emulator, create } = setUp()
    const { body } = await create({
      type: 'robot',
      description: 'for the build',
      claims: { camelKey: { 'a b': 1 } },
      scopes: ['read', 'write'],
      created_by: `user_${'a'.repeat(27)}`,
      seconds_until_expiration: 1.5,
    })
    expect(body).toMatchObject({
      type: 'robot',
      claims: { camelKey: { 'a b': 1 } },
      created_by: `user_${'a'.repeat(27)}`,
      expiration: now.getTime() + 1500,
    })
    expect(emulator.keys('clerk')).toMatchObject([
      { description: 'for the build', scopes: ['read', 'write'], expiresAt: new Date(now.getTime() + 1500) },
    ])
  })

  it.each([[null], [1], ['text'], [[1, 'two']], [false]])('takes %j as claims', async (claims) => {
    const { create } = setUp()
    expect((await create({ claims })).body['claims']).toEqual(claims)
  })

  it('takes null for what may be null', async () => {
    const { create } = setUp()
    const { body } = await create({ description: null, created_by: null, seconds_until_expiration: null })
    expect(body).toMatchObject({ description: null, created_by: null, expiration: null })
  })

  it('answers without /v1 too, as Clerk’s own SDK asks', async () => {
    const { emulator, subject } = setUp()
    const response = await emulator.fetch('https://api.clerk.com/api_keys', {
      method: 'POST',
      headers: authorization(emulator, 'clerk'),
      body: JSON.stringify({ name: 'Build', subject }),
    })
    expect(response.status).toBe(200)
    expect(emulator.requests).toMatchObject([{ operation: 'create', path: '/api_keys' }])
  })

  it('refuses a second key of one name for one subject', async () => {
    const { emulator, create } = setUp()
    await create()
    const { status, body } = await create()
    expect(status).toBe(409)
    expect(body).toMatchObject({
      errors: [{ code: 'token_creation_conflict' }],
      clerk_trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect((await create({ name: 'other' })).status).toBe(200)
    expect((await create({ subject: `org_${'b'.repeat(27)}` })).status).toBe(200)
    expect(emulator.keys('clerk')).toHaveLength(3)
  })

  it('lets one of two creates of one name at the same time through', async () => {
    const { create } = setUp()
    const answers = await Promise.all([create(), create()])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  it.each([
    ['body.name', { name: 'ab' }],
    ['body.name', { name: ' Build' }],
    ['body.name', { name: undefined }],
    ['body.subject', { subject: 'user_1' }],
    ['body.description', { description: 'a'.repeat(256) }],
    ['body.scopes', { scopes: null }],
    ['body.scopes[1]', { scopes: ['read', 2] }],
    ['body.created_by', { created_by: `org_${'a'.repeat(27)}` }],
    ['body.seconds_until_expiration', { seconds_until_expiration: 0 }],
    ['body.seconds_until_expiration', { seconds_until_expiration: '60' }],
    ['body.type', { type: 'ab' }],
    ['body', { secondsUntilExpiration: 60 }],
  ])('refuses a body at %s', async (where, body) => {
    const { emulator, create } = setUp()
    const { status, body: answer } = await create(body)
    expect(status).toBe(400)
    expect(answer['errors']).toEqual([
      { message: 'Bad Request', long_message: expect.stringContaining(`'${where}'`), code: 'bad_request' },
    ])
    expect(emulator.keys('clerk')).toEqual([])
  })

  it.each([
    ['no header', '/api_keys', {}, 'authorization_header_format_invalid'],
    ['another scheme', '/api_keys', { authorization: 'Basic abc' }, 'authorization_header_format_invalid'],
    ['an unknown secret key', '/api_keys', { authorization: 'Bearer sk_test_nobody' }, 'clerk_key_invalid'],
    ['no header, whatever the path', '/nothing', {}, 'authorization_header_format_invalid'],
  ])('refuses %s', async (_, path, headers, code) => {
    const { subject, put } = setUp()
    const answer = await put({ path, body: { name: 'Build', subject }, headers })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('cf-ray')).not.toBeNull()
    expect(answer.body).toMatchObject({ errors: [{ code }], clerk_trace_id: expect.any(String) })
  })

  it.each([
    ['2026-05-12', '', 200],
    ['2021-02-05', '', 200],
    ['2026-05-13', '', 400],
    ['', '?__clerk_api_version=2025-11-10', 200],
    ['', '?__clerk_api_version=tomorrow', 400],
    ['2026-05-12', '?__clerk_api_version=2026-05-12', 400],
  ])('asked for version %s%s answers', async (header, query, status) => {
    const { emulator, subject, put } = setUp()
    const headers = {
      ...authorization(emulator, 'clerk'),
      ...(header !== '' && { 'clerk-api-version': header }),
    }
    const answer = await put({ path: `/api_keys${query}`, body: { name: 'Build', subject }, headers })
    expect(answer.status).toBe(status)
  })

  it.each(['', '{'])('refuses the body "%s"', async (text) => {
    const { put } = setUp()
    expect(await put({ text })).toMatchObject({ status: 400, body: { errors: [{ code: 'bad_request' }] } })
  })

  it.each([
    ['POST', '/nothing'],
    ['PUT', '/api_keys'],
  ])('has no %s %s', async (method, path) => {
    const { put } = setUp()
    expect(await put({ method, path, body: {} })).toMatchObject({
      status: 404,
      body: { errors: [{ code: 'resource_not_found' }] },
    })
  })
})

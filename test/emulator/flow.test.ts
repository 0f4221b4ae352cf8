import { describe, expect, it } from 'vitest'

import { createEmulator, type EmulatorOptions } from '../../src/emulator/index.js'
import { type Answered, ask, type Question } from './support/ask.js'
import { contractOf } from './support/contract.js'

const contract = contractOf('flow')
const now = new Date('2026-05-01T12:00:00.000Z')
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function setUp(flow: NonNullable<EmulatorOptions['flow']> = {}) {
  const emulator = createEmulator({ seed: 1, now: () => now, flow })
  const put = (question: Question): Promise<Answered> => ask(emulator, contract, 'flow', question)
  return { emulator, put, create: (body: unknown = { keyName: 'CI' }) => put({ body }) }
}

// Flow publishes no document, so it is always ours.
describe(`flow create, held against ${contract.source}`, () => {
  it('answers 201 in camelCase', async () => {
    const { emulator, create } = setUp()
    const { status, headers, body } = await create()
    expect(status).toBe(201)
    expect([...headers.keys()]).toEqual(['content-type'])
    expect(body).toEqual({
      id: expect.stringMatching(uuid),
      keyName: 'CI',
      keyPrefix: 'flow_',
      apiKey: expect.stringMatching(/^flow_[0-9a-f]{8}_[0-9a-f]{32}$/),
      userId: expect.stringMatching(uuid),
      createdAt: '2026-05-01T12:00:00.000Z',
      lastUsedAt: null,
    })
    expect(emulator.keys('flow')).toMatchObject([
      { id: body['id'], name: 'CI', owner: body['userId'], state: 'active', createdAt: now, expiresAt: null },
    ])
  })

  it('answers in snake_case where that is asked for', async () => {
    const { emulator } = setUp({ casing: 'snake' })
    const response = await emulator.fetch('http://localhost:8000/api-keys', {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.credentials.flow.token}` },
      body: JSON.stringify({ keyName: 'CI' }),
    })
    expect(response.status).toBe(201)
    expect(Object.keys((await response.json()) as object).toSorted()).toEqual(
      ['id', 'key_name', 'key_prefix', 'api_key', 'user_id', 'created_at', 'last_used_at'].toSorted(),
    )
  })

  it('ignores fields that it does not know', async () => {
    const { create } = setUp()
    expect((await create({ keyName: 'CI', scopes: ['read'] })).status).toBe(201)
  })

  it.each([
    [{}, [{ loc: ['body', 'keyName'], msg: 'Field required', type: 'missing' }]],
    [{ key_name: 'CI' }, [{ loc: ['body', 'keyName'], msg: 'Field required', type: 'missing' }]],
    [
      { keyName: 1 },
      [{ loc: ['body', 'keyName'], msg: 'Input should be a valid string', type: 'string_type' }],
    ],
    [
      { keyName: null },
      [{ loc: ['body', 'keyName'], msg: 'Input should be a valid string', type: 'string_type' }],
    ],
    [
      [],
      [
        {
          loc: ['body'],
          msg: 'Input should be a valid dictionary or object to extract fields from',
          type: 'model_attributes_type',
        },
      ],
    ],
  ])('refuses %j', async (body, detail) => {
    const { emulator, create } = setUp()
    expect(await create(body)).toMatchObject({ status: 422, body: { detail } })
    expect(emulator.keys('flow')).toEqual([])
  })

  it.each([
    ['', 'missing'],
    ['{', 'json_invalid'],
  ])('refuses the text "%s"', async (text, type) => {
    const { put } = setUp()
    expect(await put({ text })).toMatchObject({ status: 422, body: { detail: [{ loc: ['body'], type }] } })
  })

  it.each([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic abc' }],
    ['an unknown token', { authorization: 'Bearer nobody' }],
    ['a token in a header that is not set up', { 'x-api-key': 'nobody' }],
  ])('refuses %s', async (_, headers) => {
    const { put } = setUp()
    const answer = await put({ body: { keyName: 'CI' }, headers })
    expect(answer).toMatchObject({ status: 401, body: { detail: 'Not authenticated' } })
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })

  it('takes the token bare in the header that is set up for it', async () => {
    const { emulator, put } = setUp({ authHeader: 'X-API-Key' })
    const { token } = emulator.credentials.flow
    const body = { keyName: 'CI' }
    expect((await put({ body, headers: { 'x-api-key': token } })).status).toBe(201)
    expect((await put({ body, headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  })

  it('answers below /api/v1 too', async () => {
    const { put } = setUp()
    expect((await put({ path: '/api/v1/api-keys', body: { keyName: 'CI' } })).status).toBe(201)
  })

  it.each([
    ['POST', '/nothing', 404, 'Not Found'],
    ['PUT', '/api-keys', 405, 'Method Not Allowed'],
  ])('has no %s %s', async (method, path, status, detail) => {
    const { put } = setUp()
    expect(await put({ method, path, body: {} })).toMatchObject({ status, body: { detail } })
  })
})

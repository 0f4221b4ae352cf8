import { describe, expect, it } from 'vitest'

import { createEmulator } from '../../src/emulator/index.js'
import { type Answered, ask, type Question } from './support/ask.js'
import { contractOf } from './support/contract.js'

const contract = contractOf('factify')
const start = new Date('2026-05-01T12:00:00.250Z')
const hour = 60 * 60 * 1000

function setUp() {
  let now = start
  const emulator = createEmulator({ seed: 1, now: () => now })
  const { organizationId } = emulator.credentials.factify
  const put = (question: Question): Promise<Answered> => ask(emulator, contract, 'factify', question)
  const create = (body: object = {}): Promise<Answered> =>
    put({ body: { name: 'CI', organization_id: organizationId, ...body } })
  const wait = (milliseconds: number): void => {
    now = new Date(now.getTime() + milliseconds)
  }
  return { emulator, organizationId, put, create, wait }
}

describe(`factify create, held against ${contract.source}`, () => {
  it('answers the record and the secret, with nanoseconds and no null', async () => {
    const { emulator, organizationId, create } = setUp()
    const { status, headers, body } = await create()
    expect(status).toBe(200)
    expect([...headers.keys()]).toEqual(['content-type'])
    const secret = String(body['secret'])
    expect(secret).toMatch(/^ffy_test_[0-7][0-9a-hjkmnp-tv-z]{25}[0-9A-Za-z]{43}$/)
    expect(body).toEqual({
      api_key: {
        id: expect.stringMatching(/^key_[0-7][0-9a-hjkmnp-tv-z]{25}$/),
        name: 'CI',
        organization_id: organizationId,
        created_at: expect.stringMatching(/^2026-05-01T12:00:00\.250\d{6}Z$/),
        is_active: true,
        key_prefix: `${secret.slice(0, 16)}...`,
      },
      secret,
    })
    expect(emulator.keys('factify')).toMatchObject([
      {
        id: body['api_key']?.['id'],
        name: 'CI',
        owner: organizationId,
        state: 'active',
        createdAt: start,
        expiresAt: null,
      },
    ])
  })

  it('gives keys of one moment the same key_prefix', async () => {
    const { create } = setUp()
    const [first, second] = [await create(), await create()]
    expect(first.body['api_key']?.['key_prefix']).toBe(second.body['api_key']?.['key_prefix'])
    expect(first.body['secret']).not.toBe(second.body['secret'])
  })

  it.each([
    ['2026-05-02T00:00:00Z', '2026-05-02T00:00:00Z'],
    ['2026-05-02T02:00:00.1+02:00', '2026-05-02T00:00:00.100Z'],
    ['2026-05-02T00:00:00.123456789Z', '2026-05-02T00:00:00.123456789Z'],
    ['2026-05-02T00:00:00.000500Z', '2026-05-02T00:00:00.000500Z'],
  ])('reads the expiry %s', async (given, answered) => {
    const { emulator, create } = setUp()
    const { body } = await create({ expires_at: given })
    expect(body['api_key']?.['expires_at']).toBe(answered)
    expect(emulator.keys('factify')).toMatchObject([{ expiresAt: new Date(answered) }])
  })

  it('lets a key expire', async () => {
    const { emulator, create, wait } = setUp()
    await create({ expires_at: new Date(start.getTime() + 1000).toISOString() })
    wait(999)
    expect(emulator.keys('factify')).toMatchObject([{ state: 'active' }])
    wait(1)
    expect(emulator.keys('factify')).toMatchObject([{ state: 'expired' }])
  })

  it('takes an expiry of exactly 8760 hours and no more', async () => {
    const { create } = setUp()
    const [last, past] = [0, 1].map((more) => new Date(start.getTime() + 8760 * hour + more).toISOString())
    expect((await create({ expires_at: last })).status).toBe(200)
    expect((await create({ expires_at: past })).status).toBe(400)
  })

  it.each([
    ['name', 'missing_required_field', { name: undefined }],
    ['name', 'invalid_field_value', { name: '' }],
    ['name', 'invalid_field_value', { name: 'a'.repeat(64) }],
    ['organization_id', 'invalid_id_format', { organization_id: 'org_1' }],
    ['expires_at', 'invalid_field_value', { expires_at: 'tomorrow' }],
    ['expires_at', 'invalid_field_value', { expires_at: null }],
    ['expires_at', 'invalid_field_value', { expires_at: start.toISOString() }],
    [undefined, 'invalid_field_value', { scopes: [] }],
  ])('refuses a body at %s: %s', async (param, reason, body) => {
    const { emulator, create } = setUp()
    const { status, body: answer } = await create(body)
    expect(status).toBe(400)
    expect(answer).toEqual({
      code: 'invalid_argument',
      message: expect.any(String),
      details: [
        {
          reason,
          request_id: expect.stringMatching(/^req_[0-7][0-9a-hjkmnp-tv-z]{25}$/),
          ...(param !== undefined && { param }),
        },
      ],
    })
    expect(emulator.keys('factify')).toEqual([])
  })

  it('does not know another organization', async () => {
    const { organizationId, create } = setUp()
    const { status, body } = await create({ organization_id: `${organizationId.slice(0, -4)}0000` })
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'not_found', details: [{ reason: 'resource_not_found' }] })
  })

  it.each([
    ['no header', {}, 'missing_api_key'],
    ['another scheme', { authorization: 'Basic abc' }, 'missing_api_key'],
    ['an unknown key', { authorization: 'Bearer ffy_test_nobody' }, 'invalid_api_key'],
  ])('refuses %s', async (_, headers, reason) => {
    const { organizationId, put } = setUp()
    const answer = await put({ body: { name: 'CI', organization_id: organizationId }, headers })
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated', details: [{ reason }] } })
  })

  it('allows 100 creations a minute, failed ones included', async () => {
    const { emulator, create, wait } = setUp()
    for (let made = 0; made < 99; made += 1) expect((await create()).status).toBe(200)
    expect((await create({ name: '' })).status).toBe(400)
    const refused = await create()
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'resource_exhausted', details: [{ reason: 'rate_limit_exceeded' }] },
    })
    expect(Object.fromEntries(refused.headers)).toEqual({
      'content-type': 'application/json',
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil((start.getTime() + 60_000) / 1000)),
    })
    wait(60_000)
    expect((await create()).status).toBe(200)
    expect(emulator.keys('factify')).toHaveLength(100)
  })

  it.each(['', '{'])('refuses the body "%s"', async (text) => {
    const { put } = setUp()
    expect(await put({ text })).toMatchObject({ status: 400, body: { code: 'unknown' } })
  })

  it.each([
    ['POST', '/v1beta/nothing'],
    ['PUT', '/v1beta/api-keys'],
  ])('has no %s %s', async (method, path) => {
    const { put } = setUp()
    expect(await put({ method, path, body: {} })).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})

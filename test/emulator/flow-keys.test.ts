import { describe, expect, it } from 'vitest'

import { createEmulator, type FlowSetup } from '../../src/emulator/index.js'
import { ask } from './support/ask.js'
import { createClock } from './support/clock.js'
import { contractOf } from './support/contract.js'

const contract = contractOf('flow')
const start = new Date('2026-05-01T12:00:00.000Z')
const nobody = '00000000-0000-4000-8000-000000000000'

function setUp(options: FlowSetup = {}) {
  const { now, wait } = createClock(start)
  const emulator = createEmulator({ seed: 1, now, flow: options })
  const send = (method: string, path: string, body?: unknown) =>
    ask(emulator, contract, 'flow', { method, path, body })
  const make = async (keyName: string): Promise<string> =>
    String((await send('POST', '/api-keys', { keyName })).body['id'])
  const list = async (query = '') => (await send('GET', `/api-keys${query}`)).body
  return { emulator, wait, send, make, list }
}

describe(`flow list, held against ${contract.source}`, () => {
  it('has little of each key, in camelCase', async () => {
    const { emulator, make, list } = setUp()
    const id = await make('CI')
    expect(await list()).toEqual({
      apiKeys: [{ id, keyName: 'CI', createdAt: '2026-05-01T12:00:00.000Z', lastUsedAt: null }],
      pagination: { totalCount: 1, limit: 10, offset: 0 },
    })
    expect(emulator.requests.at(-1)).toMatchObject({ operation: 'list', path: '/api-keys' })
  })

  it('pages by offset, ten at a time', async () => {
    const { make, list } = setUp()
    for (let index = 0; index < 12; index += 1) await make(`k${index}`)
    const names = async (query: string) =>
      ((await list(query))['apiKeys'] as unknown as { keyName: string }[]).map(({ keyName }) => keyName)
    expect(await names('')).toHaveLength(10)
    expect(await names('?offset=10')).toEqual(['k10', 'k11'])
    expect(await names('?limit=2&offset=3')).toEqual(['k3', 'k4'])
    expect(await names('?limit=1000')).toHaveLength(12)
    expect(await names('?limit=0')).toEqual([])
    expect((await list('?limit=2&offset=3'))['pagination']).toEqual({ totalCount: 12, limit: 2, offset: 3 })
  })

  it('shows revoked keys unless it is set up not to', async () => {
    for (const listsInactive of [true, false]) {
      const { send, make, list } = setUp({ listsInactive })
      await make('lives')
      await send('DELETE', `/api-keys/${await make('revoked')}`)
      expect((await list())['pagination']).toMatchObject({ totalCount: listsInactive ? 2 : 1 })
    }
  })

  it.each([
    ['limit', 'ten', 'int_parsing'],
    ['limit', '', 'int_parsing'],
    ['offset', '1.5', 'int_parsing'],
    ['offset', '-1', 'greater_than_equal'],
  ])('refuses the %s "%s"', async (name, value, type) => {
    const { send } = setUp()
    expect(await send('GET', `/api-keys?${name}=${value}`)).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['query', name], type, msg: expect.any(String) }] },
    })
  })
})

describe(`flow update, held against ${contract.source}`, () => {
  it('changes what is sent and answers in snake_case', async () => {
    const { emulator, wait, send, make } = setUp()
    const id = await make('CI')
    wait(1000)
    const { status, body } = await send('PUT', `/api-keys/${id}`, { key_name: 'Build' })
    expect(status).toBe(200)
    expect(body).toEqual({
      id,
      key_name: 'Build',
      user_id: emulator.keys('flow')[0]?.owner,
      key_prefix: 'flow_',
      created_at: '2026-05-01T12:00:00.000Z',
      updated_at: '2026-05-01T12:00:01.000Z',
      last_used_at: null,
      is_active: true,
    })
    expect(emulator.requests.at(-1)).toMatchObject({
      vendor: 'flow',
      operation: 'update',
      method: 'PUT',
      path: `/api-keys/${id}`,
      status: 200,
    })
  })

  it('disables a key and enables it again, a revoked one too', async () => {
    const { emulator, send, make } = setUp()
    const id = await make('CI')
    const update = async (body: object) => (await send('PUT', `/api-keys/${id}`, body)).body
    const state = () => emulator.keys('flow')[0]?.state
    expect(await update({ is_active: false })).toMatchObject({ is_active: false })
    expect(state()).toBe('disabled')
    expect(await update({ is_active: true })).toMatchObject({ is_active: true })
    expect(state()).toBe('active')
    await send('DELETE', `/api-keys/${id}`)
    expect(await update({ key_name: 'still' })).toMatchObject({ is_active: false })
    expect(state()).toBe('revoked')
    await update({ is_active: true })
    expect(state()).toBe('active')
    await update({ is_active: false })
    expect(state()).toBe('disabled')
  })

  it.each([[{}], [{ key_name: null, is_active: null }], [{ keyName: 'Build' }]])(
    'changes nothing for %j',
    async (body) => {
      const { send, make } = setUp()
      const id = await make('CI')
      expect((await send('PUT', `/api-keys/${id}`, body)).body).toMatchObject({
        key_name: 'CI',
        is_active: true,
      })
    },
  )

  it.each([
    [{ key_name: 1 }, 'key_name', 'string_type'],
    [{ is_active: 'no' }, 'is_active', 'boolean_type'],
  ])('refuses %j', async (body, name, type) => {
    const { send, make } = setUp()
    expect(await send('PUT', `/api-keys/${await make('CI')}`, body)).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['body', name], type }] },
    })
  })
})

describe(`flow revoke, held against ${contract.source}`, () => {
  it('answers nothing at all and keeps the record', async () => {
    const { emulator, send, make } = setUp()
    const id = await make('CI')
    for (const _ of ['first', 'second']) {
      const { status, headers, body } = await send('DELETE', `/api-keys/${id}`)
      expect([status, [...headers], body]).toEqual([204, [], {}])
    }
    expect(emulator.keys('flow')).toMatchObject([{ id, state: 'revoked' }])
    expect(emulator.requests.at(-1)).toMatchObject({ operation: 'revoke', status: 204 })
  })

  it.each([
    ['PUT', {}],
    ['DELETE', undefined],
  ])('does not find an unknown id by %s, and refuses what is none', async (method, body) => {
    const { send } = setUp()
    expect(await send(method, `/api-keys/${nobody}`, body)).toMatchObject({
      status: 404,
      body: { detail: 'API key not found' },
    })
    expect(await send(method, '/api-keys/key_1', body)).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['path', 'key_id'], type: 'uuid_parsing' }] },
    })
  })

  it('has no other method on a key', async () => {
    const { send, make } = setUp()
    const answer = await send('GET', `/api-keys/${await make('CI')}`)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('PUT, DELETE')
  })
})

describe(`flow users, held against ${contract.source}`, () => {
  it('tells who is asking', async () => {
    const { emulator, send, make } = setUp()
    await make('CI')
    const { body } = await send('GET', '/users/me')
    expect(body).toMatchObject({ id: emulator.keys('flow')[0]?.owner, is_active: true })
    expect(emulator.requests.at(-1)).toMatchObject({
      operation: 'read_users_me_users_me_get',
      path: '/users/me',
    })
  })

  it('logs in without a body', async () => {
    const { emulator, send } = setUp()
    const { status, body } = await send('POST', '/auth/sdk/login')
    expect(status).toBe(200)
    expect(String(body['jwt']) === emulator.credentials.flow.token).toBe(true)
    expect(emulator.requests.at(-1)).toMatchObject({ operation: 'sdk_login_auth_sdk_login_post' })
  })
})

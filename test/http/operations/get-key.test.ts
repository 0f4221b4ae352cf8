import { describe, expect, it } from 'vitest'
import { findKey, getKey } from '../../../src/http/operations/get-key.js'
import { updateKey } from '../../../src/http/operations/update-key.js'
import type { KeyResult } from '../../../src/core/key-result.js'
import {
  answering,
  contextWith,
  credential,
  errorOf,
  failing,
  json,
  networkError,
  type Stub,
} from '../support/acme.js'
import { keyCall, listCall } from '../support/acme-keys.js'
import { saying } from '../support/acme-list.js'

const once = { retry: { limit: 0 } }

async function get(fetch: Stub): Promise<KeyResult<unknown>> {
  return getKey(contextWith(fetch, once), 'key_1', keyCall(), undefined)
}

async function update(fetch: Stub): Promise<KeyResult<unknown>> {
  return updateKey(contextWith(fetch, once), 'key_1', keyCall('settles', 'update'), undefined)
}

async function find(fetch: Stub, id: string): Promise<KeyResult<unknown>> {
  return findKey(contextWith(fetch, once), id, listCall('cursor'), undefined)
}

/** The warnings that a change comes with, where this record answers it. */
async function change(patch: object, record: object): Promise<readonly string[]> {
  const fetch = saying({ id: 'key_1', ...record })
  const call = keyCall('settles', 'update')
  const { warnings } = await updateKey(contextWith(fetch, once), 'key_1', call, undefined, patch)
  return warnings.map(({ code, path }) => `${code} ${path}`)
}

describe('an answer about another key', () => {
  it('is no record of the one that was asked for', async () => {
    const error = await errorOf(get(saying({ id: 'KEY_1', state: 'active' })))
    expect(error).toMatchObject({ code: 'invalid_response', operation: 'get', mayHaveActed: false })
    const changed = await errorOf(update(saying({ id: 'key_2' })))
    expect(changed).toMatchObject({ code: 'invalid_response', operation: 'update', mayHaveActed: true })
    expect(changed.message).toContain('may not have been made')
  })
})

describe('a change', () => {
  it.each([
    [{ enabled: false }, { state: 'active' }],
    [{ enabled: true }, { state: 'disabled' }],
  ])('to %j that the record contradicts comes with a warning', async (patch, record) => {
    expect(await change(patch, record)).toEqual(['changed enabled'])
  })

  it.each([
    [{ enabled: false }, { state: 'disabled' }],
    [{ enabled: false }, { state: 'revoked' }],
    [{ enabled: false }, {}],
    [{ enabled: true }, { state: 'expired' }],
    [{ name: 'CI' }, {}],
    [{ name: null }, {}],
  ])('to %j is believed with %j', async (patch, record) => {
    expect(await change(patch, record)).toEqual([])
  })
})

describe('a key that is got', () => {
  it('is its record and the call that told it', async () => {
    const key = await get(
      saying({ id: 'key_1', state: 'active', meta: { plan: 'pro' }, requestId: 'req_1', secret: 'x' }),
    )
    expect(key).toMatchObject({
      id: 'key_1',
      state: 'active',
      metadata: { plan: 'pro' },
      http: { status: 200, requestId: 'req_1', attempts: 1 },
      warnings: [],
    })
    expect('expiresAt' in key).toBe(false)
  })

  it('comes with a warning for what is wrong in it', async () => {
    const key = await get(saying({ id: 'key_1', state: 'dormant', scopes: 'all' }))
    expect(key.warnings.map(({ code }) => code)).toEqual(['unknown_value', 'wrong_type'])
  })

  it('shows no credential, whatever the vendor echoes', async () => {
    const body = {
      id: 'key_1',
      meta: { [credential]: credential },
      note: [credential],
      requestId: credential,
    }
    const key = await get(answering(() => json(body, 200, { 'x-echo': credential })))
    expect(JSON.stringify([key, [...key.http.headers]]).includes(credential)).toBe(false)
  })

  it.each<[string, string]>([
    ['no id', '{"state":"active"}'],
    ['an id that is the credential', JSON.stringify({ id: credential })],
    ['HTML', '<html>Sign in</html>'],
    ['nothing', ''],
    ['null', 'null'],
    ['a record that was cut off', '{"id":"key_1","scopes":["read"],"exp'],
  ])('is none with %s', async (_, text) => {
    const error = await errorOf(get(answering(() => new Response(text))))
    expect(error).toMatchObject({
      code: 'invalid_response',
      operation: 'get',
      status: 200,
      mayHaveActed: false,
    })
    expect(JSON.stringify(error).includes(credential)).toBe(false)
  })

  it.each([
    [404, 'not_found'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
  ])('fails with %i as %s', async (status, code) => {
    const error = await errorOf(get(answering(() => json({ message: 'No.' }, status))))
    expect(error).toMatchObject({ code, status, operation: 'get', mayHaveActed: false })
  })
})

describe('a key that is changed', () => {
  it('is its new record', async () => {
    expect(await update(saying({ id: 'key_1', state: 'disabled' }))).toMatchObject({
      id: 'key_1',
      state: 'disabled',
    })
  })

  it.each<[string, () => Response | Promise<Response>, object]>([
    ['an answer without an id', () => json({}), { code: 'invalid_response', mayHaveActed: true }],
    [
      'an answer that was cut off',
      () => new Response('{"id":"key_1"'),
      { code: 'invalid_response', mayHaveActed: true },
    ],
    ['a 500', () => json({}, 500), { code: 'ambiguous', mayHaveActed: true }],
    ['a lost connection', failing(networkError('ECONNRESET')), { code: 'ambiguous', mayHaveActed: true }],
    ['a refusal', () => json({}, 400), { code: 'invalid_request', mayHaveActed: false }],
    [
      'a vendor out of reach',
      failing(networkError('ECONNREFUSED')),
      { code: 'network', mayHaveActed: false },
    ],
  ])('fails with %s and says whether it may be changed', async (_, answer, expected) => {
    const error = await errorOf(update(answering(answer)))
    expect(error).toMatchObject({ ...expected, operation: 'update' })
  })

  it('may be changed again after a lost connection, and the error says so', async () => {
    const error = await errorOf(update(answering(failing(networkError('ECONNRESET')))))
    expect(error.message).toContain('call again, a second time does no more')
  })
})

describe('a key that is looked for in the list', () => {
  const pages = [
    { keys: [{ id: 'a' }, { id: 'b', state: 'revoked' }], next: '2', requestId: 'req_1' },
    { keys: [{ id: 'c', state: 'dormant' }], next: '3', requestId: 'req_2' },
    { keys: [{ id: 'd' }], requestId: 'req_3' },
  ]

  it('is found, and no more is read then', async () => {
    const fetch = saying(...pages)
    const key = await find(fetch, 'b')
    expect(key).toMatchObject({
      id: 'b',
      state: 'revoked',
      http: { status: 200, requestId: 'req_1' },
      warnings: [],
    })
    expect(Object.keys(key).toSorted()).toEqual(['http', 'id', 'metadata', 'state', 'vendor', 'warnings'])
    expect(fetch.asked).toHaveLength(1)
  })

  it('is found on a later page, with what that page says', async () => {
    const key = await find(saying(...pages), 'c')
    expect(key).toMatchObject({
      id: 'c',
      http: { requestId: 'req_2' },
      warnings: [{ code: 'unknown_value' }],
    })
  })

  it.each(['e', 'A', '__proto__', 'constructor'])('is not found: %s', async (id) => {
    const error = await errorOf(find(saying(...pages), id))
    expect(error).toMatchObject({ code: 'not_found', operation: 'get', vendor: 'acme', mayHaveActed: false })
    expect(error.message).toContain('none of the 4 keys')
  })

  it.each(['', '..', undefined, null, 5])('is not looked for by %j', async (id) => {
    const fetch = saying(...pages)
    expect(await errorOf(find(fetch, id as string))).toMatchObject({
      code: 'invalid_request',
      operation: 'get',
    })
    expect(fetch.asked).toEqual([])
  })

  it.each<[string, Stub]>([
    ['the list is refused', answering(() => json({}, 403))],
    ['a page cannot be read', answering(() => new Response('<html>'))],
    ['the list has a key without an id', saying({ keys: [{}] })],
    ['the list has no end', saying({ keys: [], next: 'p' })],
  ])('is not “not found” where %s, and the error speaks of the get', async (_, fetch) => {
    const error = await errorOf(find(fetch, 'a'))
    expect(error.code).not.toBe('not_found')
    expect(error.operation).toBe('get')
  })
})

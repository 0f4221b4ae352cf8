import { afterEach, expect, it, vi } from 'vitest'
import { clerk } from '../../src/providers/clerk/index.js'
import { flow } from '../../src/providers/flow/index.js'
import { unkey } from '../../src/providers/unkey/index.js'
import { raw } from '../../src/raw/index.js'

afterEach(() => vi.unstubAllEnvs())

const baseUrl = 'https://flow.example.com'
const html = async (): Promise<Response> => new Response('<html>')

it('refuses a version that no header can carry', () => {
  expect(() => clerk({ secretKey: 'sk_test_1', apiVersion: '2026\n05' })).toThrow(
    expect.objectContaining({ code: 'configuration', message: expect.stringContaining('clerk-api-version') }),
  )
})

it.each(['X API Key', '', 'a:b', 5])('refuses %j as the header of a token', (authHeader) => {
  expect(() => flow({ baseUrl, token: 'a-token', authHeader: authHeader as string })).toThrow(
    expect.objectContaining({ code: 'configuration', message: expect.stringContaining('authHeader') }),
  )
})

it.each([0, { limits: 0 }, { limit: -1 }])('refuses %j as retry', (retry) => {
  expect(() => unkey({ rootKey: 'unkey_1', apiId: 'api_1', retry: retry as object })).toThrow(
    expect.objectContaining({ code: 'configuration', message: expect.stringContaining('retry') }),
  )
})

it.each<[string, object]>([
  ['signal', { signal: 5 }],
  ['timeout', { timeout: { attemptMs: 0 } }],
  ['headers', { headers: { authorization: 'mine' } }],
])('says of which call the option %s was', async (option, options) => {
  const fetch = vi.fn<typeof globalThis.fetch>(html)
  const keys = unkey({ rootKey: 'unkey_1', apiId: 'api_1', fetch })
  const call = keys.create({ name: 'CI' }, options)
  await expect(call).rejects.toMatchObject({ code: 'configuration', vendor: 'unkey', operation: 'create' })
  await expect(call).rejects.toThrow(`\`${option}`)
  expect(fetch).not.toHaveBeenCalled()
})

it('says which call the credential was read for', async () => {
  const keys = unkey({
    rootKey: async () => Promise.reject(new Error('sealed')),
    apiId: 'api_1',
    fetch: html,
  })
  const call = keys.get('key_1234')
  await expect(call).rejects.toMatchObject({ code: 'configuration', vendor: 'unkey', operation: 'get' })
  await expect(call).rejects.toMatchObject({ cause: { message: 'sealed' } })
})

it('takes an empty text for an option that is not given', () => {
  vi.stubEnv('UNKEY_ROOT_KEY', 'unkey_1')
  vi.stubEnv('UNKEY_API_ID', 'api_1')
  expect(unkey({ rootKey: '', apiId: '' }).vendor).toBe('unkey')
})

it('does not ask again for an answer that is too large', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response('x'.repeat(11 * 1024 * 1024)))
  const call = raw(flow({ baseUrl, token: 'a-token', fetch })).GET('/users/me')
  await expect(call).rejects.toMatchObject({
    code: 'invalid_response',
    message: expect.stringContaining('10 MiB'),
  })
  expect(fetch).toHaveBeenCalledOnce()
})

it('says of a success that is not JSON what is wrong with it', async () => {
  const call = raw(flow({ baseUrl, token: 'a-token', fetch: html })).GET('/users/me')
  await expect(call).rejects.toMatchObject({
    code: 'invalid_response',
    message: expect.stringContaining('not JSON'),
  })
})

it.each([
  [{ data: { key: 'prod_2cGKbMxRjIzhCxo1IdjH3arELti7Sdyc8w6XYbvtcyuBowPT' } }, 'error.secret'],
  [{ data: { keyId: 'key_1' } }, 'error.id'],
])('says where the half of an answer is kept (%#)', async (answer, place) => {
  const fetch = async (): Promise<Response> => Response.json(answer)
  const call = unkey({ rootKey: 'unkey_1', apiId: 'api_1', fetch }).create({})
  await expect(call).rejects.toMatchObject({
    code: 'invalid_response',
    message: expect.stringContaining(place),
  })
})

it('sends the chosen version with raw calls too', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({}))
  await raw(clerk({ secretKey: 'sk_test_1', apiVersion: '2025-11-10', fetch })).GET('/api_keys/{apiKeyID}', {
    params: { path: { apiKeyID: 'ak_1' } },
  })
  expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ 'clerk-api-version': '2025-11-10' })
})

it.each([
  [429, { id: 'req_123', detail: 'Too many requests' }, 'rate_limited'],
  [401, { id: '9f3b', detail: 'invalid token' }, 'unauthorized'],
])('takes the id in a refusal of %i for what it is: not a key', async (status, answer, code) => {
  const fetch = async (): Promise<Response> => Response.json(answer, { status })
  const call = flow({ baseUrl, token: 'a-token', retry: { limit: 0 }, fetch }).create({ name: 'CI' })
  await expect(call).rejects.toMatchObject({ code, mayHaveActed: false })
  await expect(call).rejects.not.toHaveProperty('id')
})

it('takes no owner of null for the default one', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>()
  const keys = clerk({ secretKey: 'sk_test_1', subject: 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk', fetch })
  const owner = null as unknown as string
  await expect(keys.create({ name: 'CI of Acme', owner })).rejects.toMatchObject({
    code: 'invalid_request',
    issues: [{ path: 'owner', message: 'must be a string' }],
  })
  expect(fetch).not.toHaveBeenCalled()
})

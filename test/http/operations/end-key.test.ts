import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EndKeyResult } from '../../../src/core/end-key.js'
import type { KeyResult } from '../../../src/core/key-result.js'
import { endKey, type Ended } from '../../../src/http/operations/end-key.js'
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
import { keyCall, plainCall } from '../support/acme-keys.js'
import { watchRejections } from '../support/watch.js'

watchRejections()

const once = { retry: { limit: 0 } }
const done = (): Response => new Response(null, { status: 204 })
const missing = (): Response => json({ code: 'key_not_found' }, 404)
const gone = { goneCodes: ['key_not_found'] }

function faultIn(body: unknown): string | undefined {
  return JSON.stringify(body) === '{"deleted":false}' ? 'it says no' : undefined
}

async function end(
  fetch: Stub,
  before: Ended<unknown, unknown> = {},
  options = once,
): Promise<EndKeyResult<unknown>> {
  return endKey(contextWith(fetch, options), 'key_1', plainCall(), undefined, before)
}

function record(state?: 'revoked' | 'active' | 'expired'): KeyResult<unknown> {
  const http = {
    request: { method: 'GET', url: 'https://api.acme.example/v1/keys/key_1' },
    status: 200,
    headers: new Headers(),
    requestId: 'req_2',
    attempts: 1,
    durationMs: 1,
    rateLimit: null,
  }
  return { id: 'key_1', metadata: {}, vendor: {}, http, warnings: [], ...(state && { state }) }
}

describe('a key that is ended', () => {
  it('is ended, where the vendor says nothing else', async () => {
    const result = await end(answering(done))
    expect(result).toMatchObject({ id: 'key_1', already: false, http: { status: 204 }, warnings: [] })
    expect('key' in result).toBe(false)
  })

  it('comes with the record that the vendor keeps', async () => {
    const fetch = answering(() => json({ id: 'key_1', state: 'revoked', scopes: 'all', note: credential }))
    const result = await endKey(contextWith(fetch), 'key_1', keyCall('settles', 'revoke'), undefined)
    expect(result).toMatchObject({ id: 'key_1', already: false, key: { id: 'key_1', state: 'revoked' } })
    expect(result.warnings).toMatchObject([{ code: 'wrong_type', path: '/scopes' }])
    expect(JSON.stringify(result).includes(credential)).toBe(false)
  })

  it.each<[string, () => Response]>([
    ['nothing', () => new Response('')],
    ['a page', () => new Response('<html>')],
    ['an empty object', () => json({})],
    ['null', () => json(null)],
    ['an error', () => json({ id: 'key_1', state: 'revoked', code: 'forbidden' })],
    ['another key', () => json({ id: 'key_2', state: 'revoked' })],
    ['a key that is active', () => json({ id: 'key_1', state: 'active' })],
    ['a key that has expired, which it may not stay', () => json({ id: 'key_1', state: 'expired' })],
  ])('is not said to be one by a success with %s', async (_, answer) => {
    const context = contextWith(answering(answer))
    const error = await errorOf(endKey(context, 'key_1', keyCall('settles', 'revoke'), undefined))
    expect(error).toMatchObject({ code: 'invalid_response', mayHaveActed: true, operation: 'revoke' })
    expect(error.message).toContain('The key may still work')
    expect(context.known.endedAt('key_1')).toBeUndefined()
  })

  it('is one where the record does not say', async () => {
    const fetch = answering(() => json({ id: 'key_1' }))
    const result = await endKey(contextWith(fetch), 'key_1', keyCall('settles', 'revoke'), undefined)
    expect(result).toMatchObject({ already: false, key: { id: 'key_1' } })
  })

  it.each<[string, () => Response]>([
    ['a page', () => new Response('<html>')],
    ['JSON', () => json({})],
    ['a promise', () => new Response('', { status: 202 })],
  ])('is not said to be one by %s in place of nothing', async (_, answer) => {
    expect(await errorOf(end(answering(answer)))).toMatchObject({
      code: 'invalid_response',
      mayHaveActed: true,
    })
  })

  it('is one by a 200 that something made of the 204', async () => {
    expect(await end(answering(() => new Response('')))).toMatchObject({ already: false })
  })

  it.each(['', '<html>', 'null', '[]', '"done"', '{"message":"no"}', '{"done":'])(
    'is not said to be one by %j in place of an object',
    async (text) => {
      const call = { request: { ...plainCall().request, emptyStatus: undefined } }
      const fetch = answering(() => new Response(text))
      const error = await errorOf(endKey(contextWith(fetch), 'key_1', call, undefined))
      expect(error).toMatchObject({ code: 'invalid_response', mayHaveActed: true })
    },
  )

  it('is one unless the answer says what speaks against it', async () => {
    const call = { request: { ...plainCall().request, emptyStatus: undefined } }
    const ending = async (deleted: boolean): Promise<EndKeyResult<unknown>> =>
      endKey(contextWith(answering(() => json({ deleted }))), 'key_1', call, undefined, { faultIn })
    expect(await ending(true)).toMatchObject({ already: false })
    expect((await errorOf(ending(false))).message).toContain('it says no. The key may still work')
  })
})

describe('a key that was ended before', () => {
  it('is a success by the vendor’s own word', async () => {
    const result = await end(
      answering(() => json({ code: 'key_not_found' }, 404)),
      gone,
    )
    expect(result).toMatchObject({ id: 'key_1', already: true, http: { status: 404 } })
  })

  it('comes with a warning, since it may never have been one, unless this client ended it', async () => {
    const warned = { already: true, warnings: [{ code: 'not_found', path: 'id' }] }
    const context = contextWith(answering(missing))
    const ending = async (): Promise<unknown> => endKey(context, 'key_1', plainCall(), undefined, gone)
    expect(await ending()).toMatchObject(warned)
    expect(await ending()).toMatchObject(warned)
    const own = contextWith(answering(done, missing))
    const endingOwn = async (): Promise<unknown> => endKey(own, 'key_1', plainCall(), undefined, gone)
    await endingOwn()
    expect(await endingOwn()).toMatchObject({ already: true, warnings: [] })
    expect(await endingOwn()).toMatchObject({ already: true, warnings: [] })
  })

  it('is one by any code of the vendor’s where none is documented', async () => {
    const any = { goneCodes: 'any' as const }
    const result = await end(
      answering(() => json({ code: 'whatever' }, 404)),
      any,
    )
    expect(result.already).toBe(true)
    const page = answering(() => new Response('<html>', { status: 404 }))
    expect((await errorOf(end(page, any))).code).toBe('not_found')
  })

  it.each<[string, () => Response]>([
    ['a proxy’s page', () => new Response('<html>404</html>', { status: 404 })],
    ['an empty 404', () => new Response('', { status: 404 })],
    ['another code', () => json({ code: 'api_not_found' }, 404)],
    ['a code of JavaScript’s', () => json({ code: 'constructor' }, 404)],
    ['the code as words', () => json({ message: 'key_not_found' }, 404)],
  ])('is an error with %s', async (_, answer) => {
    const error = await errorOf(end(answering(answer), gone))
    expect(error).toMatchObject({ code: 'not_found', status: 404, operation: 'revoke', mayHaveActed: false })
  })

  it('is an error where the vendor has no word for it', async () => {
    expect(await errorOf(end(answering(() => json({ code: 'key_not_found' }, 404))))).toMatchObject({
      code: 'not_found',
    })
  })

  it.each([401, 403, 429, 500, 503])('is an error with %i, whatever the code', async (status) => {
    const error = await errorOf(
      end(
        answering(() => json({ code: 'key_not_found' }, status)),
        gone,
      ),
    )
    expect(error.status).toBe(status)
  })
})

describe('a refusal to end a key', () => {
  it.each([409, 400, 404])('with %i is looked into: a revoked key is a success', async (status) => {
    const lookUp = vi.fn<() => Promise<KeyResult<unknown>>>(async () => record('revoked'))
    const result = await end(
      answering(() => json({}, status)),
      { lookUp },
    )
    expect(result).toMatchObject({
      id: 'key_1',
      already: true,
      key: { id: 'key_1', state: 'revoked' },
      http: { requestId: 'req_2' },
    })
    expect(Object.keys(result.key ?? {})).not.toContain('http')
    expect(lookUp).toHaveBeenCalledOnce()
  })

  it('is remembered once the record has contradicted it', async () => {
    const context = contextWith(answering(() => json({}, 409)))
    const ended = { lookUp: async () => record('revoked') }
    await endKey(context, 'key_1', plainCall(), undefined, ended)
    expect(context.known.isGone('key_1')).toBe(true)
  })

  it.each([
    ['alive', async () => record('active')],
    ['expired, which it may not stay', async () => record('expired')],
    ['of a state that nobody tells', async () => record()],
    ['not to be looked up', async () => Promise.reject(new Error('no'))],
  ] as const)('stands where the key is %s', async (_, lookUp) => {
    const error = await errorOf(
      end(
        answering(() => json({ message: 'Not now.' }, 409)),
        { lookUp },
      ),
    )
    expect(error).toMatchObject({ code: 'conflict', status: 409, operation: 'revoke', mayHaveActed: false })
    expect(error.message).toContain('Not now')
  })

  it.each([401, 403, 429, 500])('with %i is believed', async (status) => {
    const lookUp = vi.fn<() => Promise<KeyResult<unknown>>>(async () => record('revoked'))
    expect(
      await errorOf(
        end(
          answering(() => json({}, status)),
          { lookUp },
        ),
      ),
    ).toMatchObject({ status })
    expect(lookUp).not.toHaveBeenCalled()
  })
})

describe('a call that ends a key', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  it.each<[string, () => Response | Promise<Response>]>([
    ['a lost connection', failing(networkError('ECONNRESET'))],
    ['a refused connection', failing(networkError('ECONNREFUSED'))],
    ['500', () => json({}, 500)],
    ['503', () => json({}, 503)],
    ['408', () => json({}, 408)],
    ['429', () => json({}, 429)],
  ])('is repeated after %s, since a second time does no more', async (_, first) => {
    const fetch = answering(first, done)
    const call = end(fetch, {}, { retry: { limit: 2 } })
    await vi.runAllTimersAsync()
    expect(await call).toMatchObject({ already: false, http: { attempts: 2 } })
    expect(fetch.asked).toHaveLength(2)
  })

  it('is a success where the first attempt did it and its answer was lost', async () => {
    const fetch = answering(failing(networkError('ECONNRESET')), () => json({ code: 'key_not_found' }, 404))
    const call = end(fetch, gone, { retry: { limit: 2 } })
    await vi.runAllTimersAsync()
    expect(await call).toMatchObject({ id: 'key_1', http: { status: 404, attempts: 2 } })
  })

  it.each<[string, () => Response | Promise<Response>, string]>([
    ['lost connections', failing(networkError('ECONNRESET')), 'ambiguous'],
    ['500', () => json({}, 500), 'ambiguous'],
    ['408', () => json({}, 408), 'timeout'],
  ])('that only met %s may have ended it, and the error says to call again', async (_, answer, code) => {
    const fetch = answering(answer)
    const call = errorOf(end(fetch, gone, { retry: { limit: 2 } }))
    await vi.runAllTimersAsync()
    const error = await call
    expect(error).toMatchObject({ code, mayHaveActed: true, operation: 'revoke' })
    expect(error.message).toContain('call again')
    expect(fetch.asked).toHaveLength(3)
  })
})

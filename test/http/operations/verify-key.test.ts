import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { verifyReasons, type Verdict, type VerifyReason } from '../../../src/core/verify-key.js'
import { clientContext } from '../../../src/http/client-context.js'
import { verifyKey, type VerdictIn } from '../../../src/http/operations/verify-key.js'
import {
  answering,
  contextWith,
  errorOf,
  failing,
  json,
  networkError,
  secret,
  senderWith,
  type Stub,
} from '../support/acme.js'
import { verifyCall } from '../support/acme-keys.js'
import { watchRejections } from '../support/watch.js'

watchRejections()

const once = { retry: { limit: 0 } }
const verdicts = new Map<string, VerifyReason>([
  ['key_unknown', 'not_found'],
  ['key_ended', 'revoked'],
])
const verdictIn: VerdictIn = ({ vendorCode = '' }) => verdicts.get(vendorCode)
const active = { valid: true, key: { id: 'key_1', scopes: ['read', 'write'] } }

interface Asked {
  readonly text?: string
  readonly scopes?: readonly string[]
  readonly options?: object
}

async function verify(
  fetch: Stub,
  { text = secret, scopes = [], options = once }: Asked = {},
): Promise<Verdict<unknown>> {
  return verifyKey(contextWith(fetch, options), text, verifyCall(text, scopes), undefined, verdictIn)
}

async function verdictOf(body: unknown, asked: Asked = {}): Promise<Verdict<unknown>> {
  return verify(
    answering(() => json(body)),
    asked,
  )
}

describe('a secret that the vendor accepts', () => {
  it('is valid, with what is known of its key', async () => {
    const verdict = await verdictOf({ ...active, requestId: 'req_1' })
    expect(verdict).toMatchObject({
      valid: true,
      key: { id: 'key_1', state: 'active', scopes: ['read', 'write'] },
      http: { status: 200, requestId: 'req_1' },
      warnings: [],
    })
  })

  it.each([[[]], [['read']], [['write', 'read']]])(
    'is valid for the scopes %j that its key has',
    async (scopes) => {
      expect(await verdictOf(active, { scopes })).toMatchObject({ valid: true })
    },
  )

  it.each([[['admin']], [['read', 'admin']], [['Read']], [['']], [['constructor']]])(
    'is not valid for the scopes %j, and what is known comes along',
    async (scopes) => {
      expect(await verdictOf(active, { scopes })).toMatchObject({
        valid: false,
        reason: 'insufficient_scopes',
        key: { id: 'key_1', scopes: ['read', 'write'] },
        http: { status: 200 },
      })
    },
  )

  it.each([[{ id: 'key_1' }], [{ id: 'key_1', scopes: null }], [{ id: 'key_1', scopes: 'read' }]])(
    'is not valid for a scope where nobody tells its scopes: %j',
    async (key) => {
      expect(await verdictOf({ valid: true, key }, { scopes: ['read'] })).toMatchObject({
        reason: 'insufficient_scopes',
      })
    },
  )

  it.each(['revoked', 'disabled'])('is not valid where its record says that it is %s', async (state) => {
    expect(await verdictOf({ valid: true, key: { id: 'key_1', state } })).toMatchObject({
      valid: false,
      reason: state,
    })
  })

  it('is valid though its metadata is not what the schema expects, with a warning', async () => {
    const context = clientContext(
      senderWith(answering(() => json({ ...active, key: { id: 'k', meta: { plan: 5 } } }))),
      z.object({ plan: z.string() }),
    )
    const verdict = await verifyKey(context, secret, verifyCall(secret), undefined)
    expect(verdict).toMatchObject({ valid: true, key: { metadata: { plan: 5 } } })
    expect(verdict.warnings).toMatchObject([{ code: 'invalid_metadata', path: 'metadata.plan' }])
  })
})

describe('a secret that the vendor does not accept', () => {
  it.each(verifyReasons)('is not valid: %s', async (reason) => {
    const verdict = await verdictOf({ valid: false, reason })
    expect(verdict).toMatchObject({ valid: false, reason, http: { status: 200 }, warnings: [] })
    expect('key' in verdict).toBe(false)
  })

  it.each(['expired', 'revoked', 'disabled'])(
    'shows the key that is told all the same, as %s',
    async (reason) => {
      expect(await verdictOf({ valid: false, reason, key: { id: 'key_1' } })).toMatchObject({
        key: { id: 'key_1', state: reason },
      })
    },
  )

  it.each(['QUARANTINED', 'constructor', '__proto__', 'toString'])(
    'for a reason that nobody knows (%s) is forbidden, with a warning',
    async (reason) => {
      expect(await verdictOf({ valid: false, reason })).toMatchObject({
        valid: false,
        reason: 'forbidden',
        warnings: [{ code: 'unknown_value', path: '/reason' }],
      })
    },
  )

  it('is not valid whatever its scopes', async () => {
    expect(
      await verdictOf({ ...active, valid: false, reason: 'expired' }, { scopes: ['read'] }),
    ).toMatchObject({ reason: 'expired' })
  })

  it.each([
    [404, 'key_unknown', 'not_found'],
    [400, 'key_ended', 'revoked'],
  ])('may be told so by an error: %i %s', async (status, code, reason) => {
    const verdict = await verify(answering(() => json({ code }, status)))
    expect(verdict).toMatchObject({ valid: false, reason, http: { status }, warnings: [] })
  })

  it('may be one that the vendor does not even take for a secret', async () => {
    const verdict = await verify(answering(() => json({ at: 'body.secret', message: 'too long' }, 400)))
    expect(verdict).toMatchObject({ valid: false, reason: 'not_found', http: { status: 400 } })
  })

  it('is told so whatever the secret quotes of the vendor’s words', async () => {
    const code = 'key_unknown'
    expect(
      await verify(
        answering(() => json({ code }, 404)),
        { text: `prod_${code}` },
      ),
    ).toMatchObject({ reason: 'not_found' })
    const refusal = answering(() => json({ at: 'body.secret' }, 400))
    expect(await verify(refusal, { text: 'prod_body.secret' })).toMatchObject({ reason: 'not_found' })
  })
})

describe('a secret that cannot be one', () => {
  it.each(['', 'x', 'hello world', secret.toUpperCase(), ` ${secret}`])(
    '%# is answered without a request',
    async (text) => {
      const fetch = answering(() => json(active))
      expect(await verify(fetch, { text })).toEqual({
        valid: false,
        reason: 'not_found',
        http: null,
        warnings: [],
      })
      expect(fetch.asked).toEqual([])
    },
  )

  it('is the empty one at every vendor', async () => {
    const fetch = answering(() => json(active))
    const call = { ...verifyCall(''), possible: true }
    expect(await verifyKey(contextWith(fetch), '', call, undefined)).toMatchObject({
      reason: 'not_found',
      http: null,
    })
    expect(fetch.asked).toEqual([])
  })
})

describe('trouble is never taken for a bad key', () => {
  it.each<[string, () => Response | Promise<Response>, object]>([
    ['401', () => json({ code: 'bad_root_key' }, 401), { code: 'unauthorized', mayHaveActed: false }],
    ['403', () => json({}, 403), { code: 'forbidden', mayHaveActed: false }],
    [
      '404 without a word of the vendor’s',
      () => new Response('<html>', { status: 404 }),
      { code: 'not_found' },
    ],
    ['404 with another word', () => json({ code: 'api_unknown' }, 404), { code: 'not_found' }],
    ['404 with a word of JavaScript’s', () => json({ code: 'constructor' }, 404), { code: 'not_found' }],
    ['another word of JavaScript’s', () => json({ code: '__proto__' }, 400), { code: 'invalid_request' }],
    ['400 about something else', () => json({ at: 'body.permissions' }, 400), { code: 'invalid_request' }],
    ['400 about nothing', () => json({}, 400), { code: 'invalid_request' }],
    ['403 about the secret’s field', () => json({ at: 'body.secret' }, 403), { code: 'forbidden' }],
    ['429', () => json({}, 429), { code: 'rate_limited', retryable: true }],
    ['500', () => json({}, 500), { code: 'unavailable', mayHaveActed: true, retryable: false }],
    [
      '500 with a word that would be a verdict',
      () => json({ code: 'key_unknown' }, 500),
      { code: 'unavailable' },
    ],
    ['a lost connection', failing(networkError('ECONNRESET')), { code: 'network', mayHaveActed: true }],
    ['the time that is over', () => json({}, 408), { code: 'timeout', mayHaveActed: true }],
    ['no connection', failing(networkError('ECONNREFUSED')), { code: 'network', mayHaveActed: false }],
    [
      'an answer that does not say',
      () => json({ key: { id: 'key_1' } }),
      { code: 'invalid_response', mayHaveActed: true },
    ],
    [
      'an answer that says it in another way',
      () => json({ valid: 'true', key: { id: 'key_1' } }),
      { code: 'invalid_response' },
    ],
    ['valid as 1', () => json({ valid: 1, key: { id: 'key_1' } }), { code: 'invalid_response' }],
    ['no word of whose it is', () => json({ valid: true }), { code: 'invalid_response', mayHaveActed: true }],
    ['HTML', () => new Response('<html>'), { code: 'invalid_response' }],
    ['nothing', () => new Response(''), { code: 'invalid_response' }],
    [
      'an answer that was cut off',
      () => new Response('{"valid":true,"key":{"id":"key_1"'),
      { code: 'invalid_response' },
    ],
    ['a refusal that was cut off', () => new Response('{"valid":false'), { code: 'invalid_response' }],
  ])('%s', async (_, answer, expected) => {
    expect(await errorOf(verify(answering(answer)))).toMatchObject({
      ...expected,
      operation: 'verify',
      vendor: 'acme',
    })
  })
})

it.each<[string, () => Response | Promise<Response>]>([
  ['500', () => json({}, 500)],
  ['408', () => json({}, 408)],
  ['a lost connection', failing(networkError('ECONNRESET'))],
])('%s leaves nothing that one might have twice: at most credits were spent', async (_, answer) => {
  const { message } = await errorOf(verify(answering(answer)))
  expect(message).not.toContain('twice')
  expect(message).toContain('credits')
})

describe('a verification', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  it.each<[string, number, () => Response | Promise<Response>]>([
    ['a lost connection', 1, failing(networkError('ECONNRESET'))],
    ['500', 1, () => json({}, 500)],
    ['408', 1, () => json({}, 408)],
    ['503', 1, () => json({}, 503)],
    ['a refused connection', 3, failing(networkError('ECONNREFUSED'))],
    ['429', 3, () => json({}, 429)],
  ])('that meets %s is sent %i times: it spends credits', async (_, times, answer) => {
    const fetch = answering(answer)
    const call = errorOf(verify(fetch, { options: { retry: { limit: 2 } } }))
    await vi.runAllTimersAsync()
    expect((await call).operation).toBe('verify')
    expect(fetch.asked).toHaveLength(times)
  })
})

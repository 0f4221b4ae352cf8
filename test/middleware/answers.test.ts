import { describe, expect, it } from 'vitest'
import { KeymuxError, Secret, type ErrorCode, type VerifyReason } from 'keymux'
import { authenticate, type RejectionReason } from 'keymux/middleware'
import { FakeVendor, record, refusal, trouble } from '../cache/support/fake-vendor.js'
import { asking, bearing, rejection, told } from './support/asking.js'

const realm = 'realm="api"'
const secret = 'acme_4fTq9sVxKb2mWd7RzNcH'

function vendorThat(reason: VerifyReason): FakeVendor {
  const vendor = new FakeVendor()
  vendor.answer = () => refusal(reason)
  return vendor
}

function vendorInTrouble(error: unknown): FakeVendor {
  const vendor = new FakeVendor()
  vendor.trouble = error as KeymuxError
  return vendor
}

describe('a good key', () => {
  it('passes, with the key and all that the client said', async () => {
    const vendor = new FakeVendor()
    const auth = await authenticate(bearing(secret), vendor)
    if (!auth.ok) throw new Error('It passes.')
    expect(auth.key).toBe(auth.verdict.key)
    expect(auth).toEqual({ ok: true, key: record('key_of_10'), verdict: auth.verdict })
  })

  it('is given to the client as a Secret, with the scopes, the signal and what else it is told', async () => {
    const vendor = new FakeVendor()
    const request = bearing(secret)
    const [scopes, verify] = [['documents.read'], { cost: 2, timeout: { totalMs: 500 } }]
    await authenticate(request, vendor, { scopes, verify })
    const [asked] = vendor.asked
    expect(Secret.is(asked?.secret) && asked.secret.equals(secret)).toBe(true)
    expect(asked?.options).toEqual({ ...verify, scopes, signal: request.signal })
  })

  it('asks for nothing that nobody asked for', async () => {
    const vendor = new FakeVendor()
    await authenticate({ headers: new Headers({ authorization: `Bearer ${secret}` }) }, vendor)
    expect(vendor.asked[0]?.options).toEqual({})
  })
})

describe('a key that the vendor refuses', () => {
  const invalid = (detail: string): string =>
    `Bearer ${realm}, error="invalid_token", error_description="${detail}"`

  it.each([
    ['not_found', 401, invalid('There is no such key: it is mistyped or was deleted.')],
    ['expired', 401, invalid('The key has expired.')],
    ['revoked', 401, invalid('The key was revoked.')],
    ['disabled', 401, invalid('The key is disabled.')],
    ['forbidden', 403, `Bearer ${realm}`],
    ['rate_limited', 429, undefined],
    ['usage_exceeded', 429, undefined],
  ] as const)('as %s is answered with %s', async (reason, status, challenge) => {
    const auth = await authenticate(bearing(secret), vendorThat(reason))
    if (auth.ok) throw new Error('It does not pass.')
    expect(auth).toMatchObject({ reason, problem: { status, reason }, verdict: { valid: false, reason } })
    expect(auth).not.toHaveProperty('error')
    const { headers, ...answer } = await told(auth.response)
    expect(answer).toEqual({ status, body: auth.problem })
    expect(headers).toEqual({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(challenge !== undefined && { 'www-authenticate': challenge }),
    })
  })

  it('for want of a scope is told all that it needs', async () => {
    const scopes = ['documents.read', 'documents.write']
    const auth = await authenticate(bearing(secret), vendorThat('insufficient_scopes'), { scopes })
    if (auth.ok) throw new Error('It does not pass.')
    const { status, headers, body } = await told(auth.response)
    expect([status, body['scopes']]).toEqual([403, scopes])
    expect(headers['www-authenticate']).toBe(
      `Bearer ${realm}, error="insufficient_scope", error_description="The key lacks a scope that this request needs.", scope="documents.read documents.write"`,
    )
  })

  it('is not told in a header what no header can say of a scope', async () => {
    const options = { scopes: ['read all', 'a"b'] }
    const auth = await authenticate(bearing(secret), vendorThat('insufficient_scopes'), options)
    if (auth.ok) throw new Error('It does not pass.')
    expect(auth.problem.scopes).toEqual(options.scopes)
    expect(auth.response.headers.get('www-authenticate')).not.toContain(' scope=')
  })

  it('with a word that no vendor has is refused all the same', async () => {
    const auth = await authenticate(bearing(secret), vendorThat('constructor' as VerifyReason))
    expect(auth).toMatchObject({ ok: false, reason: 'forbidden', problem: { status: 403 } })
  })

  it.each([
    [2500, '3'],
    [0, '1'],
    [-5000, '1'],
    [Number.NaN, null],
  ])('and may be used again in %s ms says Retry-After: %s', async (wait, expected) => {
    const vendor = new FakeVendor()
    vendor.answer = () => {
      const retryAt = new Date(Date.now() + wait)
      return { valid: false, reason: 'rate_limited', http: null, warnings: [], retryAt }
    }
    const auth = await authenticate(bearing(secret), vendor)
    expect(!auth.ok && auth.response.headers.get('retry-after')).toBe(expected)
  })
})

it('tells from a verdict that was text on its way when the key may be used again', async () => {
  const vendor = new FakeVendor()
  const retryAt = new Date(Date.now() + 2500)
  vendor.answer = () =>
    JSON.parse(JSON.stringify({ valid: false, reason: 'rate_limited', http: null, warnings: [], retryAt }))
  const auth = await authenticate(bearing(secret), vendor)
  expect(!auth.ok && auth.response.headers.get('retry-after')).toBe('3')
})

describe('trouble', () => {
  it.each([
    'unauthorized',
    'forbidden',
    'not_found',
    'conflict',
    'rate_limited',
    'quota_exceeded',
    'unavailable',
    'timeout',
    'network',
    'aborted',
    'invalid_response',
    'ambiguous',
  ] satisfies ErrorCode[])('of the kind %s is a 503, and the error is for the log', async (code) => {
    const error = trouble(code, 1500)
    const auth = await authenticate(bearing(secret), vendorInTrouble(error))
    if (auth.ok) throw new Error('It does not pass.')
    expect(auth).toMatchObject({ reason: 'unavailable', error: { code } })
    const { status, headers, body } = await told(auth.response)
    expect([status, headers['retry-after'], body['reason']]).toEqual([503, '2', 'unavailable'])
    expect(headers).not.toHaveProperty('www-authenticate')
    expect(JSON.stringify(body)).not.toMatch(/acme|No\./)
  })

  it('says no Retry-After where the vendor says none', async () => {
    const auth = await authenticate(bearing(secret), vendorInTrouble(trouble('network')))
    expect(!auth.ok && auth.response.headers.get('retry-after')).toBeNull()
  })

  it('also is whatever a client of one’s own throws', async () => {
    const auth = await authenticate(bearing(secret), vendorInTrouble(new TypeError(`no ${secret}`)))
    if (auth.ok) throw new Error('It does not pass.')
    expect(auth.problem.status).toBe(503)
    expect(auth.error).toMatchObject({ code: 'unavailable', vendor: 'acme', retryable: true })
    expect(auth.error?.cause).toMatchObject({ name: 'TypeError', message: 'no [redacted]' })
  })

  it.each([
    undefined,
    null,
    'yes',
    {},
    { valid: true },
    { valid: 'true', key: {} },
    { valid: true, key: null },
  ])('also is an answer that is no verdict: %s', async (answer) => {
    const auth = await authenticate(bearing(secret), { vendor: 'acme', verify: async () => answer as never })
    expect(auth).toMatchObject({ ok: false, reason: 'unavailable', error: { code: 'invalid_response' } })
  })

  it.each([
    new KeymuxError({ code: 'configuration', message: '`rootKey` is missing.' }),
    new KeymuxError({ code: 'unsupported', message: 'There is no `cost`.' }),
    new KeymuxError({ code: 'invalid_request', message: '`cost` must be 0 or more.' }),
  ])('that every request would have is thrown: $code', async (error) => {
    expect(await rejection(authenticate(bearing(secret), vendorInTrouble(error)))).toBe(error)
  })

  it('that the vendor finds in a call is no fault of the caller', async () => {
    const error = new KeymuxError({ code: 'invalid_request', message: 'Bad.', status: 400 })
    const auth = await authenticate(bearing(secret), vendorInTrouble(error))
    expect(auth).toMatchObject({ ok: false, problem: { status: 503 }, error })
  })
})

describe('a request whose sender has gone', () => {
  it('is not asked about', async () => {
    const vendor = new FakeVendor()
    const request = new Request(bearing(secret), { signal: AbortSignal.abort() })
    const error = await rejection(authenticate(request, vendor))
    expect(error).toMatchObject({ code: 'aborted', vendor: 'acme', mayHaveActed: false })
    expect(vendor.asked).toEqual([])
  })

  it('ends the call, and rejects', async () => {
    const vendor = new FakeVendor()
    const gone = new AbortController()
    vendor.verify = async (_, options) => {
      gone.abort()
      options?.signal?.throwIfAborted()
      throw new Error('It was aborted.')
    }
    const request = { headers: bearing(secret).headers, signal: gone.signal }
    const error = await rejection(authenticate(request, vendor))
    expect(error).toMatchObject({ code: 'aborted', mayHaveActed: true })
    expect(error).not.toHaveProperty('cause')
  })

  it('gets the error of the client itself, where that has one', async () => {
    const gone = new AbortController()
    const own = trouble('aborted')
    const verify = async (): Promise<never> => {
      gone.abort()
      throw own
    }
    const request = { headers: bearing(secret).headers, signal: gone.signal }
    expect(await rejection(authenticate(request, { vendor: 'acme', verify }))).toBe(own)
  })
})

describe('a problem', () => {
  it('has a type of its own where there is a namespace', async () => {
    const options = { namespace: 'https://acme.test/problems/', scopes: ['a'] }
    const auth = await authenticate(bearing(secret), vendorThat('insufficient_scopes'), options)
    expect(auth).toMatchObject({
      problem: { type: 'https://acme.test/problems/insufficient-scopes', title: 'Scope missing' },
    })
  })

  it('has no type, and the status in words as its title, where there is none', async () => {
    const auth = await authenticate(bearing(secret), vendorThat('expired'))
    expect(auth).toMatchObject({ problem: { type: 'about:blank', title: 'Unauthorized' } })
  })

  it('has a type and a title for each reason', async () => {
    const reasons: RejectionReason[] = ['missing_credential', 'malformed_credential', 'unavailable']
    const asked = [asking({}), bearing(''), bearing(secret)]
    for (const [index, reason] of reasons.entries()) {
      const vendor = vendorInTrouble(trouble('network'))
      const auth = await authenticate(asked[index] ?? asking({}), vendor, { namespace: 'urn:x:' })
      if (auth.ok) throw new Error('It does not pass.')
      expect(auth.problem).toMatchObject({ reason, type: `urn:x:${reason.replace('_', '-')}` })
      expect(auth.problem.title).not.toBe('')
    }
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Secret } from 'keymux'
import { authenticate, type AuthenticateOptions, type Authentication } from 'keymux/middleware'
import { FakeVendor } from '../cache/support/fake-vendor.js'
import { asking, bearing, plainHeaders, told } from './support/asking.js'

const secret = 'acme_4fTq9sVxKb2mWd7RzNcH'

interface Outcome {
  readonly auth: Authentication
  /** The text of each secret that the client was asked about. */
  readonly asked: readonly string[]
}

async function outcome(request: Parameters<typeof authenticate>[0], options: AuthenticateOptions = {}) {
  const vendor = new FakeVendor()
  const auth = (await authenticate(request, vendor, options)) as Authentication
  const asked = vendor.asked.map((each) => (Secret.is(each.secret) ? each.secret.reveal() : 'in the open'))
  return { auth, asked } satisfies Outcome
}

async function detailOf(request: Request, options?: AuthenticateOptions): Promise<unknown[]> {
  const { auth, asked } = await outcome(request, options)
  if (auth.ok) return ['passed']
  expect(asked).toEqual([])
  const { status, body, headers } = await told(auth.response)
  return [status, body['detail'], headers['www-authenticate']]
}

const invalid = (detail: string): unknown[] => [
  400,
  detail,
  `Bearer realm="api", error="invalid_request", error_description="${detail}"`,
]

describe('a key is taken from', () => {
  it.each([
    ['Bearer', [['authorization', `Bearer ${secret}`]], {}],
    ['bearer, in any case and with more space', [['Authorization', `  bEARER   ${secret} `]], {}],
    ['another scheme', [['authorization', `ApiKey ${secret}`]], { scheme: 'apikey' }],
    ['a header of its own', [['X-Api-Key', secret]], { header: 'x-API-key' }],
    ['one of two headers', [['x-api-key', secret]], { header: ['authorization', 'x-api-key'] }],
    ['the other one', [['authorization', `Bearer ${secret}`]], { header: ['x-api-key', 'authorization'] }],
    [
      'its own header, whatever authorization is for',
      [
        ['x-api-key', secret],
        ['authorization', 'Basic dXNlcjpwYXNz'],
      ],
      { header: ['authorization', 'x-api-key'] },
    ],
    ['a header that is named twice', [['x-api-key', secret]], { header: ['x-api-key', 'X-API-Key'] }],
  ] as [string, [string, string][], AuthenticateOptions][])('%s', async (_, headers, options) => {
    const { auth, asked } = await outcome(asking(headers), options)
    expect([auth.ok, asked]).toEqual([true, [secret]])
  })

  it('the headers of a framework that is no fetch', async () => {
    const { auth, asked } = await outcome(plainHeaders({ authorization: `Bearer ${secret}` }))
    expect([auth.ok, asked]).toEqual([true, [secret]])
  })

  it('any text that may be a secret, and given to the client as it is', async () => {
    const character = fc.constantFrom(...'abcXYZ019-._~+/=|:$!#%&*;@^`"\\\'()[]{}<>?')
    const texts = fc.string({ unit: character, minLength: 1, maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (text, isBearer) => {
        const request = isBearer ? bearing(text) : asking({ 'x-api-key': text })
        const { auth, asked } = await outcome(request, { header: isBearer ? 'authorization' : 'x-api-key' })
        expect([auth.ok, asked]).toEqual([true, [text]])
      }),
    )
  })
})

describe('a request without a key', () => {
  const missing = 'Send your API key as `Authorization: Bearer <key>`.'

  it.each([
    ['nothing', {}],
    ['another header', { 'x-api-key': secret }],
    ['another scheme', { authorization: 'Basic dXNlcjpwYXNz' }],
    ['a key without a scheme', { authorization: secret }],
    ['a scheme that only begins like it', { authorization: `Bearers ${secret}` }],
  ])('%s is told how to send one, and no error', async (_, headers) => {
    expect(await detailOf(asking(headers))).toEqual([401, missing, 'Bearer realm="api"'])
  })

  it('is told the header that is expected, or all of them', async () => {
    expect(await detailOf(asking({}), { header: 'X-API-Key', realm: 'the "docs"' })).toEqual([
      401,
      'Send your API key as `x-api-key: <key>`.',
      String.raw`ApiKey realm="the \"docs\"", header="x-api-key"`,
    ])
    expect(await detailOf(asking({}), { header: ['authorization', 'x-api-key'], scheme: 'Token' })).toEqual([
      401,
      'Send your API key as `Authorization: Token <key>` or `x-api-key: <key>`.',
      'Token realm="api"',
    ])
  })

  it('passes where anybody may, and the client is not asked', async () => {
    const vendor = new FakeVendor()
    const auth = await authenticate(asking({}), vendor, { anonymous: true, scopes: ['a'] })
    expect([auth, vendor.asked]).toEqual([{ ok: true, key: null, verdict: null }, []])
  })

  it.each([
    [{ authorization: 'Basic dXNlcjpwYXNz' }, 401],
    [{ authorization: secret }, 401],
    [{ authorization: 'Bearer' }, 400],
  ])('anybody may pass, but not with %s', async (headers, status) => {
    const { auth } = await outcome(asking(headers), { anonymous: true })
    expect(auth).toMatchObject({ ok: false, problem: { status } })
  })
})

describe('what cannot be a key', () => {
  it.each([
    [
      'no key behind the scheme',
      [['authorization', 'Bearer ']],
      'The header authorization holds no key: check that it was set where you call from.',
    ],
    [
      'two words',
      [['authorization', 'Bearer a b']],
      'The header authorization holds a character that no key has, such as a space.',
    ],
    [
      'a letter of another alphabet',
      [['authorization', 'Bearer é']],
      'The header authorization holds a character that no key has, such as a space.',
    ],
    [
      'two of one header',
      [
        ['authorization', 'Bearer a'],
        ['authorization', 'Bearer b'],
      ],
      'The request holds more than one key: send one.',
    ],
    [
      'two in one header',
      [['authorization', 'Bearer a,b']],
      'The request holds more than one key: send one.',
    ],
    [
      'one character too many',
      [['authorization', `Bearer ${'a'.repeat(1025)}`]],
      'The key in the header authorization is too long.',
    ],
  ] as [string, [string, string][], string][])(
    '%s is refused before any call',
    async (_, headers, detail) => {
      expect(await detailOf(asking(headers))).toEqual(invalid(detail))
    },
  )

  it('an empty header of its own is refused as well, and no anonymous request', async () => {
    const options = { header: 'x-api-key', anonymous: true }
    const [status, detail] = await detailOf(asking({ 'x-api-key': '' }), options)
    expect([status, detail]).toEqual([
      400,
      'The header x-api-key holds no key: check that it was set where you call from.',
    ])
  })

  it('keys in two headers are refused, also the same', async () => {
    const request = asking({ authorization: `Bearer ${secret}`, 'x-api-key': secret })
    const [status, detail] = await detailOf(request, { header: ['authorization', 'x-api-key'] })
    expect([status, detail]).toEqual([400, 'The request holds more than one key: send one.'])
  })

  it('as long a key as one says is none too many', async () => {
    const { auth } = await outcome(bearing('a'.repeat(30)), { maxLength: 30 })
    expect(auth.ok).toBe(true)
    expect((await detailOf(bearing('a'.repeat(31)), { maxLength: 30 }))[0]).toBe(400)
  })

  it('whatever a header holds, there is an answer, and at most one question', async () => {
    const latin = fc.string({
      unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCodePoint(code)),
    })
    const prefix = fc.constantFrom('', 'Bearer', 'Bearer ', 'bearer  ', 'Basic ', 'Bearer,')
    await fc.assert(
      fc.asyncProperty(prefix, latin, fc.boolean(), async (start, rest, anonymous) => {
        const { auth, asked } = await outcome(asking([['authorization', start + rest]]), { anonymous })
        expect(asked.length).toBe(auth.ok ? 1 : 0)
        if (auth.ok) return
        expect([400, 401]).toContain(auth.response.status)
        expect(auth.response.headers.get('www-authenticate')).toMatch(/^Bearer realm="api"/)
      }),
    )
  })
})

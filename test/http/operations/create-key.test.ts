import { describe, expect, it } from 'vitest'
import type { KeymuxError } from '../../../src/core/keymux-error.js'
import { clientContext } from '../../../src/http/client-context.js'
import { createKey } from '../../../src/http/operations/create-key.js'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printings, printingsOfError } from '../../leaks/printings.js'
import {
  answering,
  contextWith,
  created,
  creating,
  credential,
  errorOf,
  json,
  secret,
  senderWith,
} from '../support/acme.js'

const hidden = { secrets: [credential, secret] }

function leaks(ways: Record<string, string>): string[] {
  return Object.entries(ways).flatMap(([way, text]) =>
    findLeaks(text, hidden).map((leak) => `${way}: ${leak}`),
  )
}

async function create(answer: () => Response): ReturnType<typeof createKey> {
  return createKey(contextWith(answering(answer), { retry: { limit: 0 } }), creating(), undefined)
}

async function failure(answer: () => Response): Promise<KeymuxError> {
  const error = await errorOf(create(answer))
  expect(leaks(printingsOfError(error))).toEqual([])
  return error
}

describe('a created key', () => {
  it('comes with its HTTP side', async () => {
    const headers = {
      'x-request-id': 'req_h',
      'x-limit': '10',
      'x-remaining': '9',
      'x-reset': '5',
      'x-a': 'b',
    }
    const { http } = await create(() => new Response(created, { status: 201, headers }))
    expect(http).toMatchObject({
      request: { method: 'POST', url: 'https://api.acme.example/v1/keys' },
      status: 201,
      requestId: 'req_1',
      attempts: 1,
      rateLimit: { limit: 10, remaining: 9 },
    })
    expect(http.headers.get('x-a')).toBe('b')
    expect((http.rateLimit?.resetAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(3000)
  })

  it('prints neither secret nor credential, whatever the vendor echoes', async () => {
    const echo = {
      id: 'key_1',
      secret,
      note: `made ${secret}`,
      [`n-${secret}`]: [{ deep: secret }],
      requestId: `r-${secret}`,
    }
    const headers = {
      'x-echo': `Bearer ${credential}`,
      'x-secret': secret,
      'set-cookie': 'session=abc',
      location: `/keys/${secret}`,
      'x-safe': 'yes',
    }
    const result = await create(() => json(echo, 200, headers))
    expect(leaks(printings(result))).toEqual([])
    expect(leaks(printings(Object.fromEntries(result.http.headers)))).toEqual([])
    expect(Object.keys(Object.fromEntries(result.http.headers))).toEqual(['content-type', 'x-safe'])
    expect(result.key.vendor).toEqual({
      id: 'key_1',
      note: 'made [redacted]',
      'n-[redacted]': [{ deep: '[redacted]' }],
      requestId: 'r-[redacted]',
    })
  })

  it('comes without a header that quotes it in its name', async () => {
    const lower = secret.toLowerCase()
    const body = JSON.stringify({ id: 'key_1', secret: lower })
    const { http } = await create(() => new Response(body, { headers: { [`x-${lower}`]: '1', 'x-a': 'b' } }))
    expect(Array.from(http.headers.keys())).toEqual(['content-type', 'x-a'])
  })

  it('keeps headers that quote nothing as they are', async () => {
    const { http } = await create(() => json(JSON.parse(created), 200, { 'x-id': 'key_1', date: 'today' }))
    expect(Object.fromEntries(http.headers)).toEqual({
      'content-type': 'application/json',
      date: 'today',
      'x-id': 'key_1',
    })
  })

  it('has no id that is its secret', async () => {
    const error = await failure(() => json({ id: secret, secret }))
    expect(error).toMatchObject({ code: 'invalid_response', mayHaveActed: true })
    expect(error.id).toBeUndefined()
    expect(error.secret?.reveal() === secret).toBe(true)
  })
})

describe('a success that is not whole', () => {
  it.each<[string, unknown, Partial<KeymuxError>, boolean]>([
    ['no id', { secret }, { code: 'invalid_response' }, true],
    ['no secret', { id: 'key_1' }, { code: 'invalid_response', id: 'key_1' }, false],
    ['neither', {}, { code: 'ambiguous' }, false],
    ['null', null, { code: 'ambiguous' }, false],
    ['a list', [secret], { code: 'ambiguous' }, false],
    ['a text', secret, { code: 'ambiguous' }, false],
    ['an error', { message: `no: ${secret}` }, { code: 'ambiguous' }, false],
  ])('with %s', async (_, body, expected, hasSecret) => {
    const error = await failure(() => json(body))
    expect(error).toMatchObject({ ...expected, mayHaveActed: true, retryable: false, status: 200 })
    expect(error.secret?.reveal() === secret).toBe(hasSecret)
  })
})

function open(status: number): boolean {
  return status === 408 || status === 499 || status >= 500
}

describe('a refusal', () => {
  const codes: Record<number, string> = {
    400: 'invalid_request',
    401: 'unauthorized',
    402: 'quota_exceeded',
    403: 'forbidden',
    404: 'not_found',
    408: 'timeout',
    409: 'conflict',
    410: 'not_found',
    422: 'invalid_request',
    429: 'rate_limited',
    499: 'ambiguous',
    500: 'ambiguous',
    503: 'ambiguous',
  }
  const statuses = Array.from({ length: 200 }, (_, index) => 400 + index)

  it.each(statuses)('with %i means what it says', async (status) => {
    const error = await failure(() => json({ message: 'No.', code: 'E1', requestId: 'req_2' }, status))
    const mayHaveActed = open(status)
    expect(error.code).toBe(codes[status] ?? (mayHaveActed ? 'ambiguous' : 'invalid_request'))
    expect(error).toMatchObject({
      status,
      mayHaveActed,
      vendor: 'acme',
      operation: 'create',
      vendorCode: 'E1',
      requestId: 'req_2',
      retryable: status === 429,
    })
    expect(error.message).toContain(`Acme answered create with ${status}: No. `)
  })

  it.each(statuses)('with %i that quotes what it must not is clean', async (status) => {
    const quote = `${credential} ${secret} acme_root_${credential.slice(10, 20)}*** ${credential}`
    const error = await failure(() =>
      json({ id: 'key_1', secret, message: quote, code: quote, at: quote, requestId: quote }, status, {
        'x-a': quote,
      }),
    )
    expect(error).toMatchObject({ mayHaveActed: true, retryable: false, id: 'key_1' })
    expect(error.secret?.reveal() === secret).toBe(true)
  })

  it.each([
    [503, { 'retry-after': '5' }, 'unavailable', false, 5000],
    [503, { 'retry-after': 'soon' }, 'unavailable', false, undefined],
    [429, { 'retry-after': '0' }, 'rate_limited', false, 0],
    [429, {}, 'rate_limited', false, undefined],
    [500, { 'retry-after': '5' }, 'ambiguous', true, undefined],
  ] as const)('%i with %j', async (status, headers, code, mayHaveActed, retryAfterMs) => {
    const error = await failure(() => json({}, status, headers))
    expect(error).toMatchObject({ code, mayHaveActed, retryable: !mayHaveActed })
    expect(error.retryAfterMs).toBe(retryAfterMs)
  })

  it.each([
    ['unavailable', 'ambiguous', true],
    ['timeout', 'ambiguous', true],
    ['conflict', 'conflict', false],
    ['unauthorized', 'unauthorized', false],
    ['quota_exceeded', 'quota_exceeded', false],
  ])('with 400 that the vendor calls %s', async (is, code, mayHaveActed) => {
    expect(await failure(() => json({ is }, 400))).toMatchObject({ code, mayHaveActed })
  })

  it('is one line, and short', async () => {
    const message = `first\r\nFAKE LOG LINE\u001B[31m\u2028x\0y ${'long '.repeat(1000)}`
    const error = await failure(() => json({ message, code: message, at: message }, 400))
    expect(error.message.length).toBeLessThan(700)
    const texts = [
      error.message,
      error.vendorCode ?? '',
      ...error.issues.flatMap((issue) => Object.values(issue) as string[]),
    ]
    expect(texts.some((text) => /[\p{Cc}\u2028]/u.test(text))).toBe(false)
  })

  it('is quick to read however long', async () => {
    const from = performance.now()
    await errorOf(create(() => json({ message: credential.repeat(100_000) }, 400)))
    expect(performance.now() - from).toBeLessThan(2000)
  })

  it('that quotes a header of the caller’s own is clean', async () => {
    const other = 'other-Mn7bVcXzLkJhGf'
    const sender = senderWith(
      answering(() => json({ message: `bad ${other}` }, 400, { 'x-seen': other })),
      { headers: { 'X-Proxy-Token': other } },
    )
    const error = await errorOf(createKey(clientContext(sender), creating(), undefined))
    expect(JSON.stringify(error).includes(other)).toBe(false)
    const perCall = await errorOf(
      createKey(contextWith(answering(() => json({ message: `bad ${other}` }, 400))), creating(), {
        headers: { cookie: `sid=${other}; theme=dark` },
      }),
    )
    expect(JSON.stringify(perCall).includes(other)).toBe(false)
  })
})

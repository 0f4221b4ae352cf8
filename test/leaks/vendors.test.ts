import { describe, expect, it } from 'vitest'
import { KeymuxError } from '../../src/core/keymux-error.js'
import { findLeaks, type Hidden } from './find-leaks.js'
import { printings, printingsOfError } from './printings.js'
import { cases, publishedAnswers, type Published, type VendorCase } from './published.js'

const once = { retry: { limit: 0 } }

function leaks(ways: Record<string, string>, hidden: Hidden): string[] {
  return Object.entries(ways).flatMap(([way, text]) =>
    findLeaks(text, hidden).map((leak) => `${way}: ${leak}`),
  )
}

function answering(body: unknown, status: number, headers: Record<string, string> = {}): typeof fetch {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return async () =>
    new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } })
}

/** All that must not be seen in this vendor's case, and what may be. */
function hiddenIn(vendor: VendorCase, { secret, known }: Published): Hidden {
  return { secrets: [vendor.credential, secret], known }
}

describe.each(cases)('$vendor: a published answer', (vendor) => {
  const answers = publishedAnswers(vendor)

  it('is there', () => {
    expect(answers.length).toBeGreaterThan(0)
  })

  it.each(answers)('shows nothing in its result: $name', async (answer) => {
    const hidden = hiddenIn(vendor, answer)
    const client = vendor.client({ fetch: answering(answer.body, answer.status) })
    const result = await client.create()
    expect(result.secret.reveal() === answer.secret).toBe(true)
    expect(result.warnings).toEqual([])
    for (const value of [
      result,
      { ...result },
      Object.entries(result),
      result.key,
      result.http,
      [...result.http.headers],
      client,
    ])
      expect(leaks(printings(value), hidden)).toEqual([])
  })

  it.each(answers)('shows nothing where it says it everywhere: $name', async (answer) => {
    const hidden = hiddenIn(vendor, answer)
    const { secret } = answer
    const everywhere = JSON.parse(
      JSON.stringify(answer.body, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? { ...value, echo: `<${secret}>`, [`x${secret}`]: [secret], credential: vendor.credential }
          : value,
      ),
    ) as unknown
    const headers = { 'x-secret': secret, 'x-credential': `Bearer ${vendor.credential}` }
    const result = await vendor.client({ fetch: answering(everywhere, answer.status, headers) }).create()
    const found = leaks(printings(result), hidden)
    expect(found).toEqual([])
    expect(leaks(printings([...result.http.headers]), hidden)).toEqual([])
  })
})

describe.each(cases)('$vendor: an error', (vendor) => {
  const [answer] = publishedAnswers(vendor)
  if (answer === undefined) throw new Error('There is no published answer.')
  const hidden = hiddenIn(vendor, answer)
  const quote = `bad ${vendor.credential} (Bearer ${vendor.credential.slice(0, -3)}***) for ${answer.secret}`
  const bodies: readonly [string, unknown][] = [
    [
      'in the vendor’s shape',
      vendor.errorBody(`bad ${vendor.credential} ${vendor.credential.slice(0, 18)}***`),
    ],
    ['with the success for its body', answer.body],
    ['with both', { ...(vendor.errorBody(quote) as object), ...answer.body }],
    ['as text', `<html>bad ${vendor.credential}</html>`],
  ]
  const statuses = Array.from({ length: 200 }, (_, index) => 400 + index)

  async function failure(body: unknown, status: number): Promise<KeymuxError> {
    const client = vendor.client({ ...once, fetch: answering(body, status, { 'x-echo': vendor.credential }) })
    const error: unknown = await client.create().catch((thrown: unknown) => thrown)
    if (!KeymuxError.is(error)) throw new Error('It is no KeymuxError.')
    return error
  }

  it.each(bodies)('%s shows nothing, whatever its status', async (_, body) => {
    for (const status of statuses) {
      const error = await failure(body, status)
      const texts = [
        JSON.stringify(error),
        String(error),
        error.stack ?? '',
        ...Object.values(printings(error)),
      ]
      expect(findLeaks(texts.join('\n'), hidden)).toEqual([])
    }
    expect(leaks(printingsOfError(await failure(body, 400)), hidden)).toEqual([])
  })

  it('with a key in it says so and keeps it, whatever its status', async () => {
    for (const status of statuses) {
      const error = await failure(answer.body, status)
      expect(error).toMatchObject({ mayHaveActed: true, retryable: false, status })
      expect(error.secret?.reveal() === answer.secret).toBe(true)
      expect(error.id).toEqual(expect.any(String))
    }
  })

  it.each([
    ['a lost connection', async () => Promise.reject(new Error(quote, { cause: new TypeError(quote) }))],
    [
      'an error with its request',
      async (url: unknown, init?: RequestInit) =>
        Promise.reject(
          Object.assign(new Error('x'), { request: new Request(String(url), init ?? {}), init }),
        ),
    ],
    ['a cut body', async () => new Response(JSON.stringify(answer.body).slice(0, -10))],
    ['HTML', async () => new Response(`<p>${quote}</p>`)],
    [
      'a redirect',
      async () =>
        new Response(quote, { status: 302, headers: { location: `https://x.example/${vendor.credential}` } }),
    ],
    ['time', async () => new Promise<Response>(() => undefined)],
  ] as [string, typeof fetch][])('for %s shows nothing', async (_, fetch) => {
    const client = vendor.client({ ...once, fetch, timeout: { attemptMs: 10 } })
    const outcome: unknown = await client.create().catch((thrown: unknown) => thrown)
    const shown = outcome instanceof Error ? printingsOfError(outcome) : printings(outcome)
    expect(leaks(shown, hidden)).toEqual([])
  })
})

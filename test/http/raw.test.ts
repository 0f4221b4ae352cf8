import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { raw } from '../../src/raw/index.js'
import type { HasContract } from '../../src/core/contract.js'
import type { KeyClient } from '../../src/core/key-client.js'
import { defineClient } from '../../src/http/clients.js'
import type { ClientOptions, Credential } from '../../src/core/client-options.js'
import { findLeaks } from '../leaks/find-leaks.js'
import { printingsOfError } from '../leaks/printings.js'
import {
  answering,
  created,
  credential,
  errorOf,
  json,
  secret,
  senderWith,
  type Stub,
} from './support/acme.js'
import { capabilities } from './support/acme-capabilities.js'
import { serve } from './support/serve.js'
import { watchRejections } from './support/watch.js'

watchRejections()

type Answers<S extends number> = Record<
  S,
  { content: { 'application/json': { id: string; secret?: string } } }
>
type Operation = {
  parameters: { query?: { limit?: number; q?: string }; header?: Record<string, string> }
  responses: Answers<200> & { 400: { content: { 'application/json': { message: string } } } }
}
interface Paths {
  '/keys': {
    get: Operation
    head: Operation
    delete: Operation
    post: Operation & { requestBody?: { content: { 'application/json': { name: string } } } }
  }
}

type Client = Pick<KeyClient, 'vendor' | 'capabilities' | 'can'> & HasContract<Paths>

function rawWith(
  fetch: unknown,
  options: ClientOptions = {},
  key: Credential = credential,
): ReturnType<typeof raw<Paths>> {
  return raw<Paths>(defineClient<Client>(senderWith(fetch, options, key), capabilities, {}))
}

const body = { name: 'CI' }
const ok = () => new Response(created, { headers: { 'content-type': 'application/json' } })
const refusal = (message: string) => () =>
  json({ message, tried: [credential] }, 400, { 'x-echo': credential })

describe('raw', () => {
  it('sends with the credential and gives the answer as it is', async () => {
    const fetch = answering(ok)
    const { data, response } = await rawWith(fetch).POST('/keys', { body, headers: { 'X-A': '1' } })
    expect(data?.id).toBe('key_1')
    expect(data?.secret === secret).toBe(true)
    expect(response.status).toBe(200)
    const asked = fetch.asked[0]
    expect([asked?.url, asked?.init.method, asked?.init.body]).toEqual([
      'https://api.acme.example/v1/keys',
      'POST',
      '{"name":"CI"}',
    ])
    expect(asked?.headers['authorization'] === `Bearer ${credential}`).toBe(true)
    expect(asked?.headers).toMatchObject({ 'x-a': '1', 'content-type': 'application/json' })
  })

  it('asks with a query and no body', async () => {
    const fetch = answering(ok)
    await rawWith(fetch).GET('/keys', { params: { query: { limit: 2, q: 'a b' } } })
    expect(fetch.asked[0]?.url).toBe('https://api.acme.example/v1/keys?limit=2&q=a%20b')
    expect(fetch.asked[0]?.init.body).toBeNull()
    expect(fetch.asked[0]?.headers).not.toHaveProperty('content-type')
  })

  it.each(['HEAD', 'DELETE', 'GET', 'POST'] as const)(
    'takes an answer without a body to %s',
    async (method) => {
      const client = rawWith(answering(() => new Response(null, { status: 204 })))
      const { data, error, response } = await client[method]('/keys', {})
      expect([data, error, response.status]).toEqual([undefined, undefined, 204])
    },
  )

  it('works over real HTTP, with the credential function, compressed answers and HEAD', async () => {
    const { gzipSync } = await import('node:zlib')
    const served = await serve((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(created)),
    )
    const client = rawWith(globalThis.fetch, { baseUrl: served.url }, async () => credential)
    const { data, response } = await client.POST('/keys', { body })
    expect(data?.secret === secret).toBe(true)
    expect(response.headers.has('content-encoding')).toBe(false)
    await client.HEAD('/keys')
    expect(served.seen.map(({ method }) => method)).toEqual(['POST', 'HEAD'])
    expect(served.seen.every(({ authorization }) => authorization === `Bearer ${credential}`)).toBe(true)
  })
})

describe('raw hides the credential', () => {
  it.each([
    ['plain', credential],
    ['cut', `acme_root_${credential.slice(10, 20)}***`],
    ['twice', `${credential}${credential}`],
  ])('in an error that quotes it %s', async (_, quote) => {
    const { error, response } = await rawWith(answering(refusal(`bad ${quote}`))).POST('/keys', { body })
    expect(
      findLeaks(inspect([error, response, Object.fromEntries(response.headers)], { depth: 9 }), {
        secrets: [credential],
      }),
    ).toEqual([])
    expect(error?.message.startsWith('bad ')).toBe(true)
  })

  it('in an error that spells it with escapes', async () => {
    const escaped = [...credential]
      .map((c) => `\\u${c.codePointAt(0)?.toString(16).padStart(4, '0')}`)
      .join('')
    const fetch = answering(() => new Response(`{"message":"bad ${escaped}"}`, { status: 400 }))
    const { error } = await rawWith(fetch).POST('/keys', { body })
    expect(findLeaks(inspect(error), { secrets: [credential] })).toEqual([])
    expect(error).toEqual({ message: 'bad [redacted]' })
  })

  it('and another one in the caller’s own headers', async () => {
    const other = 'other-Mn7bVcXzLkJhGf'
    const fetch = answering(() => json({ message: other }, 400))
    const { error } = await rawWith(fetch).POST('/keys', { body, headers: { 'x-proxy-token': other } })
    expect(error).toEqual({ message: '[redacted]' })
  })
})

describe('raw refuses', () => {
  it.each([[{}], [null], [undefined], ['x']])('what no factory made: %j', (client) => {
    expect(() => raw(client as never)).toThrow('not a client that a factory of keymux made')
  })

  it.each([
    'https://evil.example',
    'https://api.acme.example.evil.example/v1',
    'https://api.acme.example/v1evil',
    'https://api.acme.example/v1/..',
    'https://api.acme.example/v1/%2e%2e/v2',
    'https://api.acme.example:444/v1',
    'http://api.acme.example/v1',
  ])('a call to %s', async (baseUrl) => {
    const fetch: Stub = answering(ok)
    const error = await errorOf(rawWith(fetch).POST('/keys', Object.assign({ body }, { baseUrl })))
    expect(error).toMatchObject({ code: 'configuration', mayHaveActed: false })
    expect(fetch.asked).toEqual([])
  })

  it('a header that carries the credential', async () => {
    const fetch = answering(ok)
    const error = await errorOf(rawWith(fetch).POST('/keys', { body, headers: { Authorization: 'x' } }))
    expect(error).toMatchObject({ code: 'configuration' })
    expect(error.message).toContain('pass `apiKey` to the client instead')
  })
})

describe('raw gives what is whole of an answer that is not', () => {
  it.each([
    ['cut off', `{"id":"key_1","secret":"${secret}","note":"cu`],
    ['followed by something', `${created}\n<!-- proxy -->`],
  ])('%s', async (_, text) => {
    const { data } = await rawWith(answering(() => new Response(text))).POST('/keys', { body })
    expect(data?.secret === secret).toBe(true)
  })

  it('and no parser’s error that quotes it', async () => {
    const html = answering(() => new Response(`<p>${secret}</p>`))
    const error = await errorOf(rawWith(html).POST('/keys', { body }))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, status: 200 })
    const reading = await errorOf(rawWith(html).GET('/keys'))
    expect(reading).toMatchObject({ code: 'invalid_response', mayHaveActed: false })
    const printed = Object.values({ ...printingsOfError(error), ...printingsOfError(reading) }).join('\n')
    expect(findLeaks(printed, { secrets: [secret] })).toEqual([])
  })
})

describe('raw throws', () => {
  it.each<[string, () => Response]>([
    ['a redirect', () => new Response('', { status: 302, headers: { location: 'https://evil.example' } })],
    ['a status of its own', () => Object.defineProperty(new Response(created), 'status', { value: 999 })],
    ['a hidden redirect', () => Object.defineProperty(new Response(null), 'status', { value: 0 })],
  ])('for %s', async (_, answer) => {
    const error = await errorOf(rawWith(answering(answer)).POST('/keys', { body }))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, operation: 'POST /keys' })
  })

  it('the client’s own error where no answer came, and hides the query', async () => {
    const fetch = answering(() => {
      throw new Error(`lost ${credential}`)
    })
    const client = rawWith(fetch, { timeout: { attemptMs: 20 }, retry: { limit: 0 } })
    const acting = await errorOf(client.POST('/keys', { body }))
    expect(acting).toMatchObject({ code: 'ambiguous', mayHaveActed: true, operation: 'POST /keys' })
    const reading = await errorOf(client.GET('/keys', { params: { query: { q: 'hidden-query' } } }))
    expect(reading).toMatchObject({ code: 'network', mayHaveActed: false, operation: 'GET /keys' })
    expect(inspect(reading)).not.toContain('hidden-query')
    const printed = Object.values({ ...printingsOfError(acting), ...printingsOfError(reading) }).join('\n')
    expect(findLeaks(printed, { secrets: [credential] })).toEqual([])
  })

  it('when the caller ends the call, or the time is over', async () => {
    const client = rawWith(async () => new Promise(() => undefined), { timeout: { attemptMs: 20 } })
    expect(await errorOf(client.POST('/keys', { body }))).toMatchObject({
      code: 'timeout',
      mayHaveActed: true,
    })
    const call = errorOf(client.POST('/keys', { body, signal: AbortSignal.timeout(1) }))
    expect(await call).toMatchObject({ code: 'aborted' })
  })
})

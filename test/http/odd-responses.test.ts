import { afterEach, describe, expect, it, vi } from 'vitest'
import { clientContext } from '../../src/http/client-context.js'
import { createKey } from '../../src/http/operations/create-key.js'
import { findLeaks } from '../leaks/find-leaks.js'
import { printings } from '../leaks/printings.js'
import {
  answering,
  asking,
  created,
  creating,
  credential,
  errorOf,
  networkError,
  profile,
  secret,
  contextWith,
} from './support/acme.js'
import { Sender } from '../../src/http/sender.js'
import { watchRejections } from './support/watch.js'

watchRejections()
afterEach(() => vi.unstubAllGlobals())

function odd(response: unknown): () => Promise<Response> {
  return async () => response as Response
}

function throwing(): never {
  throw new Error(`broken, with ${credential} and ${secret}`)
}

function stream(...chunks: unknown[]): ReadableStream {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}

async function created200(): Promise<Response> {
  return new Response(created)
}

describe('a readable secret reaches the caller', () => {
  it.each<[string, () => Promise<Response>]>([
    [
      'without a stream, as in React Native',
      odd({ status: 200, headers: new Headers(), text: async () => created }),
    ],
    ['with an object alone', odd({ status: 200, json: async () => JSON.parse(created) as unknown })],
    ['without headers', odd({ status: 200, text: async () => created })],
    [
      'with headers that are an object',
      odd({ status: 200, headers: { 'x-a': '1' }, text: async () => created }),
    ],
    [
      'with headers that throw when asked for',
      odd({
        status: 200,
        text: async () => created,
        get headers() {
          return throwing()
        },
      }),
    ],
    [
      'with headers that throw at each call',
      odd({
        status: 200,
        text: async () => created,
        headers: { get: throwing, has: throwing, forEach: throwing },
      }),
    ],
    [
      'with headers of wrong types',
      odd({
        status: 200,
        text: async () => created,
        headers: { get: () => 42, has: () => 1, forEach: null },
      }),
    ],
    ['with a stream of texts', odd(new Response(stream(created.slice(0, 20), created.slice(20))))],
    [
      'with a stream of single bytes',
      odd(new Response(stream(...[...Buffer.from(created)].map((byte) => Uint8Array.of(byte))))),
    ],
    ['with a stream that begins empty', odd(new Response(stream(new Uint8Array(), Buffer.from(created))))],
  ])('%s', async (_, fetch) => {
    const result = await createKey(contextWith(fetch), creating(), undefined)
    expect(result.id).toBe('key_1')
    expect(result.secret.reveal() === secret).toBe(true)
  })

  it.each<[string, string]>([
    ['with a value that JSON does not have', created.replace('}', ',"n":NaN}')],
    ['with a line break in a text', created.replace('{', '{"note":"a\nb",')],
    ['with a comma too many', created.replace('}', ',}')],
    ['with another object before it', `{"ok":true}\n${created}`],
    ['with a warning before it', `Warning: {} in line 1\n${created}`],
    ['closed by the wrong bracket', created.replace('}', ']')],
  ])('of a text %s', async (_, text) => {
    const result = await createKey(contextWith(odd(new Response(text))), creating(), undefined)
    expect(result.id).toBe('key_1')
    expect(result.secret.reveal() === secret).toBe(true)
  })

  it('where there is no performance clock', async () => {
    vi.stubGlobal('performance', undefined)
    const result = await createKey(contextWith(created200), creating(), undefined)
    expect(result.secret.reveal() === secret).toBe(true)
    expect(result.http.durationMs).toBeGreaterThanOrEqual(0)
  })

  it('where the request id cannot be read', async () => {
    const sender = new Sender({ ...profile, requestId: throwing }, credential, { fetch: created200 })
    const result = await createKey(clientContext(sender), creating(), undefined)
    expect(result.secret.reveal() === secret).toBe(true)
    expect(result.http.requestId).toBeNull()
  })
})

describe('a fault of ours after the answer came', () => {
  it('says that the key may exist', async () => {
    const error = await errorOf(
      createKey(contextWith(created200), { ...creating(), read: throwing }, undefined),
    )
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, retryable: false })
    expect(JSON.stringify(error).includes(secret)).toBe(false)
  })
})

describe('an answer that is none', () => {
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a text', created],
    ['an empty object', {}],
    ['one without a body', { status: 200 }],
    [
      'one whose body was used',
      (() => {
        const used = new Response(created)
        void used.text()
        return used
      })(),
    ],
    [
      'one whose body fails',
      new Response(new ReadableStream({ start: (c) => c.error(new Error(credential)) })),
    ],
    [
      'one whose reader cannot be cancelled',
      { status: 200, body: { getReader: () => ({ read: throwing }) } },
    ],
    ['one whose body is of numbers', new Response(stream(1, 2))],
    ['one that is a promise of nothing', Promise.resolve()],
  ])('leaves open what was done: %s', async (_, response) => {
    const error = await errorOf(createKey(contextWith(odd(response)), creating(), undefined))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true, retryable: false })
    expect(findLeaks(JSON.stringify(printings(error)), { secrets: [credential] })).toEqual([])
  })

  it('is not asked for again where its body fails in the words of a request that was never sent', async () => {
    const fetch = answering(() => new Response(new ReadableStream({ start: (c) => c.error(unsent) })))
    const unsent = networkError('ECONNREFUSED')
    const error = await errorOf(createKey(contextWith(fetch), creating(), undefined))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true })
    expect(fetch.asked).toHaveLength(1)
  })

  it.each<[string, () => Promise<Response>]>([
    ['throws at once', () => throwing()],
    ['throws undefined', async () => Promise.reject()],
    ['throws null', async () => Promise.reject(null as unknown as Error)],
  ])('leaves open what was done: a fetch that %s', async (_, fetch) => {
    const error = await errorOf(createKey(contextWith(fetch), creating(), undefined))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true })
    expect(findLeaks(JSON.stringify(printings(error)), { secrets: [credential] })).toEqual([])
  })

  it.each([0, 100, 199, 300, 305, 306, 399, 499, 599, 600, 999, -1, NaN, undefined])(
    'leaves open what was done: one with the status %s',
    async (status) => {
      const fetch = odd({ status, headers: new Headers(), text: async () => created })
      const error = await errorOf(createKey(contextWith(fetch), creating(), undefined))
      expect(error).toMatchObject({ mayHaveActed: true, retryable: false, id: 'key_1' })
      expect(error.secret?.reveal() === secret).toBe(true)
      const empty = odd({ status, headers: new Headers(), text: async () => '' })
      expect(await errorOf(createKey(contextWith(empty), creating(), undefined))).toMatchObject({
        code: 'ambiguous',
        mayHaveActed: true,
      })
    },
  )

  it('is a missing fetch, before anything is sent', async () => {
    vi.stubGlobal('fetch', undefined)
    const error = await errorOf(new Sender(profile, credential, {}).send(asking('acts')))
    expect(error).toMatchObject({ code: 'configuration', mayHaveActed: false })
  })
})

import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { ErrorCode } from '../../src/core/error-codes.js'
import type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from '../../src/core/hooks.js'
import type { KeymuxError } from '../../src/core/keymux-error.js'
import { findLeaks } from '../leaks/find-leaks.js'
import {
  answering,
  asking,
  created,
  credential,
  failing,
  json,
  networkError,
  secret,
  senderWith,
  type Stub,
} from './support/acme.js'
import { acmeClient } from './support/acme-client.js'
import { watchRejections } from './support/watch.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())
watchRejections()

type Told = [name: keyof Hooks, event: Record<string, unknown>]

/** Hooks that note what they are told. */
function noting(): { hooks: Hooks; told: Told[] } {
  const told: Told[] = []
  const note = (name: keyof Hooks) => (event: object) => void told.push([name, event as Told[1]])
  const hooks = {
    request: note('request'),
    response: note('response'),
    retry: note('retry'),
    error: note('error'),
  }
  return { hooks, told }
}

/** What becomes of a call, waits included. */
async function settled<T>(call: Promise<T>): Promise<T | unknown> {
  const outcome = call.catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  return outcome
}

async function send(fetch: Stub, hooks: Hooks): Promise<unknown> {
  return settled(
    senderWith(fetch, { hooks }).send(asking('reads', { operation: 'list', method: 'GET', body: undefined })),
  )
}

const url = 'https://api.acme.example/v1/keys'
const ok = (): Response => json({ requestId: 'req_2' })
const busy = (): Response => json({}, 503, { 'retry-after': '3', 'x-request-id': 'req_1' })
const base = { vendor: 'acme', operation: 'list', call: {} }

describe('a call', () => {
  it('is told as a request and a response', async () => {
    const { hooks, told } = noting()
    await send(answering(ok), hooks)
    const request = { ...base, method: 'GET', url, attempt: 1 }
    const response = { ...request, status: 200, requestId: 'req_2', durationMs: 0 }
    expect(told).toEqual([
      ['request', request],
      ['response', response],
    ])
    expect(told[0]?.[1]['call']).toBe(told[1]?.[1]['call'])
  })

  it('is told before it is sent', async () => {
    const fetch = answering(ok)
    let asked = -1
    await send(fetch, { request: () => (asked = fetch.asked.length) })
    expect(asked).toBe(0)
  })

  it('is told with each repeat, how long it waits and why', async () => {
    const { hooks, told } = noting()
    await send(answering(busy, failing(networkError('ECONNREFUSED')), ok), hooks)
    expect(told).toMatchObject([
      ['request', { attempt: 1 }],
      ['response', { attempt: 1, status: 503, requestId: 'req_1', durationMs: 0 }],
      ['retry', { ...base, attempt: 2, waitMs: 3000, status: 503 }],
      ['request', { attempt: 2 }],
      ['retry', { ...base, attempt: 3, code: 'network' }],
      ['request', { attempt: 3 }],
      ['response', { attempt: 3, status: 200 }],
    ])
    const waited = told.flatMap(([name, { waitMs }]) => (name === 'retry' ? Number(waitMs) : []))
    expect(told.at(-1)?.[1]['durationMs']).toBe(Math.floor(waited.reduce((sum, wait) => sum + wait, 0)))
    expect(new Set(told.map(([, { call }]) => call)).size).toBe(1)
  })

  it('is told as another than the next', async () => {
    const { hooks, told } = noting()
    const sender = senderWith(answering(ok), { hooks })
    await settled(Promise.all([sender.send(asking('reads')), sender.send(asking('reads'))]))
    expect(told.map(([name]) => name).toSorted()).toEqual(['request', 'request', 'response', 'response'])
    expect(new Set(told.map(([, { call }]) => call)).size).toBe(2)
  })

  it('that is never sent is not told', async () => {
    const { hooks, told } = noting()
    const fetch = answering(ok)
    await settled(senderWith(fetch, { hooks }).send(asking('reads'), { signal: AbortSignal.abort() }))
    await settled(senderWith(fetch, { hooks }, () => '').send(asking('reads')))
    expect(told).toEqual([])
  })

  it('that is given up is not told as one that is repeated', async () => {
    const { hooks, told } = noting()
    await send(answering(failing(networkError('ECONNREFUSED'))), hooks)
    expect(told.map(([name]) => name)).toEqual(['request', 'retry', 'request', 'retry', 'request'])
  })
})

describe('what hooks are told', () => {
  const quoting = { message: `bad ${credential}`, secret, requestId: `req ${credential}` }

  it('holds no credential, body, header or secret', async () => {
    const { hooks, told } = noting()
    const keys = acmeClient(
      answering(() => json(quoting, 503, { 'retry-after': '0', 'x-echo': credential })),
      {
        hooks,
        headers: { 'x-api-key': 'another_Qw8ErTyUiOpAsDfGh' },
        baseUrl: `https://api.acme.example/${credential}`,
      },
    )
    await settled(keys.create({ name: 'CI' }))
    await settled(keys.verify(secret))
    await settled(keys.list().page())
    expect(new Set(told.map(([name]) => name))).toEqual(new Set(['request', 'response', 'retry', 'error']))
    const text = inspect(told, { depth: Infinity, showHidden: true, getters: true, maxStringLength: null })
    expect(findLeaks(text, { secrets: [credential, secret, 'another_Qw8ErTyUiOpAsDfGh'] })).toEqual([])
    expect(/authorization|x-api-key|"name"|headers|body/i.test(text)).toBe(false)
  })

  it('cannot be changed', async () => {
    const refused: boolean[] = []
    const change = (event: object): void => {
      refused.push(
        !Reflect.set(event, 'url', 'https://elsewhere.example'),
        !Reflect.deleteProperty(event, 'call'),
      )
      Object.assign(event, { method: 'DELETE' })
    }
    const fetch = answering(() => json({}, 503, { 'retry-after': '0' }), ok)
    const answer = await send(fetch, { request: change, response: change, retry: change })
    expect(answer).toMatchObject({ meta: { status: 200, request: { method: 'GET', url } } })
    expect(refused).toEqual(Array.from({ length: 10 }, () => true))
    expect(fetch.asked.map((asked) => [asked.url, asked.init.method])).toEqual([
      [url, 'GET'],
      [url, 'GET'],
    ])
  })
})

function raise(message: string): never {
  throw new Error(message)
}

/** What `await` takes for a promise, and should not. */
function thenable(then: () => unknown): object {
  return new Proxy({}, { get: (_, name) => (name === 'then' ? then() : undefined) })
}

const bad: readonly [string, () => unknown][] = [
  ['throws', () => raise('from a hook')],
  ['rejects', async () => Promise.reject(new Error('from a hook'))],
  ['rejects later', async () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 5))],
  ['never ends', async () => new Promise(() => undefined)],
  ['gives what cannot be waited for', () => thenable(() => raise('from a hook'))],
  [
    'gives what rejects and throws',
    () =>
      thenable(() => (_: unknown, reject: (reason: Error) => void) => {
        reject(new Error('from a hook'))
        raise('once more')
      }),
  ],
]

describe.each(bad)('a hook that %s', (_, hook) => {
  const hooks: Hooks = { request: hook, response: hook, retry: hook, error: hook }

  it('does not change what a call comes to, nor how often it is sent', async () => {
    const steps = [() => json({}, 503, { 'retry-after': '1' }), () => new Response(created)] as const
    const fetch = answering(...steps)
    const answer = await settled(senderWith(fetch, { hooks }).send(asking('acts')))
    const meta = { status: 200, attempts: 2, durationMs: 1000 }
    expect(answer).toMatchObject({ body: { id: 'key_1' }, meta })
    expect(fetch.asked).toHaveLength(2)
  })

  it('does not change how a call fails', async () => {
    const keys = acmeClient(
      answering(() => json({ message: 'no' }, 403)),
      { hooks },
    )
    const failed = await settled(keys.create({ name: 'CI' }))
    expect(failed).toMatchObject({ code: 'forbidden', operation: 'create', status: 403 })
    const walked = await settled(keys.list()[Symbol.asyncIterator]().next())
    expect(walked).toMatchObject({ code: 'forbidden', operation: 'list' })
  })
})

it.each<[string, unknown, string]>([
  ['no object', 'request', '`hooks`'],
  ['a hook that there is not', { requests: () => undefined }, '`requests`'],
  ['a hook that is no function', { request: true }, '`hooks.request`'],
])('%s is refused when the client is made', (_, hooks, place) => {
  let error: unknown
  try {
    senderWith(answering(ok), { hooks: hooks as Hooks })
  } catch (thrown) {
    error = thrown
  }
  expect(error).toMatchObject({ code: 'configuration' })
  expect((error as KeymuxError).message).toContain(place)
})

it('hooks are typed', () => {
  expectTypeOf<Parameters<NonNullable<Hooks['request']>>>().toEqualTypeOf<[event: RequestEvent]>()
  expectTypeOf<ResponseEvent>().toExtend<{ status: number; requestId: string | null; durationMs: number }>()
  expectTypeOf<RetryEvent['code']>().toEqualTypeOf<ErrorCode | undefined>()
  expectTypeOf<Parameters<NonNullable<Hooks['error']>>[0]['error']>().toEqualTypeOf<KeymuxError>()
  expectTypeOf<{ request: (event: RequestEvent) => Promise<string> }>().toExtend<Hooks>()
  expectTypeOf<{ request: (event: ResponseEvent) => void }>().not.toExtend<Hooks>()
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ErrorCode } from '../../src/core/error-codes.js'
import type { ErrorEvent, Hooks } from '../../src/core/hooks.js'
import type { KeyClient } from '../../src/core/key-client.js'
import { answering, errorOf, failing, json, networkError, type Stub } from './support/acme.js'
import { acmeClient } from './support/acme-client.js'
import { watchRejections } from './support/watch.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())
watchRejections()

/** Hooks that note the errors they are told, and whether anything was sent. */
function noting(): { hooks: Hooks; errors: ErrorEvent[]; requests: unknown[] } {
  const errors: ErrorEvent[] = []
  const requests: unknown[] = []
  const hooks = {
    request: (event: unknown) => requests.push(event),
    error: (event: ErrorEvent) => errors.push(event),
  }
  return { hooks, errors, requests }
}

/** What becomes of a call, waits included. */
async function settled<T>(call: Promise<T>): Promise<T | unknown> {
  const outcome = call.catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  return outcome
}

const ok = (): Response => json({})

/** Every way in which a call of a client fails; each is one call. */
const calls: readonly [string, (keys: ReturnType<typeof acmeClient>) => Promise<unknown>][] = [
  ['create', async (keys) => keys.create({ name: 'CI' })],
  ['get', async (keys) => keys.get('key_1')],
  ['list', async (keys) => keys.list().page()],
  ['list', async (keys) => keys.list()[Symbol.asyncIterator]().next()],
  ['update', async (keys) => keys.update('key_1', { name: 'CI' })],
  ['revoke', async (keys) => keys.revoke('key_1')],
  ['verify', async (keys) => keys.verify('prod_1234567890abcdef')],
  ['recover', async (keys) => keys.recover('key_1')],
]

describe.each(calls)('an error of %s', (operation, call) => {
  it.each<[string, Stub, ErrorCode]>([
    ['an answer', answering(() => json({ message: 'no' }, 401)), 'unauthorized'],
    ['no answer', answering(failing(networkError('ENOTFOUND'))), 'network'],
  ])('is told once, as the caller gets it, for %s', async (_, fetch, code) => {
    const { hooks, errors } = noting()
    const error = await settled(call(acmeClient(fetch, { hooks })))
    expect(errors).toEqual([{ vendor: 'acme', operation, error }])
    expect(errors[0]?.error).toBe(error)
    expect(error).toMatchObject({ code, operation })
  })
})

describe('an error before any request', () => {
  it.each<[string, string, (keys: KeyClient<object>) => unknown, ErrorCode]>([
    [
      'an operation that the vendor lacks',
      'import',
      (keys) => (keys as { import?: () => unknown }).import?.(),
      'unsupported',
    ],
    ['a wrong input', 'create', (keys) => keys.create({ name: 5 as unknown as string }), 'invalid_request'],
    ['a wrong query', 'list', (keys) => keys.list({ state: 'odd' as 'active' }), 'invalid_request'],
    ['a wrong cursor', 'list', (keys) => keys.list().page(5 as unknown as string), 'invalid_request'],
    ['an aborted signal', 'get', (keys) => keys.get('key_1', { signal: AbortSignal.abort() }), 'aborted'],
  ])('is told too: %s', async (_, operation, call, code) => {
    const { hooks, errors, requests } = noting()
    const keys = acmeClient(answering(ok), { hooks }) as unknown as KeyClient<object>
    const error = await errorOf((async () => call(keys))())
    expect(errors).toEqual([{ vendor: 'acme', operation, error }])
    expect(requests).toEqual([])
    expect(error.code).toBe(code)
  })

  it('is not told for a list that ends well, or that its reader leaves', async () => {
    const { hooks, errors } = noting()
    const keys = acmeClient(
      answering(() => json({ keys: [{ id: 'a' }], next: 'b' }), ok),
      { hooks },
    )
    for await (const key of keys.list()) if (key.id === 'a') break
    const broken = (async () => {
      for await (const key of keys.list()) throw new Error(key.id)
    })()
    await broken.catch(() => undefined)
    expect(errors).toEqual([])
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CreateKeyResult } from '../../../src/core/create-key.js'
import type { EndKeyResult } from '../../../src/core/end-key.js'
import type { KeyRecord } from '../../../src/core/key-record.js'
import { KeymuxError } from '../../../src/core/keymux-error.js'
import type { RotateKeyResult, RotateOptions } from '../../../src/core/rotate-key.js'
import { createKey } from '../../../src/http/operations/create-key.js'
import { replaceKey, type Replacing } from '../../../src/http/operations/replace-key.js'
import { findLeaks } from '../../leaks/find-leaks.js'
import { printingsOfError } from '../../leaks/printings.js'
import { answering, contextWith, created, creating, errorOf, secret } from '../support/acme.js'
import { watchRejections } from '../support/watch.js'

watchRejections()

const now = Date.UTC(2026, 0, 1)
const hour = 3_600_000
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }))
afterEach(() => void vi.useRealTimers())

type Old = KeyRecord<unknown, unknown>
type Calls = Replacing<Old, object, unknown>

const old: Old = { id: 'old_1', state: 'active', metadata: { plan: 'pro' }, vendor: {} }
const context = contextWith(answering(() => new Response(created)))
const { http } = await createKey(context, creating(), undefined)
const ended: EndKeyResult<unknown> = { id: 'old_1', already: false, http, warnings: [] }

/** The calls of a vendor, and which of them were made, in their order. */
function callsOf(key: Old, more: Partial<Calls> = {}): { calls: Calls; made: unknown[][] } {
  const made: unknown[][] = []
  const calls: Calls = {
    get: async (id, options) => {
      made.push(['get', id, options])
      return key
    },
    createLike: async (like, options): Promise<CreateKeyResult<object>> => {
      made.push(['create', like, options])
      return createKey(context, creating(), undefined)
    },
    revoke: async (id, options) => {
      made.push(['revoke', id, options])
      return ended
    },
    ...more,
  }
  return { calls, made }
}

/** The vendor sets the end as it is told, or a little later. */
function ending(made: unknown[][], laterMs = 0): Pick<Calls, 'endIn'> {
  return {
    endIn: async (id, milliseconds, options) => {
      made.push(['end', id, milliseconds, options])
      return { ...old, expiresAt: new Date(now + milliseconds + laterMs), http, warnings: [] }
    },
  }
}

async function rotate(calls: Calls, options: RotateOptions): Promise<RotateKeyResult<object>> {
  return replaceKey(context, 'old_1', options, calls)
}

describe('a key that is replaced', () => {
  it('is made anew like the old one before that one ends', async () => {
    const { calls, made } = callsOf(old)
    const { signal } = new AbortController()
    const result = await rotate(calls, { overlap: '0s', signal })
    expect(made).toEqual([
      ['get', 'old_1', { signal }],
      ['create', old, { signal }],
      ['revoke', 'old_1', { signal }],
    ])
    expect(result).toMatchObject({ id: 'key_1', prefix: 'prod_', http: { status: 200 } })
    expect(result.secret.reveal() === secret).toBe(true)
    expect(result.previous).toMatchObject({ id: 'old_1', validUntil: new Date(now), plan: null })
  })

  it.each(['0s', '0ms', '0d'] as const)(
    'with %s is dead when the call returns, whatever else the vendor can',
    async (overlap) => {
      const { calls, made } = callsOf({ ...old, expiresAt: new Date(now + hour) })
      const result = await rotate({ ...calls, ...ending(made) }, { overlap })
      expect(made.map(([what]) => what)).toEqual(['get', 'create', 'revoke'])
      expect(result.previous).toMatchObject({ validUntil: new Date(now), plan: null })
    },
  )

  it('ends when the overlap is over, where the vendor can see to it', async () => {
    const { calls, made } = callsOf({ ...old, expiresAt: new Date(now + 10 * hour) })
    const result = await rotate({ ...calls, ...ending(made) }, { overlap: '2h' })
    expect(made.at(-1)).toEqual(['end', 'old_1', 2 * hour, {}])
    expect(result.previous).toMatchObject({ id: 'old_1', validUntil: new Date(now + 2 * hour), plan: null })
  })

  it('ends when the vendor says that it will', async () => {
    const { calls, made } = callsOf(old)
    const result = await rotate({ ...calls, ...ending(made, 900) }, { overlap: '2h' })
    expect(result.previous.validUntil).toEqual(new Date(now + 2 * hour + 900))
  })

  it.each<[string, Date | undefined]>([
    ['it never ends', undefined],
    ['it ends later', new Date(now + 2 * hour + 11_000)],
  ])('is said to live where the vendor says that %s', async (_, expiresAt) => {
    const told = { id: 'old_1', metadata: {}, vendor: {}, http, warnings: [] }
    const endIn = async (): ReturnType<NonNullable<Calls['endIn']>> =>
      expiresAt === undefined ? told : { ...told, expiresAt }
    const error = await errorOf(rotate({ ...callsOf(old).calls, endIn }, { overlap: '2h' }))
    expect(error).toMatchObject({
      code: 'invalid_response',
      operation: 'rotate',
      status: 200,
      id: 'key_1',
      mayHaveActed: true,
      retryable: false,
    })
    expect(error.secret?.reveal() === secret).toBe(true)
    expect(error.message).toContain('the old one (old_1) may still work')
    const end = expiresAt === undefined ? 'never ends' : 'ends at 2026-01-01T02:00:11.000Z'
    expect(error.message).toContain(`Acme says that it ${end}.`)
  })

  it('is left alone where it ends so soon after the overlap that a new end might come later', async () => {
    const expiresAt = new Date(now + 2 * hour + 1000)
    const { calls, made } = callsOf({ ...old, expiresAt })
    const result = await rotate({ ...calls, ...ending(made) }, { overlap: '2h' })
    expect(made.map(([what]) => what)).toEqual(['get', 'create'])
    expect(result.previous).toMatchObject({ validUntil: expiresAt, plan: null })
  })

  it.each([1, 2])('never outlives its own expiry, in %i h, and is then left alone', async (hours) => {
    const expiresAt = new Date(now + hours * hour)
    const { calls, made } = callsOf({ ...old, expiresAt })
    const result = await rotate({ ...calls, ...ending(made) }, { overlap: '2h' })
    expect(made.map(([what]) => what)).toEqual(['get', 'create'])
    expect(result.previous).toMatchObject({ validUntil: expiresAt, plan: null })
  })

  it('is left to the caller where the vendor cannot end it later', async () => {
    const { calls, made } = callsOf(old)
    const { previous } = await rotate(calls, { overlap: '24h' })
    expect(made.map(([what]) => what)).toEqual(['get', 'create'])
    expect(previous.validUntil).toBeNull()
    expect(previous.plan).toEqual({
      vendor: 'acme',
      operation: 'revoke',
      id: 'old_1',
      at: '2026-01-02T00:00:00.000Z',
    })
  })

  it('is left to the caller with the end that it has anyway', async () => {
    const expiresAt = new Date(now + 100 * hour)
    const { previous } = await rotate(callsOf({ ...old, expiresAt }).calls, { overlap: '24h' })
    expect(previous).toMatchObject({ validUntil: expiresAt, plan: { at: '2026-01-02T00:00:00.000Z' } })
  })

  it('can be ended by the caller, with options of their own', async () => {
    const { calls, made } = callsOf(old)
    const { previous } = await rotate(calls, { overlap: '24h', timeout: { totalMs: 5 } })
    const options = { headers: { 'x-a': 'b' } }
    expect(await previous.revoke(options)).toEqual(ended)
    expect(made.at(-1)).toEqual(['revoke', 'old_1', options])
    const { revoke } = previous
    await revoke()
    expect(made.at(-1)).toEqual(['revoke', 'old_1', undefined])
  })

  it('comes with a result that survives JSON, less its secret', async () => {
    const result = await rotate(callsOf(old).calls, { overlap: '24h' })
    const text = JSON.stringify(result)
    expect(findLeaks(text, { secrets: [secret] })).toEqual([])
    expect(JSON.parse(text)).toMatchObject({
      id: 'key_1',
      secret: '[redacted]',
      previous: { id: 'old_1', validUntil: null, plan: { id: 'old_1', at: '2026-01-02T00:00:00.000Z' } },
    })
  })

  it.each(['active', 'disabled', undefined] as const)('may be %s', async (state) => {
    const { state: _, ...rest } = old
    const { calls } = callsOf(state === undefined ? rest : { ...rest, state })
    expect(await rotate(calls, { overlap: '0s' })).toMatchObject({ id: 'key_1' })
  })
})

describe('a key that cannot be replaced', () => {
  it.each(['revoked', 'expired'] as const)('is one that is %s: nothing is done', async (state) => {
    const { calls, made } = callsOf({ ...old, state })
    const error = await errorOf(rotate(calls, { overlap: '1h' }))
    expect(error).toMatchObject({ code: 'conflict', operation: 'rotate', id: 'old_1', mayHaveActed: false })
    expect(error.message).toContain(`it is ${state}. Nothing was done`)
    expect(made.map(([what]) => what)).toEqual(['get'])
  })

  it.each<[string, unknown]>([
    ['no options', undefined],
    ['null', null],
    ['no overlap', {}],
    ['a number', { overlap: 0 }],
    ['a text that is none', { overlap: 'soon' }],
    ['an empty text', { overlap: '' }],
    ['less than nothing', { overlap: '-1h' }],
    ['a Date', { overlap: new Date() }],
    ['more time than there is', { overlap: '9000000000000000ms' }],
    ['more weeks than there are', { overlap: '14290000w' }],
  ])('with %s is not even read', async (_, options) => {
    const { calls, made } = callsOf(old)
    const error = await errorOf(rotate(calls, options as RotateOptions))
    expect(error).toMatchObject({ code: 'invalid_request', operation: 'rotate', mayHaveActed: false })
    expect(made).toEqual([])
  })

  it('with an option that there is not is not even read', async () => {
    const { calls, made } = callsOf(old)
    const error = await errorOf(rotate(calls, { overlap: '1h', reason: 'leak' } as RotateOptions))
    expect(error).toMatchObject({ code: 'unsupported', operation: 'rotate', issues: [{ path: 'reason' }] })
    expect(made).toEqual([])
  })

  it.each(['get', 'createLike'] as const)('lives on where the %s fails', async (which) => {
    const failure = new KeymuxError({ code: 'forbidden', message: 'No.', status: 403 })
    const { calls, made } = callsOf(old, { [which]: async () => Promise.reject(failure) })
    const error = await errorOf(rotate(calls, { overlap: '0s' }))
    expect(error).toMatchObject({ code: 'forbidden', message: 'No.', status: 403, mayHaveActed: false })
    expect(made.map(([what]) => what)).not.toContain('revoke')
  })
})

describe('an old key that does not end', () => {
  const refusal = new KeymuxError({
    code: 'rate_limited',
    message: 'Acme answered revoke with 429: too many. Wait as long as `retryAfterMs` says, then call again.',
    vendor: 'acme',
    operation: 'revoke',
    status: 429,
    vendorCode: 'E1',
    requestId: 'req_9',
    retryAfterMs: 5000,
    retryable: true,
  })

  it.each(['revoke', 'endIn'] as const)(
    'where %s fails is in an error that carries the new one',
    async (which) => {
      const { calls } = callsOf(old, { [which]: async () => Promise.reject(refusal) })
      const error = await errorOf(rotate(calls, { overlap: which === 'revoke' ? '0s' : '1h' }))
      expect(error).toMatchObject({
        code: 'rate_limited',
        operation: 'rotate',
        vendor: 'acme',
        status: 429,
        vendorCode: 'E1',
        requestId: 'req_9',
        retryAfterMs: 5000,
        id: 'key_1',
        mayHaveActed: true,
        // The same call again would make another key.
        retryable: false,
      })
      expect(error.secret?.reveal() === secret).toBe(true)
      expect(error.message).toContain('the old one (old_1) may still work')
      expect(error.message).toContain('Acme answered revoke with 429: too many. The new key is in `error.id`')
      expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), { secrets: [secret] })).toEqual([])
    },
  )

  it.each([new TypeError(`boom ${secret}`), 'boom', undefined])(
    'for a reason of its own (%#) likewise',
    async (thrown) => {
      const { calls } = callsOf(old, { revoke: async () => Promise.reject(thrown) })
      const error = await errorOf(rotate(calls, { overlap: '0s' }))
      expect(error).toMatchObject({ code: 'ambiguous', id: 'key_1', mayHaveActed: true })
      expect(error.secret?.reveal() === secret).toBe(true)
      expect(error.message).not.toMatch(/ {2}|undefined/)
      expect(findLeaks(Object.values(printingsOfError(error)).join('\n'), { secrets: [secret] })).toEqual([])
    },
  )
})

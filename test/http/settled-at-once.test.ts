import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CreateKeyResult } from '../../src/core/create-key.js'
import type { CreateOptions } from '../../src/core/create-options.js'
import { createMarkedKey } from '../../src/http/operations/create-marked-key.js'
import { errorOf } from './support/acme.js'
import {
  acmeContext,
  acmeMaking,
  AcmeUpstream,
  type Ability,
  type AcmeInput,
} from './support/acme-upstream.js'
import { countingController, watchRejections } from './support/watch.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())
watchRejections()

const input: AcmeInput = { name: 'CI', metadata: { plan: 'pro' } }

async function create(
  upstream: AcmeUpstream,
  ability: Ability = {},
  options: CreateOptions = {},
): Promise<CreateKeyResult<object>> {
  const context = acmeContext(upstream, ability)
  const call = createMarkedKey<AcmeInput, object, unknown>(context, input, acmeMaking(context, ability), {
    onAmbiguous: 'reconcile',
    ...options,
  })
  const outcome = call.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error
    },
  )
  await vi.runAllTimersAsync()
  return (await outcome)()
}

function markersIn({ sent }: AcmeUpstream): unknown[] {
  return sent.map(({ meta }) => (meta as Record<string, unknown>)['keymux_marker'])
}

describe('a create that is settled at once', () => {
  it('gives the key that was made without an answer', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const created = await create(upstream)
    expect(created).toMatchObject({ id: upstream.keys[0]?.id, metadata: { plan: 'pro' } })
    expect(created.secret.reveal() === upstream.keys[0]?.secret).toBe(true)
    expect([upstream.sent.length, upstream.states]).toEqual([1, ['active']])
  })

  it.each([
    ['whose secret is lost', 'made', ['revoked', 'active']],
    ['that was not made', 'unmade', ['active']],
  ] as const)('is made again for one %s, under another marker', async (_, fate, states) => {
    const upstream = new AcmeUpstream({ fates: [fate, 'answered'] })
    const created = await create(upstream, { recovers: false })
    expect(created.id).toBe(upstream.keys.at(-1)?.id)
    expect(upstream.states).toEqual(states)
    expect(new Set(markersIn(upstream)).size).toBe(2)
  })

  it.each([
    ['made and lost', 'made', ['revoked', 'revoked', 'revoked']],
    ['not made', 'unmade', []],
  ] as const)('is given up after three that were %s, and no key is left', async (_, fate, states) => {
    const upstream = new AcmeUpstream({ fates: [fate] })
    const error = await errorOf(create(upstream, { recovers: false }))
    expect(error).toMatchObject({ code: 'unavailable', mayHaveActed: false, retryable: true })
    expect('reconcile' in error).toBe(false)
    expect([upstream.sent.length, upstream.states]).toEqual([3, states])
  })

  it('keeps what it has not settled, for the caller to settle', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'], listing: [500, 403] })
    const error = await errorOf(create(upstream))
    expect(error).toMatchObject({ code: 'ambiguous', operation: 'create', mayHaveActed: true })
    expect(upstream.sent).toHaveLength(1)
    const settling = errorOf(error.reconcile?.() ?? Promise.resolve())
    await vi.runAllTimersAsync()
    expect(await settling).toMatchObject({ code: 'forbidden' })
  })

  it('is not made again where nothing could find it', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await errorOf(create(upstream, { marker: false }))
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true })
    expect([upstream.asked, 'reconcile' in error]).toEqual([['POST /keys'], true])
  })
})

describe('the caller ends a create', () => {
  it.each(['throw', 'reconcile'] as const)('and hears of it at once, with `%s`', async (onAmbiguous) => {
    const upstream = new AcmeUpstream({ fates: ['silent'] })
    const { controller, listeners } = countingController()
    setTimeout(() => controller.abort(), 10)
    const { signal } = controller
    const error = await errorOf(create(upstream, {}, { onAmbiguous, signal }))
    expect(error).toMatchObject({ code: 'aborted', mayHaveActed: true })
    expect(upstream.asked).toEqual(['POST /keys'])
    expect([listeners(), vi.getTimerCount()]).toEqual([0, 0])
    const settling = error.reconcile?.()
    await vi.runAllTimersAsync()
    expect(await settling).toMatchObject({ status: 'recovered' })
  })

  it('while it is settled, and hears of it at once', async () => {
    const upstream = new AcmeUpstream({ fates: ['unmade'] })
    const { controller, listeners } = countingController()
    setTimeout(() => controller.abort(), 10)
    const error = await errorOf(create(upstream, {}, { signal: controller.signal }))
    expect(error.mayHaveActed).toBe(true)
    expect(upstream.asked).toEqual(['POST /keys', 'GET /keys'])
    expect([listeners(), vi.getTimerCount()]).toEqual([0, 0])
    const settling = error.reconcile?.()
    await vi.runAllTimersAsync()
    expect(await settling).toEqual({ status: 'not_created' })
  })
})

it('the headers of a call go with what settles it', async () => {
  const upstream = new AcmeUpstream({ fates: ['made'] })
  const seen: unknown[] = []
  const fetch = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    seen.push((init.headers as Record<string, string>)['x-tenant'])
    return upstream.fetch(url, init)
  }
  await create(
    upstream,
    { options: { fetch: fetch as typeof globalThis.fetch } },
    { headers: { 'x-tenant': 'a' } },
  )
  expect([...new Set(seen)]).toEqual(['a'])
})

it.each<[string, object, string]>([
  ['an option that it has not', { onAmbigous: 'reconcile' }, 'onAmbigous'],
  ['a choice that it has not', { onAmbiguous: 'retry' }, 'onAmbiguous'],
  ['a marker that is none', { marker: 'metadata' }, 'marker'],
])('a create refuses %s before anything is sent', async (_, options, path) => {
  const upstream = new AcmeUpstream()
  const error = await errorOf(create(upstream, {}, options))
  expect(JSON.stringify(error.issues)).toContain(path)
  expect(upstream.asked).toEqual([])
})

import { once } from 'node:events'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CreateOptions } from '../../src/core/create-options.js'
import { createMarkedKey } from '../../src/http/operations/create-marked-key.js'
import { printingsOfError } from '../leaks/printings.js'
import { errorOf, json } from './support/acme.js'
import { acmeContext, acmeMaking, AcmeUpstream, type Ability, type Fate } from './support/acme-upstream.js'
import { idOf, lost, reconcile } from './support/reconciling.js'
import { watchRejections } from './support/watch.js'

// Only the clock of the code under test stands still: what waits is woken by `settled`.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())
watchRejections()

describe('a create without an answer, settled', () => {
  it('gives the key that was made, where the vendor gives its secret again', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await lost(upstream)
    expect(error).toMatchObject({ code: 'ambiguous', mayHaveActed: true })
    const outcome = await reconcile(error)
    if (outcome.status !== 'recovered') throw new Error(`It is ${outcome.status}.`)
    const { result } = outcome
    expect(result.secret.reveal() === upstream.keys[0]?.secret).toBe(true)
    expect(result).toMatchObject({
      id: idOf(upstream),
      prefix: 'prod_',
      metadata: { plan: 'pro' },
      warnings: [],
    })
    expect(result.key).toMatchObject({ id: idOf(upstream), name: 'CI', state: 'active' })
    expect(result.http).toMatchObject({ status: 200, request: { method: 'GET' } })
    expect(upstream.states).toEqual(['active'])
  })

  it('revokes the key that was made, where the vendor gives its secret no more', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await lost(upstream, { recovers: false })
    expect(await reconcile(error)).toEqual({ status: 'revoked', ids: [idOf(upstream)] })
    expect(upstream.states).toEqual(['revoked'])
  })

  it('says that no key was made, after it has looked more than once', async () => {
    const upstream = new AcmeUpstream({ fates: ['unmade'] })
    const error = await lost(upstream)
    expect(await reconcile(error)).toEqual({ status: 'not_created' })
    expect(upstream.asked.filter((each) => each === 'GET /keys').length).toBeGreaterThan(1)
  })

  it('leaves all other keys alone', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    upstream.add({ name: 'CI', meta: { plan: 'pro' } })
    upstream.add({ name: 'CI', meta: { plan: 'pro', keymux_marker: 'kmx_00000000000000000000' } })
    const error = await lost(upstream, { recovers: false })
    expect(await reconcile(error)).toEqual({ status: 'revoked', ids: [idOf(upstream, 2)] })
    expect(upstream.states).toEqual(['active', 'active', 'revoked'])
  })

  it.each([
    ['not found', 404],
    ['refused', 403],
  ])('revokes the key whose secret is %s', async (_, status) => {
    const upstream = new AcmeUpstream({ fates: ['made'], recovering: [status] })
    const error = await lost(upstream)
    expect(await reconcile(error)).toMatchObject({ status: 'revoked' })
    expect(upstream.states).toEqual(['revoked'])
  })

  it('asks for the secret again where an answer could not be read', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'], recovering: [200, 418] })
    const error = await lost(upstream)
    expect(await reconcile(error)).toMatchObject({ status: 'recovered', result: { id: idOf(upstream) } })
  })

  it('revokes the key whose secret cannot be read however often it is asked for', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'], recovering: [200, 200, 200, 200, 200, 200] })
    const error = await lost(upstream)
    expect(await reconcile(error)).toMatchObject({ status: 'revoked' })
    expect(upstream.asked.filter((each) => each === 'GET /keys id secret')).toHaveLength(3)
  })

  it.each(['revoked', 'expired'] as const)('does not hand out a key that is %s by now', async (state) => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await lost(upstream)
    for (const key of upstream.keys) key.state = state
    expect(await reconcile(error)).toEqual({ status: 'revoked', ids: [idOf(upstream)] })
    expect(upstream.asked).not.toContain('GET /keys id secret')
  })

  it('gives no record that quotes the secret, whatever the list tells', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
      const answer = await upstream.fetch(url, init)
      if (!String(url).includes('cursor=')) return answer
      const { keys, ...rest } = (await answer.json()) as { readonly keys: readonly object[] }
      return json({ ...rest, keys: keys.map((key) => ({ ...key, also: upstream.keys[0]?.secret })) })
    }
    const outcome = await reconcile(
      await lost(upstream, { options: { fetch: fetch as typeof globalThis.fetch } }),
    )
    if (outcome.status !== 'recovered') throw new Error(`It is ${outcome.status}.`)
    expect(outcome.result.key.vendor).toMatchObject({ also: '[redacted]' })
  })

  it('remembers that the key was just made', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const context = acmeContext(upstream)
    const call = createMarkedKey(context, { name: 'CI' }, acmeMaking(context), { onAmbiguous: 'reconcile' })
    await vi.runAllTimersAsync()
    const { id } = await call
    expect([id, context.known.madeAt(id) === undefined]).toEqual([idOf(upstream), false])
  })

  it('revokes all keys that a doubled request made', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await lost(upstream)
    const { meta } = upstream.sent[0] as { meta: Record<string, unknown> }
    upstream.add({ meta })
    const ids = [idOf(upstream, 0), idOf(upstream, 1)]
    expect(await reconcile(error)).toEqual({ status: 'revoked', ids })
    expect(upstream.states).toEqual(['revoked', 'revoked'])
  })
})

describe('an answer that can be used in part', () => {
  it('without a secret is completed by the vendor’s word', async () => {
    const upstream = new AcmeUpstream({ fates: ['no-secret'] })
    const error = await lost(upstream, { marker: false })
    expect(error).toMatchObject({ code: 'invalid_response', id: idOf(upstream) })
    expect(await reconcile(error)).toMatchObject({ status: 'recovered', result: { id: idOf(upstream) } })
  })

  it('without an id is completed without asking for the secret', async () => {
    const upstream = new AcmeUpstream({ fates: ['no-id'] })
    const error = await lost(upstream, { recovers: false })
    const outcome = await reconcile(error)
    expect(outcome).toMatchObject({ status: 'recovered', result: { id: idOf(upstream) } })
    const secret = outcome.status === 'recovered' ? outcome.result.secret : undefined
    expect(secret?.reveal() === upstream.keys[0]?.secret).toBe(true)
    expect(upstream.asked).not.toContain('GET /keys id secret')
  })
})

describe('settling that fails', () => {
  it.each([
    ['the list', { listing: [403] }, 'forbidden'],
    ['the secret', { recovering: [500] }, 'unavailable'],
    ['the secret, which is to be asked for later,', { recovering: [429] }, 'rate_limited'],
    ['the revocation', { recovering: [404, 404], revoking: [403] }, 'forbidden'],
  ])('at %s does nothing more, and may be tried again', async (_, conduct, code) => {
    const upstream = new AcmeUpstream({ fates: ['made'], ...conduct })
    const error = await lost(upstream)
    expect(await errorOf(reconcile(error))).toMatchObject({ code, vendor: 'acme' })
    expect(upstream.states).toEqual(['active'])
    const again = await reconcile(error)
    expect(['recovered', 'revoked']).toContain(again.status)
    expect(upstream.states).toEqual([again.status === 'recovered' ? 'active' : 'revoked'])
  })

  it.each<[string, Ability, CreateOptions]>([
    ['by the client’s word', { marker: false }, {}],
    ['by the call’s word', {}, { marker: false }],
    ['where only the name could hold one', { stores: 'name' }, {}],
  ])('for want of a marker %s says so', async (_, ability, options) => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await lost(upstream, ability, options)
    expect(await errorOf(reconcile(error))).toMatchObject({ code: 'unsupported', mayHaveActed: false })
    expect(upstream.asked).toEqual(['POST /keys'])
  })

  it('because the caller left ends at once, and may be tried again', async () => {
    const upstream = new AcmeUpstream({ fates: ['unmade'] })
    const error = await lost(upstream)
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    expect(await errorOf(reconcile(error, { signal: controller.signal }))).toMatchObject({ code: 'aborted' })
    expect(upstream.asked).toEqual(['POST /keys', 'GET /keys'])
    expect(vi.getTimerCount()).toBe(0)
    expect(await errorOf(reconcile(error, { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'aborted',
    })
    expect(await reconcile(error)).toEqual({ status: 'not_created' })
  })
})

describe('settling twice', () => {
  it('gives the same key, and does not take it from who has it', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await lost(upstream)
    expect(await reconcile(error)).toMatchObject({ status: 'recovered' })
    expect(await reconcile(error)).toMatchObject({ status: 'recovered', result: { id: idOf(upstream) } })
    expect(upstream.states).toEqual(['active'])
  })

  it('does not revoke a key whose secret was given and is given no more', async () => {
    const recovering: number[] = []
    const upstream = new AcmeUpstream({ fates: ['made'], recovering })
    const error = await lost(upstream)
    const first = await reconcile(error)
    recovering.push(404)
    const second = await reconcile(error)
    expect([first.status, second.status]).toEqual(['recovered', 'recovered'])
    expect(upstream.states).toEqual(['active'])
  })

  it('revokes once more what was revoked', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await lost(upstream, { recovers: false })
    const revoked = { status: 'revoked', ids: [idOf(upstream)] }
    expect([await reconcile(error), await reconcile(error)]).toEqual([revoked, revoked])
  })

  it('at the same time comes to the same', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await lost(upstream)
    const both = await Promise.all([reconcile(error), reconcile(error)])
    expect(both.map(({ status }) => status)).toEqual(['recovered', 'recovered'])
    expect(upstream.states).toEqual(['active'])
  })

  it('at the same time does not revoke what the other one hands out', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    let given = 0
    const fetch = async (url: unknown, init?: RequestInit): Promise<Response> =>
      String(url).endsWith('/secret') && (given += 1) > 1
        ? json({ code: 'no_secret' }, 403)
        : upstream.fetch(url, init)
    const error = await lost(upstream, { options: { fetch: fetch as typeof globalThis.fetch } })
    const both = await Promise.all([reconcile(error), reconcile(error)])
    expect(both.map(({ status }) => status)).toEqual(['recovered', 'recovered'])
    expect(upstream.states).toEqual(['active'])
  })

  it('at the same time does not fail because the other one was aborted', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const error = await lost(upstream)
    const leaving = new AbortController()
    const first = errorOf(reconcile(error, { signal: leaving.signal }))
    const second = reconcile(error)
    leaving.abort()
    expect(await first).toMatchObject({ code: 'aborted' })
    expect(await second).toMatchObject({ status: 'recovered' })
    expect(upstream.states).toEqual(['active'])
  })

  it('at the same time ends at once for who aborts, and not for the other one', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'] })
    const gate = new AbortController()
    const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
      if (init?.method === 'GET' && !gate.signal.aborted) await once(gate.signal, 'abort')
      return upstream.fetch(url, init)
    }
    const error = await lost(upstream, { options: { fetch: fetch as typeof globalThis.fetch } })
    const leaving = new AbortController()
    const first = error.reconcile?.()
    const second = error.reconcile?.({ signal: leaving.signal })
    leaving.abort()
    await expect(second).rejects.toMatchObject({ code: 'aborted' })
    gate.abort()
    expect(await first).toMatchObject({ status: 'recovered' })
  })
})

describe('a create that was certainly not made', () => {
  it.each<[string, Fate]>([
    ['never sent', 'never-sent'],
    ['refused', 'refused'],
  ])('because it was %s has nothing to settle', async (_, fate) => {
    for (const onAmbiguous of ['throw', 'reconcile'] as const) {
      const upstream = new AcmeUpstream({ fates: [fate] })
      const error = await lost(upstream, {}, { onAmbiguous })
      expect([error.mayHaveActed, 'reconcile' in error]).toEqual([false, false])
      expect(upstream.asked).toEqual(['POST /keys'])
    }
  })

  it('because its input is wrong has nothing to settle either, and speaks of the input as it was given', async () => {
    const upstream = new AcmeUpstream()
    const context = acmeContext(upstream)
    const long = { name: 'x'.repeat(41) }
    const error = await errorOf(createMarkedKey(context, long, acmeMaking(context)))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'name' }] })
    expect([JSON.stringify(error).includes('kmx_'), 'reconcile' in error]).toEqual([false, false])
    expect(upstream.asked).toEqual([])
  })
})

it('an error shows nothing of how it can be settled', async () => {
  const error = await lost(new AcmeUpstream({ fates: ['made'] }))
  const texts = Object.values(printingsOfError(error)).join('\n')
  expect([texts.includes('kmx_'), inspect(error).includes('reconcile')]).toEqual([false, false])
  expect(Object.keys(error)).not.toContain('reconcile')
  expect(JSON.parse(JSON.stringify(error))).not.toHaveProperty('reconcile')
  expect(() => structuredClone(error)).not.toThrow()
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CreateOptions } from '../../src/core/create-options.js'
import { json } from './support/acme.js'
import { AcmeUpstream } from './support/acme-upstream.js'
import { idOf, lost, reconcile } from './support/reconciling.js'
import { watchRejections } from './support/watch.js'

// Only the clock of the code under test stands still: what waits is woken by `settled`.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())
watchRejections()

function abortedIn(milliseconds: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), milliseconds)
  return controller.signal
}

describe('a vendor whose list is behind', () => {
  const lagMs = 3000

  it('is asked until the key must be there', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'], lateMs: lagMs - 100 })
    const error = await lost(upstream, { lagMs })
    expect(await reconcile(error)).toMatchObject({ status: 'recovered', result: { id: idOf(upstream) } })
  })

  it.each<[string, () => CreateOptions]>([
    ['was aborted', () => ({ signal: abortedIn(50) })],
    ['was given up', () => ({ timeout: { attemptMs: 50 } })],
    ['lost its connection', () => ({})],
  ])('is asked for longer where the request %s, and may still be on its way', async (what, options) => {
    const fate = what.startsWith('lost') ? 'made' : 'silent'
    const upstream = new AcmeUpstream({ fates: [fate], lateMs: 8000 })
    const error = await lost(upstream, {}, options())
    expect(error.mayHaveActed).toBe(true)
    expect(await reconcile(error)).toMatchObject({ status: 'recovered', result: { id: idOf(upstream) } })
  })

  it.each([408, 500, 502, 504])(
    'is asked for longer after a %i, since a gateway that gave up may still pass it on',
    async (status) => {
      const upstream = new AcmeUpstream({ fates: ['made'], lateMs: 8000 })
      const fetch = async (url: unknown, init?: RequestInit): Promise<Response> =>
        upstream.fetch(url, init).catch(() => json({}, status))
      const error = await lost(upstream, { options: { fetch: fetch as typeof globalThis.fetch } })
      expect(error).toMatchObject({ status, mayHaveActed: true })
      expect(await reconcile(error)).toMatchObject({ status: 'recovered', result: { id: idOf(upstream) } })
    },
  )

  it.each([
    ['client', { timeout: { settleMs: 2000 } }, undefined],
    ['call', {}, { timeout: { settleMs: 2000 } }],
  ])('is asked no longer than the %s says, but twice at least', async (_, options, more) => {
    const upstream = new AcmeUpstream({ fates: ['unmade'] })
    const error = await lost(upstream, { options })
    const before = performance.now()
    expect(await reconcile(error, more)).toEqual({ status: 'not_created' })
    expect(performance.now() - before).toBeCloseTo(2000, -2)
    vi.advanceTimersByTime(60_000)
    const [later, asked] = [performance.now(), upstream.asked.length]
    expect(await reconcile(error)).toEqual({ status: 'not_created' })
    expect(performance.now() - later).toBeCloseTo(1000, -2)
    expect(upstream.asked.length - asked).toBeGreaterThan(1)
  })

  it('is believed when the time is over, and asked anew the next time', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'], lateMs: 13_500 })
    const error = await lost(upstream, { lagMs })
    expect(await reconcile(error)).toEqual({ status: 'not_created' })
    expect(await reconcile(error)).toMatchObject({ status: 'recovered', result: { id: idOf(upstream) } })
  })

  it('does not make a key live that the answer named', async () => {
    const upstream = new AcmeUpstream({ fates: ['no-secret'], lateMs: 2 * lagMs })
    const error = await lost(upstream, { lagMs })
    expect(error.id).toBe(idOf(upstream))
    expect(await reconcile(error)).toEqual({ status: 'revoked', ids: [idOf(upstream)] })
  })
})

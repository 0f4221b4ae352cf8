import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CreateOptions } from '../../src/core/create-options.js'
import { AcmeUpstream } from './support/acme-upstream.js'
import { abortedIn, idOf, lost, reconcile } from './support/lost-create.js'
import { watchRejections } from './support/watch.js'

// Only the clock of the code under test stands still: what waits is woken by `settled`.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())
watchRejections()

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
  ])('is asked for longer where the request %s, and may still be on its way', async (_, options) => {
    const upstream = new AcmeUpstream({ fates: ['silent'], lateMs: 8000 })
    const error = await lost(upstream, {}, options())
    expect(error.mayHaveActed).toBe(true)
    expect(await reconcile(error)).toMatchObject({ status: 'recovered', result: { id: idOf(upstream) } })
  })

  it('is believed when the time is over, and asked anew the next time', async () => {
    const upstream = new AcmeUpstream({ fates: ['made'], lateMs: 1.5 * lagMs })
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

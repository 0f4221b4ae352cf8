import { describe, expect, it } from 'vitest'
import { cached } from 'keymux/cache'
import { FakeVendor, gate, refusal, validVerdict } from './support/fake-vendor.js'

describe('many callers at once', () => {
  it('make one request: 10,000 of them', async () => {
    const vendor = new FakeVendor()
    const { promise, open } = gate()
    vendor.held = promise
    const keys = cached(vendor)
    const calls = Array.from({ length: 10_000 }, () => keys.verify('a secret'))
    expect(keys.cache.stats()).toMatchObject({ inFlight: 1, misses: 1, joined: 9999 })
    open()
    const verdicts = await Promise.all(calls)
    expect(vendor.asked).toHaveLength(1)
    expect(verdicts.every(({ valid }) => valid)).toBe(true)
    expect(new Set(verdicts).size).toBe(10_000)
    expect(keys.cache.stats().inFlight).toBe(0)
  })

  it('all hear of an error, and the next one asks anew', async () => {
    const vendor = new FakeVendor()
    const { promise, open } = gate()
    vendor.held = promise
    const error = new Error('No.')
    vendor.answer = () => {
      throw error
    }
    const keys = cached(vendor)
    const calls = [keys.verify('a secret'), keys.verify('a secret')]
    open()
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected')
    vendor.answer = () => validVerdict('key_1')
    expect(await keys.verify('a secret')).toMatchObject({ valid: true })
  })

  it('do not wait under the timeout of another one', async () => {
    const vendor = new FakeVendor()
    const { promise, open } = gate()
    vendor.held = promise
    const keys = cached(vendor)
    const calls = [
      keys.verify('a secret', { timeout: { totalMs: 100 } }),
      keys.verify('a secret'),
      keys.verify('a secret', { timeout: { totalMs: 100 } }),
    ]
    expect(vendor.asked.map(({ options }) => options?.timeout)).toEqual([{ totalMs: 100 }, undefined])
    open()
    await Promise.all(calls)
  })
})

describe('a caller that aborts', () => {
  it('leaves the call to the others', async () => {
    const vendor = new FakeVendor()
    const { promise, open } = gate()
    vendor.held = promise
    const keys = cached(vendor)
    const [one, other] = [new AbortController(), new AbortController()]
    const first = keys.verify('a secret', { signal: one.signal })
    const second = keys.verify('a secret', { signal: other.signal })
    one.abort()
    await expect(first).rejects.toMatchObject({ code: 'aborted', mayHaveActed: true, vendor: 'acme' })
    expect(vendor.asked[0]?.options?.signal?.aborted).toBe(false)
    open()
    expect(await second).toMatchObject({ valid: true })
    expect(vendor.asked).toHaveLength(1)
  })

  it('ends the call if nobody else waits, and nobody joins it any more', async () => {
    const vendor = new FakeVendor()
    const { promise, open } = gate()
    vendor.held = promise
    const keys = cached(vendor)
    const controller = new AbortController()
    const call = keys.verify('a secret', { signal: controller.signal })
    controller.abort()
    await expect(call).rejects.toMatchObject({ code: 'aborted' })
    expect(vendor.asked[0]?.options?.signal?.aborted).toBe(true)
    const next = keys.verify('a secret')
    open()
    expect(await next).toMatchObject({ valid: true })
    expect(vendor.asked).toHaveLength(2)
  })

  it('is not asked for when it has aborted before', async () => {
    const vendor = new FakeVendor()
    const keys = cached(vendor)
    await keys.verify('a secret')
    const call = keys.verify('a secret', { signal: AbortSignal.abort() })
    await expect(call).rejects.toMatchObject({ code: 'aborted', mayHaveActed: false })
    expect(vendor.asked).toHaveLength(1)
  })
})

describe('a secret that is refused', () => {
  it('is asked for once as well', async () => {
    const vendor = new FakeVendor()
    vendor.answer = () => refusal('not_found')
    const keys = cached(vendor)
    await Promise.all([keys.verify('a secret'), keys.verify('a secret')])
    await keys.verify('a secret')
    expect(vendor.asked).toHaveLength(1)
  })
})

import { array, assert, asyncProperty, boolean, integer, option } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cached } from 'keymux/cache'
import { FakeVendor, gate, refusal, validVerdict } from './support/fake-vendor.js'

const begin = Date.UTC(2026, 0, 1)

describe('time', () => {
  it('never lets an answer outlive `ttl`, or the key’s own expiry', async () => {
    const moment = integer({ min: 0, max: 100_000 })
    const property = asyncProperty(
      moment,
      option(moment, { nil: undefined }),
      array(integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 12 }),
      boolean(),
      async (ttl, expiresIn, steps, isValid) => {
        const vendor = new FakeVendor()
        let time = begin
        const keys = cached(vendor, { ttl, negativeTtl: ttl, now: () => time })
        const expiresAt = expiresIn === undefined ? Infinity : begin + expiresIn
        const more = expiresIn === undefined ? {} : { expiresAt: new Date(expiresAt) }
        vendor.answer = () => (isValid && time < expiresAt ? validVerdict('key_1', more) : refusal('expired'))
        let askedAt = -Infinity
        for (const step of [0, ...steps]) {
          time += step
          const before = vendor.asked.length
          const verdict = await keys.verify('a secret')
          const wasAsked = vendor.asked.length > before
          if (wasAsked) askedAt = time
          expect(time - askedAt < ttl || wasAsked).toBe(true)
          expect(verdict.valid).toBe(isValid && time < expiresAt)
          expect(verdict.cache?.ageMs).toBe(time - askedAt)
        }
      },
    )
    await assert(property, { numRuns: 200 })
  })

  it('counts from when the vendor was asked, not from when it answered', async () => {
    const vendor = new FakeVendor()
    let time = begin
    const keys = cached(vendor, { ttl: '10s', now: () => time })
    const { promise, open } = gate()
    vendor.held = promise
    const first = keys.verify('a secret')
    time += 9000
    open()
    expect((await first).cache).toEqual({ checkedAt: new Date(begin), ageMs: 9000, isStale: false })
    time += 999
    await keys.verify('a secret')
    expect(vendor.asked).toHaveLength(1)
    time += 1
    await keys.verify('a secret')
    expect(vendor.asked).toHaveLength(2)
  })

  it('lets an answer that took longer than `ttl` through, and does not keep it', async () => {
    const vendor = new FakeVendor()
    let time = begin
    const keys = cached(vendor, { ttl: '1s', now: () => time })
    const { promise, open } = gate()
    vendor.held = promise
    const first = keys.verify('a secret')
    time += 2000
    open()
    expect(await first).toMatchObject({ valid: true })
    expect(keys.cache.stats().kept.valid).toBe(0)
  })

  it('empties the cache when the clock is set back, and not when it is trimmed', async () => {
    const vendor = new FakeVendor()
    let time = begin
    const keys = cached(vendor, { ttl: '1h', now: () => time })
    await keys.verify('a secret')
    time -= 500
    await keys.verify('a secret')
    expect(vendor.asked).toHaveLength(1)
    time -= 60_000
    await keys.verify('a secret')
    expect(vendor.asked).toHaveLength(2)
  })

  it('ends a key earlier where the vendor’s clock is ahead', async () => {
    const vendor = new FakeVendor()
    let time = begin
    const keys = cached(vendor, { ttl: '1h', now: () => time })
    vendor.answer = () => {
      const verdict = validVerdict('key_1', { expiresAt: new Date(begin + 60_000) })
      verdict.http?.headers.set('date', new Date(begin + 20_000).toUTCString())
      return verdict
    }
    await keys.verify('a secret')
    time += 39_999
    await keys.verify('a secret')
    expect(vendor.asked).toHaveLength(1)
    time += 1
    await keys.verify('a secret')
    expect(vendor.asked).toHaveLength(2)
  })
})

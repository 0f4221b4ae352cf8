import { describe, expect, it } from 'vitest'
import type { ErrorCode } from 'keymux'
import { cached } from 'keymux/cache'
import { FakeVendor, gate, refusal, trouble, validVerdict } from './support/fake-vendor.js'

const passing: ErrorCode[] = [
  'network',
  'timeout',
  'unavailable',
  'rate_limited',
  'ambiguous',
  'invalid_response',
]

function setUp(onTrouble: 'fail' | { serveForAtMost: '5m' } | undefined) {
  const vendor = new FakeVendor()
  const clock = { time: Date.UTC(2026, 0, 1) }
  const keys = cached(vendor, { ttl: '10s', onTrouble, now: () => clock.time })
  return { vendor, clock, keys }
}

describe('when the vendor cannot be asked', () => {
  it.each(['fail', undefined] as const)('a verify rejects with %s', async (onTrouble) => {
    const { vendor, clock, keys } = setUp(onTrouble)
    await keys.verify('a secret')
    clock.time += 10_000
    vendor.trouble = trouble('unavailable')
    await expect(keys.verify('a secret')).rejects.toBe(vendor.trouble)
  })

  it.each(passing)('a valid key is served for so long after %s, and says so', async (code) => {
    const { vendor, clock, keys } = setUp({ serveForAtMost: '5m' })
    await keys.verify('a secret')
    vendor.trouble = trouble(code)
    clock.time += 299_999
    const verdict = await keys.verify('a secret')
    expect(verdict).toMatchObject({ valid: true, cache: { ageMs: 299_999, isStale: true } })
    clock.time += 1
    await expect(keys.verify('a secret')).rejects.toBe(vendor.trouble)
    expect(keys.cache.stats().stale).toBe(1)
  })

  it.each(['unauthorized', 'forbidden', 'invalid_request', 'quota_exceeded'] as const)(
    'nothing is served after %s: that is no trouble of the vendor’s',
    async (code) => {
      const { vendor, clock, keys } = setUp({ serveForAtMost: '5m' })
      await keys.verify('a secret')
      clock.time += 10_000
      vendor.trouble = trouble(code)
      await expect(keys.verify('a secret')).rejects.toBe(vendor.trouble)
    },
  )

  it('neither a refusal is served, nor a key that has expired or was ended', async () => {
    const { vendor, clock, keys } = setUp({ serveForAtMost: '5m' })
    vendor.answer = (secret) => {
      if (secret === 'bad') return refusal('not_found')
      return validVerdict(secret, secret === 'short' ? { expiresAt: new Date(clock.time + 30_000) } : {})
    }
    for (const secret of ['bad', 'short', 'ended', 'good']) await keys.verify(secret)
    await keys.revoke('ended')
    vendor.trouble = trouble('network')
    clock.time += 30_000
    for (const secret of ['bad', 'short', 'ended'])
      await expect(keys.verify(secret)).rejects.toBe(vendor.trouble)
    expect(await keys.verify('good')).toMatchObject({ valid: true })
  })

  it('one caller a second finds out, and the others do not wait', async () => {
    const { vendor, clock, keys } = setUp({ serveForAtMost: '5m' })
    for (const secret of ['one', 'other']) await keys.verify(secret)
    clock.time += 10_000
    vendor.trouble = trouble('unavailable')
    await keys.verify('one')
    for (let index = 0; index < 10; index += 1) await keys.verify('other')
    expect(vendor.asked).toHaveLength(3)
    clock.time += 1000
    const { promise, open } = gate()
    vendor.held = promise
    const waiting = keys.verify('one')
    expect(await keys.verify('other')).toMatchObject({ cache: { isStale: true } })
    expect(vendor.asked).toHaveLength(4)
    vendor.trouble = undefined
    open()
    await waiting
    clock.time += 1000
    expect(await keys.verify('one')).toMatchObject({ cache: { isStale: false } })
  })

  it('waits as long as the vendor asked for', async () => {
    const { vendor, clock, keys } = setUp({ serveForAtMost: '5m' })
    await keys.verify('one')
    clock.time += 10_000
    vendor.trouble = trouble('rate_limited', 20_000)
    await keys.verify('one')
    vendor.trouble = undefined
    clock.time += 19_999
    expect(await keys.verify('one')).toMatchObject({ cache: { isStale: true } })
    clock.time += 1
    expect(await keys.verify('one')).toMatchObject({ cache: { isStale: false } })
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRateLimit, readRetryAfter } from '../../src/http/rate-limit.js'
import type { VendorProfile } from '../../src/http/vendor-profile.js'
import { profile } from './support/acme.js'

const now = Date.UTC(2025, 10, 21, 8)
const names = { limit: 'x-limit', remaining: 'x-remaining', reset: 'x-reset' }
const delta: VendorProfile = { ...profile, rateLimit: { ...names, unit: 'seconds-from-now' } }
const epoch: VendorProfile = { ...profile, rateLimit: { ...names, unit: 'epoch-seconds' } }
const none: VendorProfile = { ...profile, rateLimit: null }

function headers(limit: string, remaining: string, reset: string): Headers {
  return new Headers({ 'x-limit': limit, 'x-remaining': remaining, 'x-reset': reset })
}

describe('a rate limit', () => {
  it('is read for what the vendor means by its reset', () => {
    expect(readRateLimit(delta, headers('100', '7', '30'), now)).toEqual({
      limit: 100,
      remaining: 7,
      resetAt: new Date(now + 30_000),
    })
    const moment = headers('100', ' 0 ', String(now / 1000 + 30))
    expect(readRateLimit(epoch, moment, now)?.resetAt).toEqual(new Date(now + 30_000))
    expect(readRateLimit(none, moment, now)).toBeNull()
  })

  it('ends at the same time in milliseconds since 1970, which no vendor’s document rules out', () => {
    const moment = headers('100', '0', String(now + 30_000))
    expect(readRateLimit(epoch, moment, now)?.resetAt).toEqual(new Date(now + 30_000))
    expect(readRetryAfter(epoch, moment, now)).toBe(30_000)
  })

  it.each([
    ['', '1', '1'],
    ['x', '1', '1'],
    ['1', '-1', '1'],
    ['1', '1', '1.5'],
    ['1, 1', '1', '1'],
    ['1', '1', '999999999999999'],
  ])('is none in %j, %j, %j', (limit, remaining, reset) => {
    expect(readRateLimit(delta, headers(limit, remaining, reset), now)).toBeNull()
  })

  it('is never a moment that is none', () => {
    const text = fc.stringMatching(/^[0-9a-z ,.:-]{0,20}$/)
    fc.assert(
      fc.property(text, text, fc.constantFrom(delta, epoch, none), (reset, after, vendor) => {
        const all = headers('1', '1', reset)
        all.set('retry-after', after)
        expect(Number.isNaN(readRateLimit(vendor, all, now)?.resetAt.getTime() ?? 0)).toBe(false)
        const wait = readRetryAfter(vendor, all, now) ?? 0
        expect(wait >= 0 && Number.isFinite(wait)).toBe(true)
      }),
    )
  })
})

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    [' 5 ', 5000],
    ['1.2', 1200],
    ['Fri, 21 Nov 2025 08:00:30 GMT', 30_000],
    ['Friday, 21-Nov-25 08:00:30 GMT', 30_000],
    ['Fri, 21 Nov 2025 07:00:00 GMT', 0],
    ['1.2.3', undefined],
    ['-5', undefined],
    ['2025', 2_025_000],
    ['in 3 seconds', undefined],
    ['Monday', undefined],
    ['1e3', undefined],
    ['9'.repeat(400), undefined],
  ])('%j is %s', (text, wait) => {
    expect(readRetryAfter(none, new Headers({ 'retry-after': text }), now)).toBe(wait)
  })

  it('comes before the limit’s reset, which stands in for it', () => {
    const both = headers('1', '0', '12')
    expect(readRetryAfter(delta, both, now)).toBe(12_000)
    both.set('retry-after', 'soon')
    expect(readRetryAfter(delta, both, now)).toBe(12_000)
    both.set('retry-after', '1')
    expect(readRetryAfter(delta, both, now)).toBe(1000)
    expect(readRetryAfter(epoch, headers('1', '0', '12'), now)).toBe(0)
  })
})

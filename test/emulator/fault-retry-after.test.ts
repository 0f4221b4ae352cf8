import { describe, expect, it } from 'vitest'

import { createEmulator, type Fault, type Vendor } from '../../src/emulator/index.js'
import { askForKey, vendors } from './support/faulty.js'

const start = new Date('2026-05-01T12:00:00.000Z')
const inAMinute = new Date(start.getTime() + 60_000)

/** The headers of an answer that tell when to come back. */
async function headersOf(vendor: Vendor, fault: Fault): Promise<Record<string, string>> {
  const emulator = createEmulator({ seed: 1, now: () => start })
  emulator.faults.add(fault)
  const { headers } = await askForKey(emulator, vendor)
  const wanted = [...headers].filter(([name]) => /ratelimit|retry-after/.test(name))
  return Object.fromEntries(wanted)
}

describe('when to come back', () => {
  it('is a number of seconds at Unkey, twice', async () => {
    expect(await headersOf('unkey', { kind: 'rate-limited', retryAfter: 0 })).toEqual({
      'ratelimit-limit': '100',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '0',
      'retry-after': '0',
    })
  })

  it.each(['clerk', 'flow'] as const)('is a number of seconds at %s', async (vendor) => {
    expect(await headersOf(vendor, { kind: 'rate-limited' })).toEqual({ 'retry-after': '1' })
    expect(await headersOf(vendor, { kind: 'unavailable', retryAfter: 7 })).toEqual({ 'retry-after': '7' })
  })

  it('is a point in time at Factify', async () => {
    const reset = String(start.getTime() / 1000 + 60)
    for (const retryAfter of [60, inAMinute]) {
      expect(await headersOf('factify', { kind: 'rate-limited', retryAfter })).toEqual({
        'x-ratelimit-limit': '100',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': reset,
      })
    }
  })

  it('can be a date', async () => {
    expect(await headersOf('clerk', { kind: 'unavailable', retryAfter: inAMinute })).toEqual({
      'retry-after': 'Fri, 01 May 2026 12:01:00 GMT',
    })
  })

  it('need not be told', async () => {
    for (const vendor of vendors) {
      expect(await headersOf(vendor, { kind: 'unavailable' })).toEqual({})
      expect(await headersOf(vendor, { kind: 'rate-limited', retryAfter: null })).not.toHaveProperty(
        'retry-after',
      )
    }
  })
})

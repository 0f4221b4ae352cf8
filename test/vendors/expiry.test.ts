import { assert, asyncProperty, bigInt, date, integer } from 'fast-check'
import { createEmulator, type Emulator, type Vendor } from 'keymux/emulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cases } from './cases/index.js'
import { answering } from './support/answering.js'
import { clients, inputs } from './support/at-home.js'
import { errorOf } from './support/outcome.js'
import { published } from './support/published.js'
import type { Input } from './support/vendor-case.js'

const now = Date.UTC(2026, 7, 21, 12, 0, 0, 250)
const second = 1000
const day = 86_400_000
const last = Date.UTC(2100, 0, 1)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now })
})
afterEach(() => vi.useRealTimers())

/** The body that a vendor is sent for a moment, less what is the same in each. */
async function wire(vendor: Vendor, expiresAt: unknown): Promise<Record<string, unknown> | undefined> {
  const stub = answering(published.find((example) => example.vendor === vendor)?.answer)
  await clients[vendor](stub.fetch).create({ ...inputs[vendor], expiresAt })
  return stub.bodies[0]
}

const iso = (time: number): string => new Date(time).toISOString()

describe('the end of a key is written as its vendor reads it', () => {
  it.each<[Vendor, string, Input, number | string]>([
    ['unkey', 'expires', { at: new Date(now + 1) }, now + 1],
    ['unkey', 'expires', { at: '30d' }, now + 30 * day],
    ['unkey', 'expires', { at: '90s' }, now + 90 * second],
    ['unkey', 'expires', { at: new Date(last) }, last],
    ['clerk', 'seconds_until_expiration', { at: new Date(now + 1) }, 1],
    ['clerk', 'seconds_until_expiration', { at: new Date(now + 1000) }, 1],
    ['clerk', 'seconds_until_expiration', { at: new Date(now + 1001) }, 2],
    ['clerk', 'seconds_until_expiration', { at: '1.2s' }, 2],
    ['clerk', 'seconds_until_expiration', { at: '30d' }, 30 * 86_400],
    ['clerk', 'seconds_until_expiration', { at: '10000w' }, 10_000 * 7 * 86_400],
    ['factify', 'expires_at', { at: new Date(now + 1) }, iso(now + 1)],
    ['factify', 'expires_at', { at: '2w' }, iso(now + 14 * day)],
    ['factify', 'expires_at', { at: '365d' }, iso(now + 365 * day)],
    ['factify', 'expires_at', { at: '8760h' }, iso(now + 365 * day)],
  ])('%s: %s for %j', async (vendor, name, { at }, written) => {
    expect((await wire(vendor, at))?.[name]).toBe(written)
  })

  it.each<Vendor>(['unkey', 'clerk', 'factify'])('and left out at %s where there is none', async (vendor) => {
    const body = (await wire(vendor, undefined)) ?? {}
    expect(Object.keys(body).filter((name) => name.startsWith('expir') || name.startsWith('sec'))).toEqual([])
  })

  it('and refused at Flow, whose keys do not end', async () => {
    const error = await errorOf(wire('flow', '30d'))
    expect(error).toMatchObject({ code: 'unsupported', issues: [{ path: 'expiresAt' }] })
  })
})

describe('a moment that cannot be meant is refused before any request', () => {
  const odd: readonly [string, unknown][] = [
    ['the present', new Date(now)],
    ['the past', new Date(now - 1)],
    ['1970', new Date(0)],
    ['no time at all', '0s'],
    ['an invalid Date', new Date(Number.NaN)],
    ['a negative duration', '-1d'],
    ['a text', 'soon'],
    ['nothing', ''],
    ['a date as text', '2030-01-01T00:00:00Z'],
    ['seconds', 1_900_000_000],
    ['milliseconds', 1_900_000_000_000],
    ['null', null],
    ['a moment beyond what Date holds', '99999999999w'],
  ]
  const beyond: readonly [Vendor, string, unknown][] = [
    ['unkey', 'the year 2101', new Date('2101-01-01T00:00:00Z')],
    ['unkey', 'a millisecond after its last', new Date(last + 1)],
    ['unkey', 'more than the rest of the century', '4000w'],
    ['factify', 'more than a year', '400d'],
    ['factify', 'a millisecond more than 365 days', new Date(now + 365 * day + 1)],
  ]
  const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify']
  const all = [
    ...vendors.flatMap((vendor) => odd.map(([what, at]) => [vendor, what, at] as const)),
    ...beyond,
  ]

  it.each(all)('%s: %s', async (vendor, _, expiresAt) => {
    const stub = answering({})
    const error = await errorOf(clients[vendor](stub.fetch).create({ ...inputs[vendor], expiresAt }))
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: 'expiresAt' }] })
    expect(stub.bodies).toEqual([])
  })
})

describe('any moment within the limits', () => {
  const clock = date({ min: new Date('2024-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  const farthest: Partial<Record<Vendor, (from: number) => number>> = {
    unkey: () => last,
    clerk: () => Date.UTC(9999, 0, 1),
    factify: (from) => from + 365 * day,
  }
  const ending = cases.filter(({ vendor }) => farthest[vendor] !== undefined)

  it.each(ending)('survives to what $title keeps', async ({ vendor, make, minimal }) => {
    const keep = async (from: Date, expiresAt: Date): Promise<Emulator> => {
      vi.setSystemTime(from)
      const emulator = createEmulator({ seed: 1, now: () => from })
      await make(emulator, { fetch: emulator.fetch }).create({ ...minimal(emulator), expiresAt })
      return emulator
    }
    const share = bigInt({ min: 1n, max: 2n ** 52n })
    await assert(
      asyncProperty(clock, share, integer({ min: 0, max: 1 }), async (from, part, near) => {
        const room = BigInt((farthest[vendor]?.(from.getTime()) ?? 0) - from.getTime())
        const ahead = near === 1 ? Number(part % 5000n) + 1 : Number((room * part) / 2n ** 52n)
        const expiresAt = new Date(from.getTime() + Math.max(1, ahead))
        const [held] = (await keep(from, expiresAt)).keys(vendor)
        const late = (held?.expiresAt?.getTime() ?? 0) - expiresAt.getTime()
        // Clerk counts whole seconds: rounded up, so that no key ends before its time.
        expect(late).toBeGreaterThanOrEqual(0)
        expect(late).toBeLessThan(vendor === 'clerk' ? second : 1)
        expect(held?.state).toBe('active')
      }),
      { numRuns: 1000 },
    )
  })
})

import { assert, asyncProperty, date, integer } from 'fast-check'
import type { Vendor } from 'keymux/emulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { someInput, vendors } from '../support/key-clients.js'
import { endOf } from './support/told.js'
import { worlds } from './support/worlds.js'

const day = 86_400_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())

const clock = date({ min: new Date('2024-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
/** How long a moment lies ahead: up to Factify's limit of a year. */
const ahead = integer({ min: 3000, max: 365 * day })
const passing = integer({ min: 0, max: 1000 })

describe.each(vendors.filter((vendor) => vendor !== 'flow'))('any end of a key at %s', (vendor) => {
  it('is read as it was set, by a create and by an update', async () => {
    const world = worlds(vendor)
    await assert(
      asyncProperty(clock, ahead, passing, async (made, ending, passed) => {
        vi.setSystemTime(made)
        const { keys } = world()
        const expiresAt = new Date(made.getTime() + ending)
        const { id, key } = await keys.create({ ...someInput(), expiresAt })
        const kept = endOf(vendor, expiresAt, made.getTime())
        expect(key.expiresAt).toEqual(kept)
        expect((await keys.get(id)).expiresAt).toEqual(kept)
        if (!keys.can('update')) return
        vi.setSystemTime(made.getTime() + passed)
        const later = new Date(expiresAt.getTime() + 1 + passed)
        const changed = await keys.update(id, { expiresAt: later })
        expect(changed.expiresAt).toEqual(endOf(vendor, later, made.getTime() + passed))
      }),
      { numRuns: 1000 },
    )
  }, 60_000)
})

/** The moments of a key that each vendor tells. */
const tells: Readonly<Record<Vendor, readonly string[]>> = {
  unkey: ['createdAt', 'updatedAt', 'lastUsedAt'],
  clerk: ['createdAt', 'updatedAt', 'lastUsedAt'],
  factify: ['createdAt', 'revokedAt'],
  flow: ['createdAt'],
}

describe.each(vendors)('any moment of the life of a key at %s', (vendor) => {
  it('is read to the millisecond', async () => {
    const world = worlds(vendor)
    await assert(
      asyncProperty(clock, passing, passing, async (made, wait, more) => {
        vi.setSystemTime(made)
        const { keys } = world()
        const { id, secret } = await keys.create(someInput())
        const changedAt = new Date(made.getTime() + wait)
        vi.setSystemTime(changedAt)
        if (keys.can('update')) await keys.update(id, vendor === 'flow' ? { enabled: true } : { scopes: [] })
        const endedAt = new Date(changedAt.getTime() + more)
        vi.setSystemTime(endedAt)
        if (keys.can('verify')) await keys.verify(secret)
        else await keys.revoke(id)
        const read = await keys.get(id)
        const moments = {
          createdAt: made,
          updatedAt: changedAt,
          lastUsedAt: endedAt,
          revokedAt: endedAt,
        }
        const wanted = Object.entries(moments).filter(([name]) => tells[vendor].includes(name))
        expect(read).toMatchObject(Object.fromEntries(wanted))
        const others = Object.keys(moments).filter((name) => !tells[vendor].includes(name) && name in read)
        expect(others).toEqual([])
      }),
      { numRuns: 1000 },
    )
  }, 60_000)
})

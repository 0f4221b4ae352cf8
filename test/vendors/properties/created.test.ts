import { assert, asyncProperty } from 'fast-check'
import type { CreateKeyInput } from 'keymux'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { arbitraryInputs } from '../support/arbitrary-inputs.js'
import { vendors } from '../support/key-clients.js'
import { startsWith } from '../support/outcome.js'
import type { Input } from '../support/vendor-case.js'
import { asked, present, told } from './support/told.js'
import { worlds } from './support/worlds.js'

const now = Date.UTC(2026, 7, 21, 12, 0, 0, 250)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now })
})
afterEach(() => vi.useRealTimers())

const shown = new Set(['credits', 'ratelimits', 'type', 'created_by'])

/** What only the vendor has, as far as its record shows it: unlimited credits are not there at all. */
function asShown(fields: Input): Input {
  const { remaining } = (fields['credits'] ?? {}) as { remaining?: number | null }
  const hidden = (name: string, value: unknown): boolean =>
    (name === 'credits' && remaining === null) || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => shown.has(name) && !hidden(name, value)),
  )
}

describe.each(vendors)('any key made at %s', (vendor) => {
  it('is read as it was asked for, and its secret starts with its prefix', async () => {
    const world = worlds(vendor)
    await assert(
      asyncProperty(arbitraryInputs[vendor], async (input) => {
        const { keys } = world()
        const { id, secret, prefix, key } = await keys.create(input as CreateKeyInput & Input)
        const read = await keys.get(id)
        const wanted = present(asked(vendor, input, now))
        expect(told(read)).toMatchObject(wanted)
        expect(told(key)).toMatchObject(wanted)
        expect(read.vendor).toMatchObject(asShown((input['vendor'] ?? {}) as Input))
        expect(read.createdAt).toEqual(new Date(now))
        expect(read.warnings).toEqual([])
        expect(prefix === null || startsWith(secret, prefix)).toBe(true)
        expect(input['prefix'] === undefined || prefix === `${String(input['prefix'])}_`).toBe(true)
        if (keys.can('delete')) await keys.delete(id)
      }),
      { numRuns: 1000 },
    )
  }, 60_000)
})

describe.each(['unkey', 'clerk'] as const)('any key made at %s', (vendor) => {
  it('verifies, and is told as it is read', async () => {
    const world = worlds(vendor)
    await assert(
      asyncProperty(arbitraryInputs[vendor], async (input) => {
        const { keys } = world()
        const { id, secret } = await keys.create(input as CreateKeyInput & Input)
        const read = await keys.get(id)
        // Where a key has no credits, asking for none is all that it can be asked for.
        const cost = vendor === 'unkey' ? { cost: 0 } : {}
        const verdict = keys.can('verify') ? await keys.verify(secret, cost) : undefined
        const enabled = input['enabled'] !== false
        expect(verdict).toMatchObject(enabled ? { valid: true } : { valid: false, reason: 'disabled' })
        expect(verdict?.warnings).toEqual([])
        expect(verdict?.key && told(verdict.key)).toEqual(told(read))
        expect([verdict?.key?.id, verdict?.key?.state]).toEqual([id, read.state])
        if (keys.can('delete')) await keys.delete(id)
      }),
      { numRuns: 1000 },
    )
  }, 60_000)
})

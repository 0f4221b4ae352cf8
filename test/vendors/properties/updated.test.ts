import { assert, asyncProperty } from 'fast-check'
import type { CreateKeyInput, KeyRecord, UpdateKeyInput } from 'keymux'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { arbitraryInputs, arbitraryPatches } from '../support/arbitrary-inputs.js'
import type { Input } from '../support/vendor-case.js'
import { asked, told } from './support/told.js'
import { worlds } from './support/worlds.js'

const start = Date.UTC(2026, 7, 21, 12, 0, 0, 250)
const now = start + 90_061

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => vi.useRealTimers())

/** What must be told after a patch: what was patched as it was patched, all else as before. */
function after(vendor: 'unkey' | 'clerk' | 'flow', before: KeyRecord, patch: Input): Input {
  const absent = { metadata: {}, scopes: new Set() } as const
  const wanted = asked(vendor, Object.fromEntries(Object.entries(patch).filter(([, to]) => to !== null)), now)
  const fields = Object.entries(told(before)).map(([name, value]): [string, unknown] => {
    if (patch[name] === null) return [name, name === 'metadata' ? absent.metadata : undefined]
    return [name, name in patch ? wanted[name] : value]
  })
  return Object.fromEntries(fields)
}

interface Credits {
  readonly remaining: number | null
  readonly refill?: object | null
}

/** Unkey's credits after a patch: unlimited ones are absent, and null takes a refill away. */
function creditsAfter(before: KeyRecord, patch: Input): Credits | undefined {
  const { credits } = before.vendor as { credits?: Credits }
  const { credits: patched } = (patch['vendor'] ?? {}) as { credits?: Credits | null }
  if (patched === undefined) return credits
  if (patched === null || patched.remaining === null) return undefined
  const { remaining, refill } = patched
  return { remaining, ...(refill !== null && { refill }) } as Credits
}

function stateAfter(before: KeyRecord, { enabled }: Input): unknown {
  if (enabled === undefined) return before.state
  return enabled === true ? 'active' : 'disabled'
}

describe.each(['unkey', 'clerk', 'flow'] as const)('any change of a key at %s', (vendor) => {
  it('shows, and nothing else changes', async () => {
    const world = worlds(vendor)
    await assert(
      asyncProperty(arbitraryInputs[vendor], arbitraryPatches[vendor], async (input, patch) => {
        const { keys, emulator } = world()
        if (!keys.can('update')) throw new Error('The vendor cannot change keys.')
        vi.setSystemTime(start)
        const living = { ...input, ...(vendor !== 'flow' && { expiresAt: '365d' }) }
        const { id } = await keys.create(living as CreateKeyInput & Input)
        const before = await keys.get(id)
        vi.setSystemTime(now)
        const requests = emulator.requests.length
        const changed = await keys.update(id, patch as UpdateKeyInput & Input)
        // At Unkey the first read after it shows the change, and none is asked for once more.
        expect(emulator.requests.length - requests).toBeLessThanOrEqual(2)
        const read = await keys.get(id)
        expect(told(read)).toEqual(after(vendor, before, patch))
        // Flow tells its owner in the answer to an update alone.
        expect(told(changed)).toEqual({ ...told(read), owner: changed.owner })
        expect(changed.warnings).toEqual([])
        expect(changed.updatedAt).toEqual(new Date(now))
        const held = emulator.keys(vendor).find((key) => key.id === id)
        expect(changed.state).toBe(vendor === 'flow' ? changed.state : stateAfter(before, patch))
        expect(changed.state === 'active').toBe(held?.state === 'active')
        expect((read.vendor as { credits?: Credits }).credits).toEqual(creditsAfter(before, patch))
        if (keys.can('delete')) await keys.delete(id)
      }),
      { numRuns: 1000 },
    )
  }, 60_000)
})

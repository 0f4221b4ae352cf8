import { KeymuxError, type CreateKeyResult } from 'keymux'
import { createEmulator } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import { cases } from './cases/index.js'
import { errorOf } from './support/outcome.js'

/** In a word, what a call came to. */
async function codeOf(call: Promise<CreateKeyResult>): Promise<string> {
  return call.then(
    ({ warnings }) => warnings.map(({ message }) => message).join(' ') || 'created',
    (error: unknown) => (KeymuxError.is(error) ? error.code : 'no KeymuxError'),
  )
}

describe.each(cases)('$title', (vendorCase) => {
  const limits = vendorCase.limits.map((limit) => ({ ...limit, at: limit.at ?? limit.option }))

  it.each(limits)('refuses $at beyond its limits before any request', async ({ option, at, refuses }) => {
    const emulator = createEmulator({ seed: 1 })
    const keys = vendorCase.make(emulator, { fetch: emulator.fetch, baseUrl: 'https://keys.example.com' })
    for (const input of refuses) {
      const error = await errorOf(keys.create({ ...vendorCase.minimal(emulator), ...input }))
      expect(error).toMatchObject({ code: 'invalid_request', vendor: vendorCase.vendor })
      expect(error.issues.map(({ path }) => path)).toContain(at)
      expect(error.message).toContain(option)
    }
    expect(emulator.requests).toEqual([])
  })

  it.each(limits)('takes $at within its limits', async ({ accepts, outcome }) => {
    for (const input of accepts) {
      const emulator = createEmulator({ seed: 1, ...vendorCase.emulator })
      const keys = vendorCase.make(emulator, {
        fetch: emulator.fetch,
        ...(vendorCase.vendor === 'flow' ? { baseUrl: 'https://flow.example.com' } : {}),
      })
      const call = keys.create({ ...vendorCase.minimal(emulator), ...input })
      expect(await codeOf(call)).toBe(outcome ?? 'created')
      expect(emulator.requests).toHaveLength(1)
    }
  })

  it('says all that is wrong at once, and never the value', async () => {
    const emulator = createEmulator({ seed: 1 })
    const keys = vendorCase.make(emulator, { fetch: emulator.fetch, baseUrl: 'https://keys.example.com' })
    const refused = limits.map(({ refuses }) => refuses[0] ?? {})
    const input = Object.assign({}, vendorCase.minimal(emulator), ...refused, { name: 17_171_717 }) as object
    const error = await errorOf(keys.create(input))
    expect(error.issues.length).toBeGreaterThan(limits.length > 1 ? 1 : 0)
    expect(error.message).not.toContain('17171717')
  })
})

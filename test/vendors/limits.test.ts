import { KeymuxError, type CreateKeyResult } from 'keymux'
import { createEmulator } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import { cases } from './cases/index.js'
import { errorOf } from './support/outcome.js'
import type { Input } from './support/vendor-case.js'

/** In a word, what a call came to. */
async function codeOf(call: Promise<CreateKeyResult>): Promise<string> {
  return call.then(
    ({ warnings }) => warnings.map(({ message }) => message).join(' ') || 'created',
    (error: unknown) => (KeymuxError.is(error) ? error.code : 'no KeymuxError'),
  )
}

type Container = Record<string, unknown>

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}

function stepsTo(at: string): string[] {
  return at.split(/[.[\]]+/).filter((step) => step !== '')
}

function valueAt(input: Input, at: string): unknown {
  return stepsTo(at).reduce<unknown>((value, step) => (isContainer(value) ? value[step] : undefined), input)
}

/** Makes one place of `target` what it is in `source`, with as much around it as `target` lacks. */
function put(target: Container, source: Input, [step = '', ...rest]: readonly string[]): void {
  const [inner, from] = [target[step], source[step]]
  if (rest.length > 0 && isContainer(inner) && isContainer(from)) put(inner, from, rest)
  else target[step] = structuredClone(from)
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
    // What is no list or object at all has no place inside that could be wrong too.
    const together = limits.filter(
      ({ at, refuses: [refused = {}] }) =>
        isContainer(valueAt(refused, at)) ||
        !limits.some((other) => other.at.startsWith(`${at}.`) || other.at.startsWith(`${at}[`)),
    )
    const input: Container = { ...vendorCase.minimal(emulator) }
    for (const { at, refuses } of together) put(input, refuses[0] ?? {}, stepsTo(at))
    const error = await errorOf(keys.create({ ...input, name: 17_171_717 }))
    expect(new Set(error.issues.map(({ path }) => path))).toEqual(new Set(together.map(({ at }) => at)))
    expect(error.message).not.toContain('17171717')
  })
})

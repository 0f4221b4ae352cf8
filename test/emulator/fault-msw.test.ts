import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it } from 'vitest'

import { createEmulator, type Fault } from '../../src/emulator/index.js'
import { handlers } from '../../src/msw/index.js'
import { bases } from './support/ask.js'
import { askForKey, drain, failureOf, last, type Send, vendors } from './support/faulty.js'

const at = { ...bases, flow: 'http://localhost:8000' }
let close = (): void => {}

function setUp(fault: Fault) {
  const emulator = createEmulator({ seed: 1 })
  emulator.faults.add(fault)
  const server = setupServer(...handlers(emulator))
  server.listen({ onUnhandledRequest: 'error' })
  close = () => server.close()
  return emulator
}

afterEach(() => close())

// Looked up at each call: MSW puts its own in the place of the one that is there now.
const send: Send = (url, init) => fetch(url, init)

describe.each(vendors)('through MSW, at %s', (vendor) => {
  const options = { base: at[vendor], send }

  it.each([
    ['reset-before', 0],
    ['lost-response', 1],
  ] as const)('%s is a network error', async (kind, keys) => {
    const emulator = setUp({ kind })
    const { error } = await failureOf(askForKey(emulator, vendor, options))
    expect([error.name, error.message]).toEqual(['TypeError', 'Failed to fetch'])
    expect(emulator.keys(vendor)).toHaveLength(keys)
    expect(last(emulator)).toMatchObject({ fault: kind, status: null })
  })

  it('truncated-body breaks off with an error', async () => {
    const emulator = setUp({ kind: 'truncated-body', afterBytes: 10 })
    const { bytes, error } = await drain(await askForKey(emulator, vendor, options))
    expect([bytes, error instanceof TypeError]).toEqual([10, true])
  })

  it('stalled-body goes on until the caller gives up', async () => {
    const emulator = setUp({ kind: 'stalled-body', afterBytes: 10 })
    const caller = new AbortController()
    const response = await askForKey(emulator, vendor, { ...options, init: { signal: caller.signal } })
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value).toHaveLength(10)
    const more = failureOf(Promise.resolve(reader?.read()))
    caller.abort(new Error('enough'))
    expect((await more).error.message).toBe('enough')
  })

  it('slow is given up at once', async () => {
    const emulator = setUp({ kind: 'slow', delayMs: 600_000 })
    const caller = new AbortController()
    const asked = failureOf(askForKey(emulator, vendor, { ...options, init: { signal: caller.signal } }))
    while (emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    caller.abort(new Error('enough'))
    expect((await asked).error.message).toBe('enough')
  })

  it.each<[Fault, number]>([
    [{ kind: 'error-after-commit' }, 500],
    [{ kind: 'rate-limited' }, 429],
    [{ kind: 'unavailable' }, 503],
    [{ kind: 'html', status: 502 }, 502],
    [{ kind: 'echo-credential' }, 400],
  ])('%o is an answer like any other', async (fault, status) => {
    const emulator = setUp(fault)
    expect((await askForKey(emulator, vendor, options)).status).toBe(status)
    expect(last(emulator)).toMatchObject({ fault: fault.kind, status })
  })

  it('redirect can be refused, and looked at', async () => {
    const emulator = setUp({ kind: 'redirect', times: 2 })
    const init = { redirect: 'manual' } as const
    expect((await askForKey(emulator, vendor, { ...options, init })).status).toBe(307)
    const refused = askForKey(emulator, vendor, { ...options, init: { redirect: 'error' } })
    expect((await failureOf(refused)).error).toBeInstanceOf(TypeError)
  })
})

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmulator, type Emulator, type EmulatorServer, type HeldKey } from '../../src/emulator/index.js'
import type { StormCreate, StormOrder, StormReport } from './support/storm-report.js'

const run = promisify(execFile)
const vendors = ['unkey', 'clerk', 'factify', 'flow'] as const

let emulator: Emulator
let server: EmulatorServer
let report: StormReport

beforeAll(async () => {
  emulator = createEmulator({ seed: 1 })
  // So that creates are aborted while they are sent, wait for an answer, read it, or wait to be sent again.
  emulator.faults.add({
    kind: 'slow',
    delayMs: 60_000,
    operation: 'create',
    times: Infinity,
    probability: 0.2,
  })
  emulator.faults.add({ kind: 'stalled-body', operation: 'create', times: Infinity, probability: 0.2 })
  emulator.faults.add({ kind: 'rate-limited', operation: 'create', times: Infinity, probability: 0.2 })
  server = await emulator.listen()
  const { credentials } = emulator
  const order: StormOrder = {
    creates: 250,
    options: {
      unkey: { ...credentials.unkey, baseUrl: server.urls.unkey },
      clerk: { ...credentials.clerk, baseUrl: server.urls.clerk },
      factify: { ...credentials.factify, baseUrl: server.urls.factify },
      flow: { ...credentials.flow, baseUrl: server.urls.flow },
    },
    withinMs: 800,
    settled: 40,
  }
  const env = { ...process.env, STORM: JSON.stringify(order) }
  const storm = run(process.execPath, ['--import', 'tsx', 'test/chaos/support/storm.ts'], {
    env,
    maxBuffer: 2 ** 24,
  })
  // Resolves when the process ends, by itself: an upstream that still listens holds nobody.
  report = JSON.parse((await storm).stdout) as StormReport
}, 120_000)

afterAll(async () => server.close())

function createOf(vendor: string, { name }: HeldKey): StormCreate | undefined {
  const plain = name?.replace(/ \[.*/, '')
  return report.creates.find((create) => create.vendor === vendor && create.name === plain)
}

describe('1,000 parallel creates that are aborted at random moments', () => {
  it('end in every way', () => {
    expect(report.creates.length).toBe(1000)
    const ways = new Set(report.creates.map(({ code, mayHaveActed }) => `${code} ${mayHaveActed}`))
    expect(ways).toContain('null false')
    expect(ways).toContain('aborted true')
    expect(ways).toContain('aborted false')
  })

  it('leave no timer, no listener and no socket', () => {
    expect(report.after).toEqual(report.before)
    expect(report.listeners).toBe(0)
  })

  it('leave no rejection that nobody handles, and no warning', () => {
    expect([report.unhandled, report.warnings]).toEqual([0, []])
  })

  it.each(vendors)('leave no key at %s that nobody was told of', (vendor) => {
    const live = emulator.keys(vendor).filter(({ state }) => state === 'active')
    const untold = live.filter((key) => {
      const create = createOf(vendor, key)
      return create?.id !== key.id && !(create?.mayHaveActed && create.canBeSettled)
    })
    expect(live.length).toBeGreaterThan(0)
    expect(untold.map(({ id }) => id)).toEqual([])
  })

  it('can be settled', () => {
    expect(report.settled.length).toBe(40)
    for (const { vendor, name, status, ids } of report.settled) {
      const live = emulator.keys(vendor).filter((key) => key.state === 'active')
      const own = live.filter((key) => createOf(vendor, key)?.name === name).map(({ id }) => id)
      expect(own).toEqual(status === 'recovered' ? ids : [])
    }
  })
})

import { afterAll, expect, it } from 'vitest'
import { createEmulator, type Vendor } from 'keymux/emulator'
import { conformance, formatReport } from 'keymux/conformance'
import { vendorSubjects } from './support/vendor-subjects.js'

const emulator = createEmulator({ seed: 1 })
const server = await emulator.listen()
const subjects = vendorSubjects(emulator, server)
const operations = [
  'create',
  'get',
  'list',
  'update',
  'revoke',
  'delete',
  'verify',
  'rotate',
  'recover',
  'import',
]

afterAll(() => server.close())

// At once: at Unkey most of the time goes into asking again for keys that a replica might not have yet.
it.concurrent.each(Object.keys(subjects) as Vendor[])(
  '%s conforms over real HTTP',
  { timeout: 120_000 },
  async (vendor) => {
    const report = await conformance(subjects[vendor]).run()
    const text = formatReport(report)
    expect(text).toMatch(new RegExp(`^${vendor} conforms$`, 'm'))
    expect(report.passed).toBe(true)
    for (const operation of operations)
      expect(text).toMatch(
        new RegExp(
          `^ {2}${operation} +(native|emulated) +\\d+ passed|^ {2}${operation} +none +\\d+ absent`,
          'm',
        ),
      )
    expect(emulator.keys(vendor).filter(({ state }) => state === 'active')).toEqual([])
  },
)

it('waits for a vendor that shows late what was written', { timeout: 60_000 }, async () => {
  const late = createEmulator({ seed: 1, unkey: { replicaLagMs: 60 } })
  const home = await late.listen()
  const { checks } = conformance({ ...vendorSubjects(late, home).unkey, lagMs: 120 })
  const affected = checks.filter(({ about }) => about === 'list' || about === 'delete')
  expect(affected.length).toBeGreaterThan(5)
  for (const { run } of affected) await expect(run()).resolves.toBeUndefined()
  await home.close()
})

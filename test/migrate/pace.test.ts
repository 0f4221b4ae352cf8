import { planMigration, runMigration, type PlanOptions } from 'keymux/migrate'
import { expect, it } from 'vitest'
import { clientOf, createEmulator, Holders, journalPath, owners, type Vendor } from './support/world.js'

interface Pace {
  readonly from: Vendor
  readonly to: Vendor
  readonly keys: number
  /** Of ten seconds each: the first of them costs no time. */
  readonly turns: number
  readonly plan?: Partial<PlanOptions>
}

/** Flow documents no limit, so the other vendor's is what counts. Clerk is read from, one secret a call, and written to. */
const paces: readonly Pace[] = [
  { from: 'flow', to: 'factify', keys: 400, turns: 23, plan: { marker: 'name' } },
  { from: 'flow', to: 'clerk', keys: 2100, turns: 2, plan: { owner: owners[0] } },
  { from: 'clerk', to: 'unkey', keys: 2100, turns: 2, plan: { owners: [owners[0]] } },
]

it.each(paces)(
  'takes as long from $from to $to as the plan says, and is told to wait by no create',
  { timeout: 120_000 },
  async ({ from: source, to: target, keys, turns, plan: options }) => {
    let passed = 0
    const startedAt = Date.now()
    const now = (): number => startedAt + passed
    const clerk = { rateLimit: { limit: 1000 } }
    const emulator = createEmulator({ seed: 1, now: () => new Date(now()), clerk })
    const [from, to] = [clientOf(emulator, source), clientOf(emulator, target)]
    const isOwned = from.capabilities.fields.owner === 'required'
    for (let number = 0; number < keys; number += 1) {
      if (number % 900 === 899) passed += 10_000
      await from.create({ name: `Key ${number}`, ...(isOwned && { owner: owners[0] }) })
    }
    passed += 60_000
    const plan = await planMigration({ from, to, ...options })
    expect(plan.totals.estimate.leastMinutes).toBe(Math.floor(turns / 6))
    passed += 60_000

    // Whoever sleeps at the same time wakes at the same time.
    const sleep = async (milliseconds: number): Promise<void> => {
      const until = passed + milliseconds
      // Nothing is under way any more when a real turn is over.
      await new Promise((resolve) => {
        setTimeout(resolve, 300)
      })
      passed = Math.max(passed, until)
    }
    const begun = passed
    const { deliver } = new Holders()
    const journal = await journalPath()
    const report = await runMigration(plan, { journal, deliver, clock: { now, sleep }, concurrency: 50 })
    expect(report.counts.moved).toBe(keys)
    expect(Math.floor((passed - begun) / 10_000)).toBe(turns)
    const refused = emulator.requests.filter(({ status }) => status === 429)
    expect(refused.filter(({ operation }) => operation === 'create')).toEqual([])
    // The pages of the source are asked for when they are needed, and a few secrets with them come too early.
    expect(refused.length).toBeLessThan(keys / 100)
  },
)

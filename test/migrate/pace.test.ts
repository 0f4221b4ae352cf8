import { planMigration, runMigration } from 'keymux/migrate'
import { expect, it } from 'vitest'
import { clientOf, createEmulator, Holders, journalPath } from './support/world.js'

it('takes as long as the plan says by the target’s limit, and is never told to wait', async () => {
  let passed = 0
  const startedAt = Date.now()
  const now = (): number => startedAt + passed
  const emulator = createEmulator({ seed: 1, now: () => new Date(now()) })
  const [from, to] = [clientOf(emulator, 'flow'), clientOf(emulator, 'factify')]
  for (let number = 0; number < 1000; number += 1) await from.create({ name: `Key ${number}` })
  const plan = await planMigration({ from, to, marker: 'name' })
  expect(plan.totals.estimate).toMatchObject({ leastMinutes: 9, by: 'target creates' })

  // Whoever sleeps at the same time wakes at the same time.
  const sleep = async (milliseconds: number): Promise<void> => {
    const until = passed + milliseconds
    // Nothing is under way any more when a real minute is over.
    await new Promise((resolve) => {
      setTimeout(resolve, 100)
    })
    passed = Math.max(passed, until)
  }
  const clock = { now, sleep }
  const { deliver } = new Holders()
  const report = await runMigration(plan, { journal: await journalPath(), deliver, clock })
  expect(report.counts.moved).toBe(1000)
  expect(Math.floor(passed / 60_000)).toBe(9)
  expect(emulator.requests.filter(({ status }) => status === 429)).toEqual([])
})

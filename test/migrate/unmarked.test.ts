import type { KeyClient } from 'keymux'
import { planMigration, runMigration, type JournalRecord } from 'keymux/migrate'
import { expect, it } from 'vitest'
import { clientOf, createEmulator, Holders, journalPath, type Emulator } from './support/world.js'

interface World {
  readonly emulator: Emulator
  readonly holders: Holders
  readonly to: KeyClient
  run(): ReturnType<typeof runMigration>
}

/** Three keys, and a create whose answer is lost. */
async function world(marker: 'name' | undefined): Promise<World> {
  const emulator = createEmulator({ seed: 1 })
  const [from, to] = [clientOf(emulator, 'flow'), clientOf(emulator, 'factify')]
  for (let number = 0; number < 3; number += 1) await from.create({ name: `Key ${number}` })
  emulator.faults.add({ kind: 'lost-response', vendor: 'factify', operation: 'create' })
  const holders = new Holders()
  const plan = await planMigration({ from, to, marker })
  const journal = await journalPath()
  const { deliver } = holders
  return {
    emulator,
    holders,
    to,
    run: async () => runMigration(plan, { journal, deliver, settleMs: 0, concurrency: 1 }),
  }
}

it('tells a key whose answer was lost by the marker in its name, where that is allowed', async () => {
  const { emulator, run } = await world('name')
  expect((await run()).counts).toMatchObject({ moved: 3, uncertain: 0 })
  expect(emulator.keys('factify').filter(({ state }) => state === 'active')).toHaveLength(3)
})

it('names the candidates where nothing tells such a key, and goes on when they are ended', async () => {
  const { holders, to, run } = await world(undefined)
  const report = await run()
  expect(report.counts).toMatchObject({ moved: 2, uncertain: 1 })
  const candidates: string[] = []
  for await (const key of report.keys()) candidates.push(...key.candidates)
  expect(candidates).toHaveLength(1)
  for (const id of candidates) await to.revoke(id)
  expect((await run()).counts).toMatchObject({ moved: 3, uncertain: 0 })
  expect(holders.secrets.size).toBe(3)
})

it('writes records that say what was about to be done', async () => {
  const emulator = createEmulator({ seed: 1 })
  const [from, to] = [clientOf(emulator, 'flow'), clientOf(emulator, 'unkey')]
  await from.create({ name: 'One' })
  const plan = await planMigration({ from, to })
  const holders = new Holders()
  const report = await runMigration(plan, { journal: await journalPath(), deliver: holders.deliver })
  const records: JournalRecord[] = []
  for await (const record of report.journal.read()) records.push(record)
  expect(records.map(({ kind }) => kind)).toEqual(['sending', 'delivering', 'moved'])
})

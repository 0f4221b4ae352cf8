import { createEmulator } from 'keymux/emulator'
import { planMigration, runMigration } from 'keymux/migrate'
import { describe, expect, it } from 'vitest'
import { memoryJournal } from '../../playground/src/migration/memory-journal.js'
import { clientOf } from '../../playground/src/world/vendors.js'

describe('the journal of the playground', () => {
  it('goes on where a run was stopped, and moves every key once', async () => {
    const emulator = createEmulator({ seed: 1 })
    const { fetch, credentials } = emulator
    const [from, to] = [clientOf('factify', credentials, { fetch }), clientOf('flow', credentials, { fetch })]
    for (let place = 0; place < 10; place += 1) await from.create({ name: `Key ${place}` })
    const journal = memoryJournal()
    const delivered: string[] = []
    const controller = new AbortController()
    const deliver = ({ id }: { id: string }): void => {
      delivered.push(id)
      if (delivered.length === 4) controller.abort()
    }
    const run = async (signal?: AbortSignal): Promise<number> => {
      const plan = await planMigration({ from, to, marker: 'name' })
      return (await runMigration(plan, { journal, deliver, concurrency: 1, signal })).counts.moved
    }
    await expect(run(controller.signal)).rejects.toMatchObject({ code: 'aborted' })
    expect(await run()).toBe(10)
    expect(new Set(delivered).size).toBe(10)
    expect(emulator.keys('flow').filter(({ state }) => state === 'active')).toHaveLength(10)
  })

  it('is refused while it is in use', async () => {
    const journal = memoryJournal()
    const start = { from: 'unkey', to: 'clerk' }
    const session = await journal.open(start)
    await expect(journal.open(start)).rejects.toThrow('in use')
    await session.close()
    await (await journal.open(start)).close()
  })
})

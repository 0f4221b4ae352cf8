import { ageDelivery, planMigration, runMigration, sqlJournal } from 'keymux/migrate'
import { describe, expect, it } from 'vitest'
import { clientOf, createEmulator, owners } from './support/world.js'

const emulator = createEmulator({ seed: 1 })
const [from, to] = [clientOf(emulator, 'clerk'), clientOf(emulator, 'unkey')]
const plan = await planMigration({ from, to, owners: [owners[0]] })

/** What plain JavaScript may call a function with. */
async function calling(run: (...given: never[]) => unknown, given: readonly unknown[]): Promise<unknown> {
  return Reflect.apply(run, undefined, given)
}

describe('options that cannot be meant', () => {
  it.each<[string, (...given: never[]) => unknown, readonly unknown[], string]>([
    ['planMigration()', planMigration, [], 'planMigration needs an object of options: it takes from, to, '],
    ['planMigration(null)', planMigration, [null], 'planMigration needs an object'],
    ['a mistyped one', planMigration, [{ from, to, ownerz: [] }], 'planMigration has no option `ownerz`'],
    ['a client alone', planMigration, [{ from }], 'planMigration needs a client of keymux as `to`'],
    ['owners in `owner`', planMigration, [{ from, to, owner: [...owners] }], '`owner` must be one owner'],
    ['one owner in `owners`', planMigration, [{ from, to, owners: owners[0] }], '`owners` must be a list'],
    ['owners that are no ids', planMigration, [{ from, to, owners: [1] }], '`owners` must be a list'],
    ['runMigration()', runMigration, [], 'runMigration needs an object of options: it takes journal, '],
    ['a plan alone', runMigration, [plan], 'runMigration needs an object'],
    ['another mistyped one', runMigration, [plan, { jurnal: 'a' }], 'runMigration has no option `jurnal`'],
    ['no journal', runMigration, [plan, {}], '`journal` must be the name of a file, or a Journal'],
    ['ageDelivery()', ageDelivery, [], 'ageDelivery needs an object of options: it takes recipients, file'],
    ['no recipients', ageDelivery, [{ file: 'a' }], '`recipients` must name at least one'],
    ['sqlJournal()', sqlJournal, [], 'sqlJournal needs an object of options: it takes query, name, '],
  ])('are refused by what they are: %s', async (_, run, given, message) => {
    const calls = calling(run, given)
    await expect(calls).rejects.toMatchObject({ name: 'KeymuxError', code: 'configuration' })
    await expect(calls).rejects.toThrow(message)
  })
})

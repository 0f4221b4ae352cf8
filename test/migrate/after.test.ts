import { clerk } from 'keymux/clerk'
import {
  fileJournal,
  openReport,
  planMigration,
  revokeSources,
  rollback,
  runMigration,
  type MigrationReport,
} from 'keymux/migrate'
import { beforeEach, describe, expect, it } from 'vitest'
import { clientOf, createEmulator, journalPath, owners, type Emulator } from './support/world.js'

const [owner] = owners
let emulator: Emulator

beforeEach(() => {
  emulator = createEmulator({ seed: 1 })
})

async function moved(): Promise<Awaited<ReturnType<typeof runMigration>>> {
  const source = clientOf(emulator, 'clerk')
  for (let number = 0; number < 5; number += 1) await source.create({ name: `Key ${number}`, owner })
  const [from, to] = [clientOf(emulator, 'clerk'), clientOf(emulator, 'unkey')]
  return runMigration(await planMigration({ from, to, owners: [owner] }), { journal: await journalPath() })
}

describe('afterwards', () => {
  it('revokes the source keys in a step of its own, once', async () => {
    const report = await moved()
    const keys = clientOf(emulator, 'clerk')
    emulator.faults.add({ kind: 'error-before-commit', vendor: 'clerk', operation: 'revoke', times: 4 })
    await revokeSources(report, { keys, concurrency: 1 })
    const again = await revokeSources(report, { keys })
    expect(again).toEqual({ revoked: 5, failed: [] })
    expect(emulator.keys('clerk').every(({ state }) => state === 'revoked')).toBe(true)
    await expect(rollback(report, { keys: clientOf(emulator, 'unkey') })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it.each([0, -1, 1.5, Number.NaN])(
    'takes no concurrency of %d, at which nothing would ever go out',
    async (concurrency) => {
      const report = await moved()
      for (const step of [
        async () => revokeSources(report, { keys: clientOf(emulator, 'clerk'), concurrency }),
        async () => rollback(report, { keys: clientOf(emulator, 'unkey'), concurrency }),
      ])
        await expect(step()).rejects.toMatchObject({
          code: 'configuration',
          message: expect.stringContaining('concurrency'),
        })
      expect(emulator.keys('clerk').every(({ state }) => state === 'active')).toBe(true)
    },
  )

  it('stops at what would keep it from every key, and goes on later', async () => {
    const report = await moved()
    const keys = clientOf(emulator, 'clerk')
    const refused = clerk({ secretKey: 'sk_test_that_is_none', fetch: emulator.fetch })
    const asked = emulator.requests.length
    await expect(revokeSources(report, { keys: refused, concurrency: 1 })).rejects.toMatchObject({
      code: 'unauthorized',
    })
    expect(emulator.requests.length).toBe(asked + 1)
    expect(await revokeSources(report, { keys })).toEqual({ revoked: 5, failed: [] })
  })

  it('rolls back what the run made, and names what it did not', async () => {
    const report = await moved()
    const keys = clientOf(emulator, 'unkey')
    const { id } = await keys.create({ name: 'Issued since' })
    expect(await rollback(report, { keys })).toEqual({
      revoked: 5,
      failed: [],
      begun: 0,
      notOurs: [id],
      unsettled: [],
    })
    expect(emulator.keys('unkey').map((key) => key.id)).toEqual([id])
    expect(emulator.keys('clerk').every(({ state }) => state === 'active')).toBe(true)
  })
})

describe('a step after a run', () => {
  it('asks the clients of the run, where it has its report', async () => {
    expect(await rollback(await moved())).toMatchObject({ revoked: 5, notOurs: [] })
    emulator = createEmulator({ seed: 2 })
    expect(await revokeSources(await moved())).toEqual({ revoked: 5, failed: [] })
    expect(emulator.keys('clerk').every(({ state }) => state === 'revoked')).toBe(true)
  })

  it('says which client a report needs that was read later', async () => {
    const { journal, from, to } = await moved()
    const report = await openReport(journal, { from, to })
    const revoking = revokeSources(report)
    await expect(revoking).rejects.toMatchObject({ code: 'configuration' })
    await expect(revoking).rejects.toThrow('revokeSources needs `keys`, a client of the source, clerk')
    await expect(rollback(report)).rejects.toThrow('rollback needs `keys`, a client of the target, unkey')
    const keys = clientOf(emulator, 'unkey')
    await expect(revokeSources(report, { keys })).rejects.toThrow('this is one of unkey')
  })

  it.each<[string, unknown[], string]>([
    ['no report', [], 'revokeSources needs a report of runMigration or openReport'],
    ['a plan in the place of one', [{ from: 'clerk', to: 'unkey' }], 'needs a report'],
  ])('refuses %s', async (_, given, message) => {
    const revoking = Reflect.apply(revokeSources, undefined, given) as Promise<unknown>
    await expect(revoking).rejects.toMatchObject({ name: 'KeymuxError', code: 'configuration' })
    await expect(revoking).rejects.toThrow(message)
  })

  it.each<[object, string]>([
    [{ reson: 'moved' }, 'revokeSources has no option `reson`'],
    [{ owners: [owner] }, 'revokeSources has no option `owners`'],
    [{ concurrency: 0 }, '`concurrency` must be a whole number'],
  ])('refuses the options %j', async (options, message) => {
    const revoking = revokeSources(await moved(), options)
    await expect(revoking).rejects.toMatchObject({ code: 'configuration' })
    await expect(revoking).rejects.toThrow(message)
    expect(emulator.keys('clerk').every(({ state }) => state === 'active')).toBe(true)
  })
})

describe('another migration of keys that the target took from a first one', () => {
  it.each([
    ['is there', false],
    ['was rolled back, since Unkey remembers each hash', true],
  ])('says of each whose key %s that it cannot be taken again', async (_, isRolledBack) => {
    const first = await moved()
    const [from, to] = [clientOf(emulator, 'clerk'), clientOf(emulator, 'unkey')]
    if (isRolledBack) await rollback(first, { keys: to })
    const before = emulator.keys('unkey').map(({ id }) => id)
    const plan = await planMigration({ from, to, owners: [owner] })
    const report = await runMigration(plan, { journal: await journalPath(), settleMs: 0 })
    expect(report.counts).toMatchObject({ moved: 0, failed: 5, open: 0 })
    for await (const { outcome, note } of report.keys())
      expect({ outcome, note }).toEqual({ outcome: 'failed', note: expect.stringContaining('only once') })
    expect(emulator.keys('unkey').map(({ id }) => id)).toEqual(before)
  })
})

describe('a rollback of a run that was killed in the middle of a key', () => {
  interface Begun {
    readonly id: string
    readonly nonce: string | null
    readonly at?: number
  }

  /** The journal of a run that ended there. */
  async function begun(from: 'unkey' | 'clerk', records: readonly Begun[]): Promise<MigrationReport> {
    const start = { from, to: from === 'unkey' ? 'clerk' : 'unkey' }
    const journal = fileJournal(await journalPath())
    const session = await journal.open(start)
    await session.claim(records.map(({ id }) => id))
    const sent = { kind: 'sending', attempt: 1, how: 'create', name: 'Begun', losses: [] } as const
    await session.write(records.map((record) => ({ ...sent, at: Date.now() - 60_000, ...record })))
    await session.close()
    return openReport(journal, start)
  }

  it('ends what was made, whether its secret was being delivered or its answer was lost', async () => {
    const keys = clientOf(emulator, 'unkey')
    const { id: lost } = await keys.create({ name: 'Begun' }, { nonce: 'lostlostlostlostlost' })
    const { id: other } = await keys.create({ name: 'Begun' })
    const { id: given } = await keys.create({ name: 'Begun' })
    const report = await begun('clerk', [
      { id: 'ak_1', nonce: 'lostlostlostlostlost' },
      { id: 'ak_2', nonce: 'nevermadenevermadene' },
      { id: 'ak_3', nonce: 'whateverwhateverwhat' },
    ])
    const session = await report.journal.open({ from: 'clerk', to: 'unkey' })
    await session.claim(['ak_3'])
    await session.write([{ kind: 'delivering', id: 'ak_3', attempt: 1, target: given }])
    await session.close()

    const result = await rollback(report, { keys })
    expect(result).toEqual({ revoked: 0, failed: [], begun: 2, notOurs: [other], unsettled: [] })
    expect(emulator.keys('unkey').map(({ id }) => id)).toEqual([other])
    expect([lost, given]).not.toContain(other)
    const { counts } = await openReport(report.journal, { from: 'clerk', to: 'unkey' })
    expect(counts.open).toBe(3)
    expect(await rollback(report, { keys })).toMatchObject({ begun: 0, unsettled: [] })
  })

  it('names those of which nothing tells, and looks among the owners that it is given', async () => {
    const keys = clientOf(emulator, 'clerk')
    await keys.create({ name: 'Begun', owner }, { nonce: 'lostlostlostlostlost' })
    const report = await begun('unkey', [
      { id: 'key_1', nonce: 'lostlostlostlostlost' },
      { id: 'key_2', nonce: null },
    ])
    const blind = await rollback(report, { keys })
    expect(blind.unsettled.map(({ id }) => id)).toEqual(['key_1', 'key_2'])
    expect(blind.begun).toBe(0)
    const { id: other } = await keys.create({ name: 'Issued since', owner })
    const { begun: ended, notOurs, unsettled } = await rollback(report, { keys, owners: [owner] })
    expect(notOurs).toEqual([other])
    expect({ ended, unsettled }).toEqual({ ended: 1, unsettled: [{ id: 'key_2', candidates: [] }] })
    expect(emulator.keys('clerk').map(({ state }) => state)).toEqual(['revoked', 'active'])
  })
})

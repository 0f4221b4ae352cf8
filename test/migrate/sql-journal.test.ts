import { inspect } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import {
  openReport,
  planMigration,
  revokeSources,
  runMigration,
  sqlJournal,
  type JournalRecord,
  type SqlQuery,
} from 'keymux/migrate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWorker, type Delivered } from './support/sql-workers.js'
import { clientOf, createEmulator, Holders, owners, type Emulator } from './support/world.js'

const start = { from: 'clerk', to: 'unkey' }
const name = 'shared'
const [owner] = owners
let database: PGlite
let emulator: Emulator

beforeAll(async () => {
  database = await PGlite.create()
}, 60_000)

beforeEach(() => {
  emulator = createEmulator({ seed: 1 })
})

afterEach(async () => {
  for (const table of ['runs', 'workers', 'keys', 'records'])
    await database.query(`DROP TABLE IF EXISTS keymux_migration_${table}`)
})

afterAll(async () => database.close())

const query: SqlQuery = async (text, parameters) =>
  (await database.query<Record<string, unknown>>(text, parameters)).rows

/** Gives all keys to another worker as soon as a key was made. */
const thief: SqlQuery = async (text, parameters) => {
  if (JSON.stringify(parameters).includes('delivering'))
    await query(`UPDATE keymux_migration_keys SET worker = 'another'`, [])
  return query(text, parameters)
}

async function fill(vendor: 'unkey' | 'clerk', count: number): Promise<Map<string, string>> {
  const keys = clientOf(emulator, vendor)
  const secrets = new Map<string, string>()
  for (let number = 0; number < count; number += 1) {
    const { id, secret } = await keys.create({ name: `Key ${number}`, owner, metadata: { number } })
    secrets.set(id, secret.reveal())
  }
  return secrets
}

function sending(id: string): JournalRecord {
  return { kind: 'sending', id, attempt: 1, how: 'create', nonce: 'n', name: null, losses: [], at: 0 }
}

describe('one worker', () => {
  it('moves every key, asks for nothing twice when it runs again, and ends the sources', async () => {
    const secrets = await fill('clerk', 120)
    const [from, to] = [clientOf(emulator, 'clerk'), clientOf(emulator, 'unkey')]
    const journal = sqlJournal({ query, name })
    const plan = await planMigration({ from, to, owners: [owner] })
    const report = await runMigration(plan, { journal })
    expect(report.counts).toMatchObject({ moved: 120, failed: 0, open: 0 })
    for (const secret of secrets.values())
      expect((await emulator.keyOf('unkey', secret))?.state).toBe('active')

    const asked = emulator.requests.length
    await runMigration(plan, { journal })
    expect(new Set(emulator.requests.slice(asked).map(({ operation }) => operation))).toEqual(
      new Set(['list']),
    )

    expect(await revokeSources(await openReport(journal, start), { keys: from })).toEqual({
      revoked: 120,
      failed: [],
    })
    expect(emulator.keys('clerk').every(({ state }) => state === 'revoked')).toBe(true)
  })

  it('writes no secret into the database', async () => {
    const secrets = await fill('unkey', 10)
    const holders = new Holders()
    const plan = await planMigration({ from: clientOf(emulator, 'unkey'), to: clientOf(emulator, 'clerk') })
    await runMigration(plan, { journal: sqlJournal({ query, name }), deliver: holders.deliver })
    const dump = JSON.stringify([
      await query('SELECT * FROM keymux_migration_records', []),
      await query('SELECT * FROM keymux_migration_keys', []),
    ])
    expect(dump).toContain('moved')
    expect(holders.secrets.size).toBe(10)
    const all = [...secrets.values(), ...[...holders.secrets.values()].map((secret) => secret.reveal())]
    expect(all.filter((secret) => dump.includes(secret))).toHaveLength(0)
  })

  it('refuses a name that is of a migration between other vendors', async () => {
    const session = await sqlJournal({ query, name }).open(start)
    await session.close()
    await expect(sqlJournal({ query, name }).open({ from: 'unkey', to: 'clerk' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('from clerk to unkey'),
    })
    await (await sqlJournal({ query, name: 'other' }).open({ from: 'unkey', to: 'clerk' })).close()
  })

  it('says that the database failed, and nothing that the driver says of the connection', async () => {
    const password = 'hunter2'
    const refused = Object.assign(new Error(`no route to postgres://me:${password}@host/db`), {
      code: '08006',
    })
    const down = sqlJournal({ query: async () => Promise.reject(refused), name })
    const error: unknown = await down.open(start).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'unavailable', retryable: true })
    expect(String(error)).toContain('08006')
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(password)
  })

  it('repeats a statement that only got into another’s way', async () => {
    let refused = 0
    const crowded: SqlQuery = async (text, parameters) => {
      if (text.startsWith('WITH') && (refused += 1) % 2 === 1)
        throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
      return query(text, parameters)
    }
    const session = await sqlJournal({ query: crowded, name }).open(start)
    expect([...(await session.claim(['a'])).mine.keys()]).toEqual(['a'])
    await session.close()
    expect(refused).toBe(4)
  })

  it.each([
    ['query', { query: 'SELECT 1' as never, name }],
    ['name', { query: async () => [], name: '' }],
    ['prefix', { query: async () => [], name, prefix: 'Robert"; DROP TABLE' }],
    ['leaseMs', { query: async () => [], name, leaseMs: 10 }],
  ])('refuses a `%s` that cannot be meant', (option, options) => {
    expect(() => sqlJournal(options)).toThrow(
      expect.objectContaining({ code: 'configuration', message: expect.stringContaining(`\`${option}\``) }),
    )
  })
})

describe('several workers', () => {
  it('each have keys of their own, until one gives them back or ends with them', async () => {
    const journal = sqlJournal({ query, name })
    const [one, other] = [await journal.open(start), await journal.open(start)]
    expect(one.migration).toBe(other.migration)
    expect([...(await one.claim(['a', 'b', 'c'])).mine.keys()].toSorted()).toEqual(['a', 'b', 'c'])
    const second = await other.claim(['b', 'c', 'd'])
    expect([[...second.mine.keys()], second.busy]).toEqual([['d'], 2])
    expect([await one.busy(), await other.busy()]).toEqual([1, 3])

    await one.release(['b'])
    await one.write([sending('a'), { kind: 'skipped', id: 'c', why: 'dead' }])
    const third = await other.claim(['a', 'b', 'c'])
    expect([...third.mine.keys()].toSorted()).toEqual(['b', 'c'])
    expect(third.mine.get('c')).toMatchObject({ kind: 'skipped' })
    expect(await other.unfinished()).toEqual([])
    await expect(other.write([sending('a')])).rejects.toMatchObject({ code: 'conflict' })
    await expect(one.write([sending('a'), sending('b')])).rejects.toMatchObject({ code: 'conflict' })

    await one.close()
    expect(await other.unfinished()).toMatchObject([{ kind: 'sending', id: 'a' }])
    const target = 'key_1'
    await other.write([{ kind: 'moved', id: 'a', target, how: 'reissue', losses: [], note: null }])
    const last = await other.claim(['a', 'b'])
    expect([[...last.mine.keys()], last.busy]).toEqual([['b'], 0])
    await other.close()
    const kinds: string[] = []
    for await (const { kind } of journal.read()) kinds.push(kind)
    expect(kinds).toEqual(['sending', 'skipped', 'moved'])
  })

  it('take over from one that says nothing, which then may write nothing more of these keys', async () => {
    let isFrozen = false
    const frozen: SqlQuery = async (text, parameters) =>
      isFrozen ? Promise.reject(new Error('frozen')) : query(text, parameters)
    const dead = await sqlJournal({ query: frozen, name, leaseMs: 1000 }).open(start)
    await dead.claim(['a', 'b'])
    await dead.write([sending('a')])
    isFrozen = true
    const other = await sqlJournal({ query, name, leaseMs: 1000 }).open(start)
    expect((await other.claim(['a', 'b'])).busy).toBe(2)
    await expect.poll(async () => other.busy(), { timeout: 5000 }).toBe(0)
    expect(await other.unfinished()).toMatchObject([{ id: 'a' }])
    expect([...(await other.claim(['a', 'b'])).mine.keys()].toSorted()).toEqual(['a', 'b'])
    isFrozen = false
    await expect(
      dead.write([{ kind: 'delivering', id: 'a', attempt: 1, target: 'key_1' }]),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
    await dead.close()
    await other.close()
  })

  it('leave no live key behind when one was taken for dead between a create and its record', async () => {
    await fill('unkey', 1)
    const plan = await planMigration({ from: clientOf(emulator, 'unkey'), to: clientOf(emulator, 'clerk') })
    const { deliver, secrets } = new Holders()
    await expect(
      runMigration(plan, { journal: sqlJournal({ query: thief, name }), deliver }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(emulator.keys('clerk').map(({ state }) => state)).toEqual(['revoked'])
    expect(secrets.size).toBe(0)
  })

  it('settle what was left in the middle by one that ended while they were looking through the keys', async () => {
    const [source = ''] = (await fill('unkey', 1)).keys()
    const [from, to] = [clientOf(emulator, 'unkey'), clientOf(emulator, 'clerk')]
    const plan = await planMigration({ from, to })
    let isFirst = true
    const late: SqlQuery = async (text, parameters) => {
      if (isFirst && parameters.includes(JSON.stringify([source]))) {
        isFirst = false
        const other = await sqlJournal({ query, name }).open({ from: 'unkey', to: 'clerk' })
        await other.claim([source])
        const { id: target } = await to.create({ name: 'Key 0', owner })
        await other.write([sending(source), { kind: 'delivering', id: source, attempt: 1, target }])
        await other.close()
      }
      return query(text, parameters)
    }
    const holders = new Holders()
    const report = await runMigration(plan, {
      journal: sqlJournal({ query: late, name }),
      deliver: holders.deliver,
    })
    expect(isFirst).toBe(false)
    expect(report.counts).toMatchObject({ moved: 1, open: 0 })
    expect(emulator.keys('clerk').map(({ state }) => state)).toEqual(['revoked', 'active'])
  })

  it.each(['preserve', 'reissue'] as const)(
    'finish what a killed one left, each key once: %s',
    { timeout: 120_000 },
    async (mode) => {
      const [source, target] =
        mode === 'preserve' ? (['clerk', 'unkey'] as const) : (['unkey', 'clerk'] as const)
      const secrets = await fill(source, 200)
      for (const kind of ['lost-response', 'error-after-commit', 'reset-before'] as const)
        emulator.faults.add({ kind, vendor: target, times: Infinity, probability: 0.02 })
      const { urls, close } = await emulator.listen()
      const { rootKey, apiId, migrationId } = emulator.credentials.unkey
      const settings = {
        mode,
        owner,
        leaseMs: 2000,
        unkey: { rootKey, apiId, migrationId, baseUrl: urls.unkey },
        clerk: { secretKey: emulator.credentials.clerk.secretKey, baseUrl: urls.clerk },
      }
      const delivered: Delivered = new Map()
      const [first, second] = [1, 2].map(() => startWorker(settings, query, delivered))
      if (first === undefined || second === undefined) throw new Error('Two were started.')
      const isMidway = async (): Promise<boolean> => first.queries() > 12 && emulator.keys(target).length > 30
      await expect.poll(isMidway, { timeout: 60_000, interval: 5 }).toBe(true)
      first.process.kill('SIGKILL')
      expect(await first.ended).toBe('killed')
      expect(await second.ended).toMatchObject({ moved: 200, failed: 0, open: 0, uncertain: 0 })
      expect(second.queries()).toBeGreaterThan(20)
      await close()

      const live = emulator.keys(target).filter(({ state }) => state === 'active')
      expect(new Set(live.map(({ name: each }) => each)).size).toBe(200)
      expect(live).toHaveLength(200)
      const held =
        mode === 'preserve' ? [...secrets.values()] : [...delivered.values()].map(({ secret }) => secret)
      const known = await Promise.all(held.map(async (secret) => (await emulator.keyOf(target, secret))?.id))
      expect(new Set(known)).toEqual(new Set(live.map(({ id }) => id)))
    },
  )
})

import { KeymuxError } from '../core/keymux-error.js'
import { demandOptions } from './demand-options.js'
import {
  endsTurn,
  isAfterRun,
  isDone,
  isUnfinished,
  type Claims,
  type Journal,
  type JournalRecord,
  type JournalSession,
  type JournalStart,
} from './journal.js'
import { sqlStatements, type SqlStatements } from './sql-statements.js'
import { trouble } from './trouble.js'

/**
 * Runs one statement, with `$1`, `$2` and so on for its parameters, and gives back its rows. Any connection will do, also another
 * one each time, such as a pool's.
 */
export type SqlQuery = (
  text: string,
  parameters: (string | number)[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** What `sqlJournal` needs. */
export interface SqlJournalOptions {
  /** Runs one statement with its parameters (`$1`, `$2`, …) and resolves to the rows. */
  readonly query: SqlQuery
  /** Names the migration: workers that give the same name share it. */
  readonly name: string
  /** What the names of its four tables and their indexes start with. Default `keymux_migration`. */
  readonly prefix?: string | undefined
  /**
   * How long a worker that says nothing keeps its keys, in milliseconds; then others take them over. It speaks up at every third of
   * that, so make this longer than a worker, or the database, may ever stand still. Default 60 000.
   */
  readonly leaseMs?: number | undefined
}

const shortestLeaseMs = 1000

/**
 * A journal in Postgres, so that workers on several machines can share one migration: each key is one worker's, and those of a
 * worker that died go to the others. The tables are made where they are not there. Brings no driver; works in any runtime.
 *
 * Throws a `KeymuxError`: `configuration` for options that cannot be meant; `conflict` where the name is of a migration between
 * other vendors, and in a worker that was taken for dead; `unavailable` where the database fails.
 *
 * @example
 * const pool = new pg.Pool()
 * const query: SqlQuery = async (text, parameters) => (await pool.query(text, parameters)).rows
 * await runMigration(plan, { journal: sqlJournal({ query, name: 'clerk-to-unkey' }), deliver })
 */
export function sqlJournal(options: SqlJournalOptions): Journal {
  demandOptions('sqlJournal', options, ['query', 'name', 'prefix', 'leaseMs'])
  check(options)
  const { query, name, prefix, leaseMs } = options
  const database = new Database(query, sqlStatements(prefix ?? 'keymux_migration'), name)
  return {
    async open(start) {
      await database.makeTables()
      const migration = await database.start(start)
      const session = new SqlSession(database, migration, leaseMs ?? 60_000)
      await session.enter()
      return session
    },
    read: () => database.records(),
  }
}

function check({ query, name, prefix = 'p', leaseMs = shortestLeaseMs }: SqlJournalOptions): void {
  if (typeof query !== 'function')
    throw trouble(
      'configuration',
      '`query` must be a function that runs a statement and gives back its rows.',
    )
  if (typeof name !== 'string' || name === '')
    throw trouble('configuration', '`name` must be a text that names the migration.')
  if (!/^[a-z_][a-z0-9_.]{0,40}$/.test(prefix))
    throw trouble(
      'configuration',
      '`prefix` must start the name of a table: up to 41 small letters, digits, `_`, and a `.` behind a schema.',
    )
  if (!(Number.isInteger(leaseMs) && leaseMs >= shortestLeaseMs))
    throw trouble(
      'configuration',
      `\`leaseMs\` must be a whole number of milliseconds, ${shortestLeaseMs} or more.`,
    )
}

type Row = Readonly<Record<string, unknown>>

/** Postgres says so when two statements got into each other's way and neither did anything: they may be repeated. */
const passing = new Set(['40001', '40P01'])
/** What making a table ends in while another worker makes it as well. */
const madeElsewhere = new Set(['23505', '42P07', '42710'])
const mostTries = 5

class Database {
  readonly #query: SqlQuery
  readonly statements: SqlStatements
  readonly name: string

  constructor(query: SqlQuery, statements: SqlStatements, name: string) {
    this.#query = query
    this.statements = statements
    this.name = name
  }

  async run(text: string, ...parameters: (string | number)[]): Promise<readonly Row[]> {
    return this.#run(text, [this.name, ...parameters], passing)
  }

  async makeTables(): Promise<void> {
    for (const text of this.statements.tables) await this.#run(text, [], madeElsewhere)
  }

  /** The id of the migration, which the first worker gives it. */
  async start({ from, to }: JournalStart): Promise<string> {
    await this.run(this.statements.start, crypto.randomUUID(), from, to)
    const [row = {}] = await this.run(this.statements.started)
    if (row['source'] !== from || row['target'] !== to)
      throw trouble(
        'conflict',
        `The migration "${this.name}" goes from ${row['source']} to ${row['target']}. Take another name.`,
      )
    return textOf(row, 'migration')
  }

  async *records(): AsyncGenerator<JournalRecord> {
    for (let last = '0'; ;) {
      const rows = await this.run(this.statements.read, last)
      for (const row of rows) yield JSON.parse(textOf(row, 'record')) as JournalRecord
      const end = rows.at(-1)
      if (end === undefined) return
      last = textOf(end, 'seq')
    }
  }

  async #run(
    text: string,
    parameters: (string | number)[],
    mayRepeat: ReadonlySet<string>,
  ): Promise<readonly Row[]> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.#query(text, parameters)
      } catch (error) {
        const state = stateOf(error)
        if (state !== undefined && mayRepeat.has(state) && tried < mostTries) continue
        const told = state === undefined ? '' : ` (code ${state})`
        // Not with what was thrown: drivers quote the URL of a connection, and its password.
        throw new KeymuxError({
          code: 'unavailable',
          message: `The database of the migration’s journal failed${told}. Run the migration again when it is back.`,
          retryable: true,
        })
      }
    }
  }
}

/** Postgres' own code for what went wrong, or the system's. */
function stateOf(error: unknown): string | undefined {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z0-9]{5,12}$/.test(code) ? code : undefined
}

class SqlSession implements JournalSession {
  readonly migration: string
  readonly #database: Database
  readonly #leaseMs: number
  readonly #worker = crypto.randomUUID()
  #heartbeat: ReturnType<typeof setInterval> | undefined

  constructor(database: Database, migration: string, leaseMs: number) {
    this.#database = database
    this.migration = migration
    this.#leaseMs = leaseMs
  }

  async enter(): Promise<void> {
    const { enter, stayAlive } = this.#database.statements
    await this.#run(enter, this.#leaseMs)
    this.#heartbeat = setInterval(() => {
      // One that is missed is made up for by the next, or by a record.
      this.#run(stayAlive, this.#leaseMs).catch(() => undefined)
    }, this.#leaseMs / 3)
  }

  async claim(ids: readonly string[]): Promise<Claims> {
    const rows = await this.#run(this.#database.statements.claim, JSON.stringify(ids))
    const own = rows.filter((row) => row['is_done'] === false)
    const mine = new Map(own.map((row) => [textOf(row, 'id'), recordIn(row)]))
    return { mine, busy: new Set(ids).size - rows.length }
  }

  async release(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#run(this.#database.statements.release, JSON.stringify(ids))
  }

  async busy(): Promise<number> {
    const [row = {}] = await this.#run(this.#database.statements.busy)
    return Number(row['busy'])
  }

  async unfinished(): Promise<readonly JournalRecord[]> {
    const rows = await this.#run(this.#database.statements.unfinished)
    return rows.map(recordIn).filter((record) => record !== null)
  }

  async write(records: readonly JournalRecord[]): Promise<void> {
    if (records.length === 0) return
    const told = JSON.stringify(records.map(toRow))
    const [row = {}] = await this.#run(this.#database.statements.write, told, this.#leaseMs)
    if (row['is_written'] !== true)
      throw trouble(
        'conflict',
        'Another worker has this one\u2019s keys: it said nothing for longer than `leaseMs`, and was taken for dead.',
      )
  }

  records(): AsyncIterable<JournalRecord> {
    return this.#database.records()
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat)
    await this.#run(this.#database.statements.leave)
  }

  async #run(text: string, ...parameters: (string | number)[]): Promise<readonly Row[]> {
    return this.#database.run(text, this.#worker, ...parameters)
  }
}

function toRow(record: JournalRecord): object {
  return {
    id: record.id,
    record: JSON.stringify(record),
    needsClaim: !isAfterRun(record),
    isDone: isDone(record),
    isOpen: isUnfinished(record),
    endsClaim: endsTurn(record),
  }
}

function recordIn(row: Row): JournalRecord | null {
  return typeof row['last'] === 'string' ? (JSON.parse(row['last']) as JournalRecord) : null
}

function textOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value === 'string') return value
  throw trouble(
    'configuration',
    `\`query\` gave back a row without a text in \`${column}\`: it must give back the rows as the database has them.`,
  )
}

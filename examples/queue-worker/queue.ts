import { PGlite } from '@electric-sql/pglite'
import type { SqlQuery } from 'keymux/migrate'

/** One user whose keys are to move. */
export interface Job {
  readonly id: number
  readonly owner: string
}

/** What became of the keys of a job. */
export interface Result {
  readonly moved: number
  /** Keys that somebody has to look at: the journal says of each why. */
  readonly left: number
}

/**
 * A queue in Postgres, as simple as one can be: a job is there until it is done, and whoever asks is given it. That two workers take
 * the same one, or one takes it twice, does no harm: the journal, in the same database, gives each key to one of them, once.
 */
export class Queue {
  readonly #database: PGlite

  private constructor(database: PGlite) {
    this.#database = database
  }

  /** PGlite is Postgres in this process, in a folder. With `pg` it is the same code over `new Pool()`. */
  static async open(folder: string): Promise<Queue> {
    const database = await PGlite.create(folder)
    await database.exec(
      'CREATE TABLE IF NOT EXISTS jobs (id serial PRIMARY KEY, owner text UNIQUE NOT NULL, moved integer, not_moved integer, done_at timestamptz)',
    )
    return new Queue(database)
  }

  /** For `sqlJournal`. */
  readonly query: SqlQuery = async (text, parameters) =>
    (await this.#database.query<Record<string, unknown>>(text, parameters)).rows

  /** A second time for the same owner is no second job. */
  async enqueue(owner: string): Promise<void> {
    await this.query('INSERT INTO jobs (owner) VALUES ($1) ON CONFLICT DO NOTHING', [owner])
  }

  async next(): Promise<Job | undefined> {
    const [row] = await this.query('SELECT id, owner FROM jobs WHERE done_at IS NULL ORDER BY id LIMIT 1', [])
    return row === undefined ? undefined : { id: Number(row['id']), owner: String(row['owner']) }
  }

  async finish({ id }: Job, { moved, left }: Result): Promise<void> {
    const text = 'UPDATE jobs SET done_at = now(), moved = $2, not_moved = $3 WHERE id = $1'
    await this.query(text, [id, moved, left])
  }

  async finished(): Promise<readonly (Result & Pick<Job, 'owner'>)[]> {
    const rows = await this.query('SELECT * FROM jobs WHERE done_at IS NOT NULL ORDER BY id', [])
    return rows.map(({ owner, moved, not_moved: left }) => ({
      owner: String(owner),
      moved: Number(moved),
      left: Number(left),
    }))
  }

  async close(): Promise<void> {
    await this.#database.close()
  }
}

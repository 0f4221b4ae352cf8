/** The texts of a journal in SQL, for Postgres. Each is one statement, so that it is done as a whole without a transaction. */
export interface SqlStatements {
  /** What makes the tables, in this order. */
  readonly tables: readonly string[]
  readonly start: string
  readonly started: string
  readonly enter: string
  readonly stayAlive: string
  readonly leave: string
  readonly claim: string
  readonly release: string
  readonly busy: string
  readonly unfinished: string
  readonly write: string
  readonly read: string
}

function soon(lease: string): string {
  return `clock_timestamp() + ${lease}::bigint * interval '1 millisecond'`
}

/** Of every statement but `started` and `read`: `$1` is the migration's name and `$2` the worker. */
export function sqlStatements(prefix: string): SqlStatements {
  const [runs, workers, keys, records] = ['runs', 'workers', 'keys', 'records'].map(
    (each) => `${prefix}_${each}`,
  )
  // An index lies in the schema of its table, and its own name names none.
  const index = prefix.replace(/^.*\./, '')
  /** Workers that may still be at work. */
  const live = `SELECT worker FROM ${workers} WHERE name = $1 AND alive_until > clock_timestamp()`
  const mayBeMine = `k.worker IS NULL OR k.worker = $2 OR k.worker NOT IN (${live})`
  const ids = `SELECT DISTINCT id FROM jsonb_array_elements_text($3::text::jsonb) AS each (id)`
  return {
    tables: [
      `CREATE TABLE IF NOT EXISTS ${runs} (
         name text PRIMARY KEY, migration text NOT NULL, source text NOT NULL, target text NOT NULL)`,
      `CREATE TABLE IF NOT EXISTS ${workers} (
         worker text PRIMARY KEY, name text NOT NULL, alive_until timestamptz NOT NULL)`,
      `CREATE TABLE IF NOT EXISTS ${keys} (
         name text NOT NULL, id text NOT NULL, worker text, last text,
         is_done boolean NOT NULL DEFAULT false, is_open boolean NOT NULL DEFAULT false, PRIMARY KEY (name, id))`,
      `CREATE TABLE IF NOT EXISTS ${records} (
         seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, record text NOT NULL)`,
      `CREATE INDEX IF NOT EXISTS ${index}_of_worker ON ${keys} (name, worker) WHERE worker IS NOT NULL`,
      `CREATE INDEX IF NOT EXISTS ${index}_open ON ${keys} (name) WHERE is_open`,
      `CREATE INDEX IF NOT EXISTS ${index}_in_order ON ${records} (name, seq)`,
    ],
    start: `INSERT INTO ${runs} (name, migration, source, target) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    started: `SELECT migration, source, target FROM ${runs} WHERE name = $1`,
    enter: `INSERT INTO ${workers} (name, worker, alive_until) VALUES ($1, $2, ${soon('$3')})`,
    stayAlive: `UPDATE ${workers} SET alive_until = ${soon('$3')} WHERE name = $1 AND worker = $2`,
    leave: `WITH given_back AS (UPDATE ${keys} SET worker = NULL WHERE name = $1 AND worker = $2)
      DELETE FROM ${workers} WHERE name = $1 AND worker = $2`,
    // In one order at all workers, so that none waits for another that waits for it.
    claim: `WITH asked AS (${ids} ORDER BY id),
      mine AS (
        INSERT INTO ${keys} AS k (name, id, worker) SELECT $1, id, $2 FROM asked
        ON CONFLICT (name, id) DO UPDATE SET worker = $2 WHERE NOT k.is_done AND (${mayBeMine})
        RETURNING k.id, k.last),
      done AS (SELECT k.id FROM ${keys} k JOIN asked USING (id) WHERE k.name = $1 AND k.is_done)
      SELECT id, last, false AS is_done FROM mine
      UNION ALL SELECT id, NULL, true FROM done WHERE id NOT IN (SELECT id FROM mine)`,
    release: `UPDATE ${keys} SET worker = NULL WHERE name = $1 AND worker = $2 AND id IN (${ids})`,
    busy: `SELECT count(*)::int AS busy FROM ${keys} k
      WHERE k.name = $1 AND k.worker IS NOT NULL AND k.worker <> $2 AND k.worker IN (${live})`,
    unfinished: `UPDATE ${keys} k SET worker = $2 WHERE k.name = $1 AND k.is_open AND (${mayBeMine}) RETURNING k.last`,
    // All of them, or none where one of these keys is not this worker's any more: it was taken for dead.
    write: `WITH told AS (
        SELECT each ->> 'id' AS id, each ->> 'record' AS record, (each ->> 'needsClaim')::boolean AS needs_claim,
          (each ->> 'isDone')::boolean AS is_done, (each ->> 'isOpen')::boolean AS is_open,
          (each ->> 'endsClaim')::boolean AS ends_claim, place
        FROM jsonb_array_elements($3::text::jsonb) WITH ORDINALITY AS told (each, place)),
      last AS (SELECT DISTINCT ON (id) * FROM told ORDER BY id, place DESC),
      held AS (
        SELECT k.id FROM ${keys} k JOIN last USING (id)
        WHERE k.name = $1 AND (k.worker = $2 OR (k.worker IS NULL AND NOT last.needs_claim))
        ORDER BY k.id FOR UPDATE OF k),
      verdict AS MATERIALIZED (
        SELECT (SELECT count(*) FROM held) = (SELECT count(*) FROM last) AS is_written),
      noted AS (
        UPDATE ${keys} k SET last = last.record, is_done = last.is_done, is_open = last.is_open,
          worker = CASE WHEN last.ends_claim THEN NULL ELSE k.worker END
        FROM last, verdict WHERE k.name = $1 AND k.id = last.id AND is_written),
      written AS (
        INSERT INTO ${records} (name, record)
        SELECT $1, record FROM told, verdict WHERE is_written ORDER BY place),
      alive AS (
        UPDATE ${workers} SET alive_until = ${soon('$4')} FROM verdict
        WHERE name = $1 AND worker = $2 AND is_written)
      SELECT is_written FROM verdict`,
    read: `SELECT r.seq::text AS seq, r.record FROM ${records} r
      WHERE r.name = $1 AND r.seq > $2::text::bigint ORDER BY r.seq LIMIT 1000`,
  }
}

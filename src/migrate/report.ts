import { Fingerprints } from './fingerprints.js'
import { formatTable } from './format-table.js'
import { isDone, type Journal, type JournalRecord, type JournalStart } from './journal.js'

/** What became of a key; `open` is one that was begun and not ended: run the migration again. */
export type Outcome = 'moved' | 'skipped' | 'failed' | 'uncertain' | 'open' | 'rolled back'

/** What became of one key. */
export interface ReportedKey {
  /** Its id at the source. */
  readonly id: string
  /** Its id at the target; null where it has none. */
  readonly target: string | null
  /** What became of it. */
  readonly outcome: Outcome
  /** With its secret or with a new one; null where it did not move. */
  readonly how: 'preserve' | 'reissue' | null
  /** Each as field and kind: `name cut`. */
  readonly losses: readonly string[]
  /** Why it is not moved, or what was not as planned. */
  readonly note: string | null
  /** Of an uncertain one: the keys at the target that may be it. */
  readonly candidates: readonly string[]
}

/** What a run came to. It holds counts, not keys: those are read from the journal as they are needed. */
export interface MigrationReport {
  /** The vendor that keys leave, by its id: `clerk`. */
  readonly from: string
  /** The vendor that they go to. */
  readonly to: string
  /** How many keys came to what. */
  readonly counts: Readonly<Record<Outcome, number>>
  /** The keys, in the order in which the journal was done with them. */
  keys(): AsyncIterable<ReportedKey>
  /** Where it was read from, and where `revokeSources` and `rollback` write on. */
  readonly journal: Journal
  toJSON(): object
  /** For people: a table. */
  toString(): string
}

const noCounts = { moved: 0, skipped: 0, failed: 0, uncertain: 0, open: 0, 'rolled back': 0 }

/** The report of a migration, from its journal: also long after the run, and without the vendors. */
export async function openReport(journal: Journal, start: JournalStart): Promise<MigrationReport> {
  const counts: Record<Outcome, number> = { ...noCounts }
  for await (const { outcome } of reported(journal)) counts[outcome] += 1
  const rows = Object.entries(counts).filter(([, count]) => count > 0)
  return {
    ...start,
    counts,
    journal,
    keys: () => reported(journal),
    toJSON: () => ({ ...start, counts }),
    toString: () =>
      `${start.from} to ${start.to}\n\n${formatTable(
        ['keys', 'outcome'],
        rows.map(([outcome, count]) => [String(count), outcome]),
      )}`,
  }
}

async function* reported(journal: Journal): AsyncGenerator<ReportedKey> {
  // What is done comes as it is read; what is not, at the end, by its last record.
  const undone = new Map<string, JournalRecord>()
  const rolledBack = new Fingerprints()
  for await (const record of journal.read()) if (record.kind === 'rolled-back') rolledBack.set(record.id, 1)
  for await (const record of journal.read()) {
    if (!isDone(record)) undone.set(record.id, record)
    else undone.delete(record.id)
    if (record.kind === 'moved')
      yield { ...keyOf(record), ...(rolledBack.has(record.id) && { outcome: 'rolled back' }) }
  }
  for (const record of undone.values()) yield keyOf(record)
}

function keyOf(record: JournalRecord): ReportedKey {
  const { id } = record
  const none = { id, target: null, how: null, losses: [], note: null, candidates: [] }
  switch (record.kind) {
    case 'moved': {
      const { target, how, losses, note } = record
      return { ...none, target, outcome: 'moved', how, losses, note }
    }
    case 'skipped':
      return { ...none, outcome: 'skipped', note: record.why }
    case 'failed':
      return { ...none, outcome: 'failed', note: record.why }
    case 'uncertain':
      return { ...none, outcome: 'uncertain', candidates: record.candidates, note: uncertain }
    default:
      return { ...none, outcome: 'open', note: 'it was begun: run the migration again' }
  }
}

const uncertain =
  'an answer was lost and nothing tells its key from others: revoke the candidates that nobody uses, then run again'

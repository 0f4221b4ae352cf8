import type { Journal, JournalRecord, JournalSession, JournalStart } from 'keymux/migrate'

const done: ReadonlySet<JournalRecord['kind']> = new Set(['moved', 'source-revoked', 'rolled-back'])
const begun: ReadonlySet<JournalRecord['kind']> = new Set(['sending', 'delivering', 'uncertain'])

/**
 * A journal that lasts as long as the page: enough to stop a migration and go on with it. It has one worker, so nobody else ever
 * holds a key.
 */
export function memoryJournal(): Journal {
  const records: JournalRecord[] = []
  const migration = crypto.randomUUID()
  let isOpen = false

  async function* read(): AsyncGenerator<JournalRecord> {
    yield* records.slice()
  }

  const lastOf = (): Map<string, JournalRecord> => new Map(records.map((record) => [record.id, record]))

  const session: JournalSession = {
    migration,
    claim: async (ids) => {
      const last = lastOf()
      const open = ids
        .map((id) => [id, last.get(id) ?? null] as const)
        .filter(([, record]) => record === null || !done.has(record.kind))
      return { mine: new Map(open), busy: 0 }
    },
    release: async () => undefined,
    busy: async () => 0,
    unfinished: async () => [...lastOf().values()].filter(({ kind }) => begun.has(kind)),
    write: async (added) => void records.push(...added),
    records: read,
    close: async () => void (isOpen = false),
  }

  return {
    open: async (_start: JournalStart) => {
      if (isOpen) throw new Error('This journal is in use.')
      isOpen = true
      return session
    },
    read,
  }
}

import { planMigration, runMigration, sqlJournal, type SqlQuery } from 'keymux/migrate'
import { clerk } from 'keymux/clerk'
import { unkey } from 'keymux/unkey'
import type { Answered, WorkerSettings } from './sql-workers.js'

/** One of several processes that share a migration. Its database and the holders of its keys are its parent's. */
const settings = JSON.parse(process.argv[2] ?? '') as WorkerSettings

const waiting = new Map<number, (answered: Answered) => void>()
process.on('message', (answered: Answered) => waiting.get(answered.number)?.(answered))

async function ask(question: object): Promise<Answered> {
  const number = waiting.size
  return new Promise((resolve) => {
    waiting.set(number, resolve)
    process.send?.({ ...question, number })
  })
}

const query: SqlQuery = async (text, parameters) => {
  const { rows, state } = await ask({ kind: 'query', text, parameters })
  if (rows !== undefined) return rows
  throw Object.assign(new Error('the database refused'), { code: state })
}

const timeout = { attemptMs: 2000, totalMs: 15_000 }
const unkeyKeys = unkey({ ...settings.unkey, timeout })
const clerkKeys = clerk({ ...settings.clerk, timeout })
const { owner } = settings
const plan =
  settings.mode === 'preserve'
    ? await planMigration({ from: clerkKeys, to: unkeyKeys, owners: [owner] })
    : await planMigration({ from: unkeyKeys, to: clerkKeys, owner })
const report = await runMigration(plan, {
  journal: sqlJournal({ query, name: 'shared', leaseMs: settings.leaseMs }),
  settleMs: 2000,
  concurrency: 4,
  deliver: async ({ id, target }, secret) =>
    void (await ask({ kind: 'deliver', id, target, secret: secret.reveal() })),
})
process.send?.({ kind: 'ended', counts: report.counts })
process.disconnect()

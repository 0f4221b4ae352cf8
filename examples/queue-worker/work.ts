import { clerk } from 'keymux/clerk'
import { planMigration, runMigration, sqlJournal } from 'keymux/migrate'
import { unkey } from 'keymux/unkey'
import type { Job, Queue } from './queue.js'

const from = clerk({ baseUrl: process.env['CLERK_BASE_URL'] })
const to = unkey({
  baseUrl: process.env['UNKEY_BASE_URL'],
  migrationId: process.env['UNKEY_MIGRATION_ID'],
})

/** Works until the queue is empty or `signal` says so. A worker that is killed leaves nothing that the next one does not finish. */
export async function work(queue: Queue, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const job = signal?.aborted === true ? undefined : await queue.next()
    if (job === undefined) return
    await move(queue, job, signal)
  }
}

/** Moves the keys of one user by the hashes of their secrets, which go on working: their holders notice nothing. */
async function move(queue: Queue, job: Job, signal: AbortSignal | undefined): Promise<void> {
  const { owner } = job
  const plan = await planMigration({ from, to, owners: [owner] })
  const journal = sqlJournal({
    query: queue.query,
    name: `clerk-to-unkey:${owner}`,
    // How long the keys of a worker that died wait for another.
    leaseMs: Number(process.env['LEASE_MS'] ?? 60_000),
  })
  const report = await runMigration(plan, {
    journal,
    signal,
    onProgress: ({ moved, total }) => console.log(`${owner}: ${moved} of ${total}`),
  })
  const { moved, skipped, failed, uncertain, open } = report.counts
  // Asked to stop: the job is for the next worker.
  if (open > 0 && signal?.aborted === true) return
  console.log(`${owner}: ${moved} keys moved`)
  await queue.finish(job, { moved, left: skipped + failed + uncertain + open })
}

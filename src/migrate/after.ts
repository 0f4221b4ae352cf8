import type { KeyClient } from '../core/key-client.js'
import { KeymuxError } from '../core/keymux-error.js'
import { checkedAfter, type Known } from './checked-after.js'
import { realClock, throwIfAborted } from './clock.js'
import { Fingerprints } from './fingerprints.js'
import { Pacer } from './pacer.js'
import { Pool } from './pool.js'
import { ProgressCounter } from './progress.js'
import type { JournalSession } from './journal.js'
import type { MigrationReport } from './report.js'
import { sentenceOf, stopsAll } from './run-context.js'
import type { Progress } from './run-options.js'
import { trouble } from './trouble.js'
import { keysAt, undoUnfinished, type Undone, type Unsettled } from './undo-unfinished.js'

/** What a step after a run can be told. */
export interface AfterOptions {
  /**
   * Where the keys are that it is about: the source for `revokeSources`, the target for `rollback`. Default: the client that the
   * run had, where the report came of `runMigration` in this process.
   */
  readonly keys?: KeyClient | undefined
  /** Why, for the vendor's record. */
  readonly reason?: string | undefined
  /** How many calls go out at once. Default 8. */
  readonly concurrency?: number | undefined
  /** How far it is; `moved` are the keys that it has ended. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Ends it before the next key; call it again with the same journal to go on. */
  readonly signal?: AbortSignal | undefined
}

/** What such a step came to. */
export interface AfterResult {
  /** Keys that it ended, those of earlier calls included. */
  readonly revoked: number
  /** Keys that could not be ended, by id, and why: call it again. */
  readonly failed: readonly { readonly id: string; readonly why: string }[]
}

/** What a rollback came to. */
export interface RollbackResult extends AfterResult {
  /**
   * Keys at the target that the run was just making when it was killed, or whose answers were lost: found, by their marker or in the
   * journal, and ended by this call. They are not among `revoked`, since the run moved nothing by them.
   */
  readonly begun: number
  /**
   * Ids of keys at the target that the migration did not make: issued since, or before. They are left as they are. Where the target
   * lists one owner's keys at a time, those of `owners`.
   */
  readonly notOurs: readonly string[]
  /**
   * Keys that were begun and never ended, of which nothing tells what they are at the target: without a marker, or at a target that
   * lists one owner's keys at a time and without `owners`. Revoke the candidates that nobody uses.
   */
  readonly unsettled: readonly Unsettled[]
}

/** What a rollback can be told. */
export interface RollbackOptions extends AfterOptions {
  /** Whose keys to look through, where the target lists those of one owner at a time, as Clerk does. */
  readonly owners?: readonly string[] | undefined
}

/**
 * Ends the source keys of all that was moved, as the last step of a migration: call it when nobody uses them any more. Resumable:
 * what is done stands in the journal.
 *
 * Throws a `KeymuxError`: `configuration` for a report without its client, or for options that cannot be meant; `conflict` for a
 * journal that is in use; `aborted` when the signal said so; and what stops all keys alike, such as `unauthorized`. Keys that could
 * not be ended are in the result.
 *
 * @example
 * await revokeSources(report, { reason: 'moved' })
 */
export async function revokeSources(
  report: MigrationReport,
  options: AfterOptions = {},
): Promise<AfterResult> {
  const known = checkedAfter('revokeSources', report, options, 'from')
  return endAll(report, known, 'source-revoked')
}

/**
 * Ends the keys at the target that the run made, those of a run that was killed in the middle of one included, and leaves the
 * source as it is. Names the keys at the target that are not the run's: whoever got one of those since will need another at the
 * source. Throws as `revokeSources` does, and `conflict` once source keys were revoked.
 *
 * @example
 * const { revoked, begun, notOurs } = await rollback(report)
 */
export async function rollback(
  report: MigrationReport,
  options: RollbackOptions = {},
): Promise<RollbackResult> {
  const { owners } = options
  const known = { ...checkedAfter('rollback', report, options, 'to'), owners }
  const made = new Fingerprints()
  for await (const { target } of report.keys()) if (target !== null) made.set(target, 1)
  const result = await endAll(report, known, 'rolled-back')
  const { begun, unsettled } = await endUnfinished(report, known)
  const notOurs: string[] = []
  for await (const { id, state } of keysAt(known))
    if (!made.has(id) && state !== 'revoked' && state !== 'expired') notOurs.push(id)
  return { ...result, begun, notOurs, unsettled }
}

async function endUnfinished(
  { journal, from, to }: MigrationReport,
  { keys, owners, signal }: Known<RollbackOptions>,
): Promise<Undone> {
  const session = await journal.open({ from, to })
  const pacer = new Pacer(keys.capabilities.limits.requestsPerMinute, realClock)
  try {
    return await undoUnfinished({ session, keys, pacer, owners, signal })
  } finally {
    await session.close()
  }
}

async function endAll(
  report: MigrationReport,
  { keys, reason, concurrency, onProgress, signal }: Known<AfterOptions>,
  kind: 'source-revoked' | 'rolled-back',
): Promise<AfterResult> {
  const { from, to } = report
  const session = await report.journal.open({ from, to })
  const failed: { id: string; why: string }[] = []
  const pacer = new Pacer(keys.capabilities.limits.requestsPerMinute, realClock)
  const pool = new Pool(concurrency ?? 8)
  let revoked = 0
  try {
    const { total, done } = await doneBefore(session, kind)
    const count = new ProgressCounter(total, realClock, onProgress)
    const end = async (id: string, target: string): Promise<void> => {
      const ended = kind === 'rolled-back' ? target : id
      await pacer.take(signal)
      try {
        await keys.revoke(ended, { signal, ...(reason !== undefined && { reason }) })
        await session.write([{ kind, id, target }])
        revoked += 1
        count.moved()
      } catch (error) {
        if (!KeymuxError.is(error) || error.code === 'aborted' || stopsAll(error)) throw error
        count.failed()
        failed.push({ id: ended, why: sentenceOf(error) })
      }
    }
    for await (const record of session.records()) {
      if (record.kind !== 'moved') continue
      throwIfAborted(signal)
      if (!done.has(record.id)) await pool.start(async () => end(record.id, record.target))
      else {
        revoked += 1
        count.before()
      }
    }
    await pool.idle()
  } finally {
    await pool.drain()
    await session.close()
  }
  return { revoked, failed }
}

/** How many keys there are to end, and which of them earlier calls have ended. */
async function doneBefore(
  session: JournalSession,
  kind: 'source-revoked' | 'rolled-back',
): Promise<{ total: number; done: Fingerprints }> {
  const done = new Fingerprints()
  let total = 0
  for await (const record of session.records()) {
    if (record.kind === 'moved') total += 1
    if (record.kind === kind) done.set(record.id, 1)
    if (record.kind === 'source-revoked' && kind === 'rolled-back') throw gone()
  }
  return { total, done }
}

function gone(): Error {
  return trouble(
    'conflict',
    'Source keys were revoked already: without the new ones their holders would have nothing. Nothing was rolled back.',
  )
}

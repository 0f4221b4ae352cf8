import { counted } from '../../core/counted.js'
import {
  revokeSources,
  rollback,
  type AfterResult,
  type MigrationReport,
  type RollbackResult,
} from '../../migrate/index.js'
import { KeymuxError } from '../../core/index.js'
import type { Side } from '../connection.js'
import { exitCode } from '../exit-code.js'
import { usage } from '../failure.js'
import { printKeys, reportOf } from '../migrate/run-report.js'
import { readSettings, storedSides } from '../migrate/settings.js'
import { placeOf } from '../migrate/show-plan.js'
import { clientAt, type Sides } from '../migrate/sides.js'
import { stopped, type Session } from '../session.js'
import { jsonLine, printable } from '../terminal/printable.js'
import { progressBar } from '../terminal/progress-bar.js'
import { confirm } from '../terminal/prompts.js'
import { journalIn, type PaceFlags } from './migrate-run.js'

export interface AfterFlags extends PaceFlags {
  readonly reason?: string
  readonly yes?: boolean
}

/** What one of the steps came to; what a rollback alone tells is not there after the other. */
type Result = AfterResult & Partial<RollbackResult>

type Step = 'revoke-sources' | 'rollback'

const sideOf: Readonly<Record<Step, Side>> = { 'revoke-sources': 'from', rollback: 'to' }

/** Which key became which, from the journal alone. */
export async function migrateReport(session: Session, flags: PaceFlags): Promise<void> {
  const journal = journalIn(flags)
  const { report } = await opened(journal)
  await printKeys(report, session)
}

/** Ends the keys of one side: the old ones as the last step, or the new ones to go back. */
export async function migrateAfter(session: Session, step: Step, flags: AfterFlags): Promise<void> {
  const journal = journalIn(flags)
  const { report, sides, owners } = await opened(journal)
  const { moved, open, uncertain } = report.counts
  const begun = step === 'rollback' ? open + uncertain : 0
  const side = sides[sideOf[step]]
  const keys = await clientAt(sideOf[step], sides, flags)
  if (moved + begun > 0) await confirm(question(step, moved, begun, sides), flags.yes === true)
  const bar = progressBar(moved, 0, session.json)
  const { reason, concurrency } = flags
  const options = { keys, reason, concurrency, onProgress: bar.show, signal: session.signal }
  try {
    const result: Result = await (step === 'rollback'
      ? rollback(report, { ...options, owners })
      : revokeSources(report, options))
    bar.stop()
    if (session.signal.aborted) throw new KeymuxError({ code: 'aborted', message: 'Interrupted.' })
    if (result.failed.length > 0) process.exitCode = exitCode.refused
    if (result.unsettled !== undefined && result.unsettled.length > 0) process.exitCode = exitCode.ambiguous
    await print(step, result, side.vendor.name, session)
  } catch (error) {
    bar.stop()
    if (!session.signal.aborted) throw error
    const again = `keymux migrate ${step} --journal ${journal}`
    throw stopped(`What was revoked by then is noted. Go on: ${again}; a second time does no harm.`)
  }
}

interface Opened {
  readonly report: MigrationReport
  readonly sides: Sides
  /** Whose keys were to be made at the target, as far as the run was told. */
  readonly owners: readonly string[]
}

async function opened(journal: string): Promise<Opened> {
  const settings = await readSettings(journal)
  const sides = storedSides(settings)
  const { toOwner, owners } = settings.scope
  const report = await reportOf(journal, sides)
  if (report === undefined) throw usage(`${journal} is not there: nothing was moved with it.`)
  return { report, sides, owners: toOwner === null ? (owners ?? []) : [toOwner] }
}

function question(step: Step, count: number, begun: number, { from, to }: Sides): string {
  const more = begun === 0 ? '' : `, and look for ${begun} that it was just making`
  const keys = count === 1 ? 'the key' : `the ${count} keys`
  return step === 'revoke-sources'
    ? `Revoke ${keys} at ${placeOf(from)} that ${count === 1 ? 'was' : 'were'} moved to ${to.vendor.name}? They stop working at once, and for good.`
    : `Revoke ${keys} at ${placeOf(to)} that this migration made${more}? They stop working at once, and for good; at ${from.vendor.name} all stays as it is.`
}

async function print(step: Step, result: Result, vendor: string, { out, err, json }: Session): Promise<void> {
  const { revoked, failed, begun, notOurs, unsettled } = result
  if (json) return out.line(jsonLine({ revoked, failed, begun, notOurs, unsettled }))
  await out.line(`${counted(revoked, 'key')} at ${vendor} ${revoked === 1 ? 'is' : 'are'} revoked.`)
  if (begun !== undefined && begun > 0)
    await out.line(
      `${begun} more, begun when a run was killed or an answer was lost, ${begun === 1 ? 'is' : 'are'} revoked too.`,
    )
  for (const { id, why } of failed) await err.line(printable(`${id}: ${why}`))
  if (failed.length > 0)
    await err.line(`${failed.length} could not be revoked: keymux migrate ${step} tries them again.`)
  for (const { id, candidates } of unsettled ?? []) {
    const which = candidates.length === 0 ? 'a key that nothing tells from others' : candidates.join(' or ')
    await err.line(printable(`${id} was begun and never settled: it may be ${which} at ${vendor}.`))
  }
  if (unsettled !== undefined && unsettled.length > 0)
    await err.line(`Revoke those that nobody uses: keymux revoke <id>.`)
  if (notOurs === undefined || notOurs.length === 0) return
  await err.line(
    `At ${vendor} there ${notOurs.length === 1 ? 'is' : 'are'} ${counted(notOurs.length, 'other key')}, which this migration did not make:`,
  )
  for (const id of notOurs) await out.line(printable(id))
}

import { resolve } from 'node:path'
import { rm, stat } from 'node:fs/promises'
import { ageDelivery, runMigration, type AgeDelivery, type MigrationPlan } from '../../migrate/index.js'
import { usage } from '../failure.js'
import { planOptions, scopeOf, type PlanFlags } from '../migrate/plan-options.js'
import { account, exitOfCounts, printOutcome, reportOf } from '../migrate/run-report.js'
import {
  isThere,
  readSettings,
  stored,
  storedSides,
  writeSettings,
  type Settings,
} from '../migrate/settings.js'
import { showPlan } from '../migrate/show-plan.js'
import { clientsOf, sidesOf, type SideFlags, type Sides } from '../migrate/sides.js'
import { stopped, type Session } from '../session.js'
import { progressBar } from '../terminal/progress-bar.js'
import { confirm } from '../terminal/prompts.js'
import { importFault, planned } from './migrate-plan.js'

/** How fast, and what is needed each time. */
export interface PaceFlags extends SideFlags {
  readonly journal?: string
  readonly secretsFd?: number
  readonly concurrency?: number
  readonly createsPerMinute?: number
}

export interface MigrateRunFlags extends PlanFlags, PaceFlags {
  readonly recipient?: readonly string[]
  readonly newSecrets?: string
  readonly skipChanged?: boolean
  readonly yes?: boolean
}

/** A migration on its way. */
interface Run {
  readonly journal: string
  readonly settings: Settings
  readonly sides: Sides
  readonly flags: PaceFlags
}

export async function migrateRun(session: Session, flags: MigrateRunFlags): Promise<void> {
  const sides = await sidesOf(flags)
  const journal = flags.journal ?? `${sides.from.vendor.id}-to-${sides.to.vendor.id}.journal`
  await refusePresent(journal)
  const settings: Settings = {
    from: stored(sides.from),
    to: stored(sides.to),
    scope: scopeOf(flags),
    recipients: flags.recipient ?? [],
    newSecrets: resolve(flags.newSecrets ?? `${journal}.age`),
    skipChanged: flags.skipChanged === true,
  }
  if (await isThere(settings.newSecrets))
    throw usage(
      `${settings.newSecrets} is there already: name another file for the new secrets by --new-secrets. Nothing was moved.`,
    )
  const run = { journal, settings, sides, flags }
  const plan = await planFor(run, session)
  if (plan === undefined) return
  await confirm(question(plan, run), flags.yes === true)
  await writeSettings(journal, settings)
  await move(plan, run, session)
}

/** Goes on with a run that was stopped or killed, or that left something undone. */
export async function migrateResume(session: Session, flags: PaceFlags): Promise<void> {
  const journal = journalIn(flags)
  const settings = await readSettings(journal)
  const run = { journal, settings, sides: storedSides(settings), flags }
  const plan = await planFor(run, session)
  if (plan !== undefined) await move(plan, run, session)
}

export function journalIn({ journal }: Pick<PaceFlags, 'journal'>): string {
  if (journal !== undefined) return journal
  throw usage('Which migration? Pass --journal with the file that `keymux migrate run` wrote.')
}

async function refusePresent(journal: string): Promise<void> {
  if (await isThere(journal))
    throw usage(
      `${journal} is there already: a migration was begun with it. Go on with that: keymux migrate resume --journal ${journal}, or name another --journal. Nothing was moved.`,
    )
}

/** Undefined where there is nothing to move, now or ever. */
async function planFor(
  { sides, settings, flags, journal }: Run,
  session: Session,
): Promise<MigrationPlan | undefined> {
  const { err, json, signal } = session
  const clients = await clientsOf(sides, flags)
  const { options, secrets } = await planOptions(settings.scope, flags, signal)
  const plan = await planned({ sides, clients, options, secrets }, session)
  const { preserve, reissue } = plan.totals
  const fault = preserve > 0 ? await importFault(clients.to, sides.to) : undefined
  if (fault !== undefined) throw usage(`${fault} Nothing was moved.`)
  const isBegun = await isThere(journal)
  if (!json && !isBegun) await showPlan(plan, sides, err)
  if (reissue > 0 && settings.recipients.length === 0)
    throw usage(
      `${reissue} ${reissue === 1 ? 'key gets a new secret' : 'keys get new secrets'}, and nobody is named who can read them: pass --recipient age1… (make one: age-keygen -o identity.txt). Nothing was moved.`,
    )
  if (preserve + reissue > 0 || isBegun) return plan
  if (!json) await err.line('There is nothing to move.')
  return undefined
}

function question(
  { totals: { preserve, reissue } }: MigrationPlan,
  { sides: { from, to }, settings }: Run,
): string {
  const [many, one] = [preserve + reissue, preserve + reissue === 1]
  const secrets =
    reissue === 0
      ? ''
      : ` ${reissue === 1 ? '1 gets a new secret, which goes' : `${reissue} get new secrets, which go`} into ${settings.newSecrets}, encrypted.`
  return `Move ${many} ${one ? 'key' : 'keys'} from ${from.vendor.name} to ${to.vendor.name}?${secrets} At ${from.vendor.name} they stay as they are.`
}

async function move(plan: MigrationPlan, run: Run, session: Session): Promise<void> {
  const { journal, settings, sides, flags } = run
  const { concurrency, createsPerMinute } = flags
  const before = await reportOf(journal, sides)
  const deliver = await delivery(settings)
  const settled = (before?.counts.moved ?? 0) + (before?.counts.skipped ?? 0)
  const bar = progressBar(plan.totals.keys, Math.min(settled, plan.totals.keys), session.json)
  try {
    const report = await runMigration(plan, {
      journal,
      ...(deliver !== undefined && { deliver }),
      ...(settings.skipChanged && { onChanged: 'skip' as const }),
      concurrency,
      createsPerMinute,
      onProgress: bar.show,
      signal: session.signal,
    })
    bar.stop()
    process.exitCode = exitOfCounts(report.counts)
    await printOutcome(report, sides, session)
    await sayWhatIsNext(run, plan, process.exitCode, session)
  } catch (error) {
    bar.stop()
    const told = `${account(await reportOf(journal, sides), plan.totals.keys)} Go on: keymux migrate resume --journal ${journal}`
    if (session.signal.aborted) throw stopped(told)
    if (!session.json) await session.err.line(told)
    throw error
  } finally {
    await deliver?.close()
    await removeEmpty(settings.newSecrets)
  }
}

async function delivery({ recipients, newSecrets: file }: Settings): Promise<AgeDelivery | undefined> {
  return recipients.length === 0 ? undefined : ageDelivery({ recipients, file })
}

/** Where no key got a new secret. */
async function removeEmpty(file: string): Promise<void> {
  if ((await sizeOf(file)) === 0) await rm(file, { force: true })
}

async function hasContent(file: string): Promise<boolean> {
  return ((await sizeOf(file)) ?? 0) > 0
}

async function sizeOf(file: string): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined)
  return found?.size
}

async function sayWhatIsNext(
  { journal, settings, sides }: Run,
  { totals }: MigrationPlan,
  exit: number,
  { err, json }: Session,
): Promise<void> {
  if (json) return
  if (await hasContent(settings.newSecrets))
    await err.line(
      `The new secrets are in ${settings.newSecrets}, for ${settings.recipients.length === 1 ? 'its recipient' : 'its recipients'} alone (docs/migrating.md says how age reads it).`,
    )
  const at = `--journal ${journal}`
  const next =
    exit === 0
      ? `Old keys work on. When nobody uses them any more: keymux migrate revoke-sources ${at}. Back: keymux migrate rollback ${at}. Which became which: keymux migrate report ${at}`
      : `Try again: keymux migrate resume ${at}`
  await err.line(err.colours.dim(next))
  if (totals.keys > 0 && exit === 0 && sides.to.vendor.capabilities.verify === 'none')
    await err.line(err.colours.dim(`${sides.to.vendor.name} verifies no keys: try one of them there first.`))
}

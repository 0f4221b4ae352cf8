import { KeymuxError, type KeyClient } from '../../core/index.js'
import { planMigration, type MigrationPlan, type PlanOptions } from '../../migrate/index.js'
import { flagOf, type Connection } from '../connection.js'
import { usage, type Failure } from '../failure.js'
import type { KnownSecrets } from '../secrets/known-secrets.js'
import { planOptions, scopeOf, type PlanFlags } from '../migrate/plan-options.js'
import { showItems, showPlan } from '../migrate/show-plan.js'
import { clientAt, sidesOf, unaskedClient, type Clients, type Sides } from '../migrate/sides.js'
import { stopped, type Session } from '../session.js'
import { jsonLine } from '../terminal/printable.js'

export interface MigratePlanFlags extends PlanFlags {
  readonly keys?: boolean
}

/** Says what a run would do. Reads at the source alone. */
export async function migratePlan(session: Session, flags: MigratePlanFlags): Promise<void> {
  const sides = await sidesOf(flags)
  const clients = { from: await clientAt('from', sides, flags), to: await unaskedClient(sides.to) }
  const { options, secrets } = await planOptions(scopeOf(flags), flags, session.signal)
  const plan = await planned({ sides, clients, options, secrets }, session)
  const fault = plan.totals.preserve > 0 ? await importFault(clients.to, sides.to) : undefined
  if (fault !== undefined && !session.json) await note(fault, session)
  await print(plan, sides, flags, session).catch((error: unknown) => {
    throw session.signal.aborted ? stopped('Nothing was changed.') : error
  })
}

async function print(
  plan: MigrationPlan,
  sides: Sides,
  { keys }: MigratePlanFlags,
  { out, err, json }: Session,
): Promise<void> {
  if (json && keys === true) for await (const item of plan.items()) await out.line(jsonLine(item))
  else if (json) await out.line(jsonLine(plan))
  else if (keys === true) await showItems(plan, out)
  else await showPlan(plan, sides, out)
  if (!json && keys !== true)
    await err.line(err.colours.dim(`Nothing was changed. --keys shows each key; ${next(plan)}`))
}

function next({ totals: { preserve, reissue } }: MigrationPlan): string {
  if (preserve + reissue === 0) return 'there is nothing to move.'
  const recipient = reissue > 0 ? ', and --recipient age1… for the new secrets' : ''
  return `do it by the same flags: keymux migrate run …${recipient}`
}

async function note(text: string, { err }: Session): Promise<void> {
  await err.line(`${err.colours.yellow('note:')} ${text}`)
}

export interface Planning {
  readonly sides: Sides
  readonly clients: Clients
  readonly options: Omit<PlanOptions, 'from' | 'to'>
  readonly secrets: KnownSecrets | undefined
}

/** A plan, with what one should know of it before one goes by it. */
export async function planned(
  { sides, clients, options, secrets }: Planning,
  session: Session,
): Promise<MigrationPlan> {
  const { err, json, signal } = session
  if (!json) await err.line(err.colours.dim(`Reading the keys at ${sides.from.vendor.name}.`))
  const plan = await planMigration({ ...clients, ...options }).catch((error: unknown) => {
    if (signal.aborted) throw stopped('Nothing was changed: the keys were only read.')
    throw ownerMissing(error, options) ? ownerWanted(sides.from) : error
  })
  const { keys, skip } = plan.totals
  if (json) return plan
  if (keys === 0)
    await note(
      `${sides.from.vendor.name} lists no such key: see keymux list --vendor ${sides.from.vendor.id}.`,
      session,
    )
  if (skip > 0 && options.owner === undefined && sides.to.vendor.capabilities.fields.owner === 'required')
    await note(
      `${sides.to.vendor.name} wants an owner for each key: --to-owner names one for those without.`,
      session,
    )
  if (secrets !== undefined && secrets.unused > 0)
    await note(
      `${secrets.unused} of the secrets on --secrets-fd are of no key that would keep its secret.`,
      session,
    )
  return plan
}

/** Some vendors list the keys of one owner at a time. */
function ownerMissing(error: unknown, { owners }: Planning['options']): boolean {
  return (
    owners === undefined &&
    KeymuxError.is(error) &&
    error.status === undefined &&
    error.issues.some(({ path }) => path === 'owner')
  )
}

function ownerWanted({ vendor }: Connection): Failure {
  return usage(
    `${vendor.name} lists the keys of one owner at a time: name each by --owner, all in one migration. Nothing was sent.`,
  )
}

/** What is missing for an import, which no key needs to be sent for. */
export async function importFault(keys: KeyClient, connection: Connection): Promise<string | undefined> {
  if (!keys.can('import')) return undefined
  try {
    await keys.import([])
    return undefined
  } catch (error) {
    const [issue] = KeymuxError.is(error) ? error.issues : []
    if (issue === undefined) throw error
    return `${connection.vendor.name} takes no keys with their secrets without \`${issue.path}\`: pass ${flagOf(connection, issue.path)}, or give all of them new secrets by --reissue.`
  }
}

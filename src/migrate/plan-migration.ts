import { demandOptions } from './demand-options.js'
import { isOwnerAt } from './fit-key.js'
import { Fingerprints, fingerprint } from './fingerprints.js'
import { formatPlan } from './format-plan.js'
import type { MigrationPlan, PlanOptions } from './migration-plan.js'
import { Planner } from './planner.js'
import { Totals } from './totals.js'
import { trouble } from './trouble.js'
import { essence } from './walk-source.js'

/** What a run needs of a plan beyond what the plan shows. */
export interface PlanContent {
  readonly options: PlanOptions
  readonly planner: Planner
  /** What each key was like when it was planned. */
  readonly seen: Fingerprints
}

const contents = new WeakMap<MigrationPlan, PlanContent>()

const optionNames = [
  'from',
  'to',
  'owners',
  'query',
  'owner',
  'transform',
  'secretFor',
  'strategy',
  'probe',
  'unknownState',
  'marker',
  'signal',
]

/**
 * Reads the keys at the source and says what a migration would do: which keys keep their secrets, which get new ones, which
 * stay and why, what each one loses, how long it takes. It writes nothing anywhere, and holds no keys in memory.
 *
 * Throws a `KeymuxError`: `configuration` for options that cannot be meant; else what listing the source throws.
 *
 * @example
 * const plan = await planMigration({ from: clerk(), to: unkey(), owners: ['user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'] })
 * console.log(String(plan))
 */
export async function planMigration(options: PlanOptions): Promise<MigrationPlan> {
  checkPlanOptions(options)
  const { from, to } = options
  const planner = new Planner(options)
  const [seen, totals] = [new Fingerprints(), new Totals()]
  for await (const { key, item } of planner.walk()) {
    if (seen.has(key.id)) continue
    seen.set(key.id, fingerprint(essence(key)))
    totals.add(item)
  }
  const summary = totals.result(from, to)
  const plan: MigrationPlan = {
    from: from.vendor,
    to: to.vendor,
    plannedAt: new Date(),
    totals: summary,
    async *items() {
      for await (const { item } of planner.walk()) yield item
    },
    toJSON: () => ({ from: from.vendor, to: to.vendor, plannedAt: plan.plannedAt, totals: summary }),
    toString: () => formatPlan(from.vendor, to.vendor, summary),
  }
  contents.set(plan, { options, planner, seen })
  return plan
}

/** Throws `configuration` for anything that `planMigration` did not make. */
export function contentOf(plan: MigrationPlan): PlanContent {
  const content = contents.get(plan)
  if (content !== undefined) return content
  throw trouble(
    'configuration',
    'This is not a plan of planMigration, made in this process: plan anew. It reads only.',
  )
}

function checkPlanOptions(options: PlanOptions): void {
  demandOptions('planMigration', options, optionNames)
  const { from, to, owner, owners, query, strategy, probe, unknownState, marker } = options
  for (const [name, client] of Object.entries({ from, to }))
    if (typeof client?.list !== 'function')
      throw trouble('configuration', `planMigration needs a client of keymux as \`${name}\`.`)
  if (from === to) throw trouble('configuration', '`from` and `to` are the same client.')
  demandTexts('owners', owners)
  if (owner !== undefined && typeof owner !== 'string')
    throw trouble(
      'configuration',
      '`owner` must be one owner at the target; `owners` names those at the source.',
    )
  const { capabilities, vendor } = to
  if (owner !== undefined && capabilities.fields.owner !== 'none' && !isOwnerAt(capabilities, owner)) {
    const { ownerPattern } = capabilities.limits
    const wanted = ownerPattern === null ? 'it is too long' : `it takes ${ownerPattern}`
    throw trouble(
      'configuration',
      `The target (${vendor}) refuses the owner for keys without one: ${wanted}.`,
    )
  }
  if (owners !== undefined && query?.owner !== undefined)
    throw trouble('configuration', 'Name the owners in `owners` or in `query.owner`, not in both.')
  const words = { strategy, probe, unknownState, marker }
  for (const [name, choices] of Object.entries(choicesOf)) {
    const value = words[name as keyof typeof words]
    if (value !== undefined && !choices.includes(value))
      throw trouble('configuration', `\`${name}\` must be one of ${choices.join(', ')}.`)
  }
}

function demandTexts(name: string, list: readonly unknown[] | undefined): void {
  if (list !== undefined && !(Array.isArray(list) && list.every((each) => typeof each === 'string')))
    throw trouble('configuration', `\`${name}\` must be a list of ids.`)
}

const choicesOf: Readonly<Record<string, readonly string[]>> = {
  strategy: ['preserve', 'reissue'],
  probe: ['first', 'all', 'none'],
  unknownState: ['move', 'skip'],
  marker: ['name'],
}

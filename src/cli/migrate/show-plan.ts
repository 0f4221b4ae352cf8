import { counted } from '../../core/counted.js'
import { formatEstimate, whatBecomesOf } from '../../migrate/format-plan.js'
import type { LossTotal, MigrationItem, MigrationPlan } from '../../migrate/index.js'
import { printLines } from '../show-key.js'
import type { Output } from '../terminal/output.js'
import { paragraph, Table, type Column } from '../terminal/table.js'
import type { Sides } from './sides.js'

const lossColumns: readonly Column<LossTotal>[] = [
  { title: 'field', text: ({ field }) => field, isWhole: true },
  { title: 'what', text: ({ kind }) => kind, isWhole: true },
  { title: 'keys', text: ({ keys }) => String(keys), isWhole: true },
  { title: 'why', text: ({ why }) => why, isWhole: true },
]

const stayColumns: readonly Column<readonly [why: string, keys: number]>[] = [
  { title: 'stay because', text: ([why]) => why, isWhole: true },
  { title: 'keys', text: ([, keys]) => String(keys), isWhole: true },
]

const itemColumns: readonly Column<MigrationItem>[] = [
  { title: 'id', text: ({ id }) => id, isWhole: true },
  { title: 'name', text: ({ name }) => name ?? '–' },
  { title: 'how', text: ({ strategy }) => strategy, isWhole: true },
  { title: 'why', text: ({ why }) => why },
  {
    title: 'losses',
    text: ({ losses }) => losses.map(({ field, kind }) => `${field} ${kind}`).join(', ') || '–',
  },
]

/** A plan for people: what goes, what does not and why, what is lost, how long it takes. */
export async function showPlan(
  { totals }: MigrationPlan,
  { from, to }: Sides,
  output: Output,
): Promise<void> {
  const { keys, skip, skipped, losses, estimate } = totals
  const say = async (text: string): Promise<void> => printLines(paragraph(text, output), output)
  await say(`${counted(keys, 'key')} from ${placeOf(from)} to ${placeOf(to)}: ${whatBecomesOf(totals)}.`)
  if (skip > 0) await printTable(stayColumns, Object.entries(skipped), output)
  if (losses.length > 0) await printTable(lossColumns, losses, output)
  await output.line('')
  await say(formatEstimate(estimate))
}

export async function showItems(plan: MigrationPlan, output: Output): Promise<void> {
  const table = new Table(itemColumns, output)
  let page: MigrationItem[] = []
  for await (const item of plan.items()) {
    page.push(item)
    if (page.length < 100) continue
    await printLines(table.lines(page), output)
    page = []
  }
  if (page.length > 0) await printLines(table.lines(page), output)
}

/** A vendor, with what tells the account there from another. */
export function placeOf({ vendor, options, profile }: Sides['from']): string {
  const ids = vendor.options.flatMap(({ name, required }) => (required ? [options[name] ?? ''] : []))
  const told = [...(profile === null ? [] : [profile]), ...ids].filter((each) => each !== '')
  return told.length === 0 ? vendor.name : `${vendor.name} (${told.join(', ')})`
}

async function printTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  output: Output,
): Promise<void> {
  await output.line('')
  await printLines(new Table(columns, output).lines(rows), output)
}

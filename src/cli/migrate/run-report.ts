import { counted } from '../../core/counted.js'
import { fileJournal, openReport, type MigrationReport, type ReportedKey } from '../../migrate/index.js'
import { exitCode, type ExitCode } from '../exit-code.js'
import { inFlags } from '../in-flags.js'
import { printLines } from '../show-key.js'
import type { Session } from '../session.js'
import { jsonLine } from '../terminal/printable.js'
import { paragraph, Table, type Column } from '../terminal/table.js'
import { isThere } from './settings.js'
import type { Sides } from './sides.js'

type Counts = MigrationReport['counts']

/** So many of those that were not moved are shown; all of them stand in the report. */
const mostShown = 20

const columns: readonly Column<ReportedKey>[] = [
  { title: 'id', text: ({ id }) => id, isWhole: true },
  { title: 'now', text: ({ target }) => target ?? '–', isWhole: true },
  {
    title: 'outcome',
    text: ({ outcome, how }) => (how === null ? outcome : `${outcome}, ${how}`),
    isWhole: true,
  },
  { title: 'lost', text: ({ losses }) => losses.join(', ') || '–' },
  { title: 'note', text: noteOf },
]

/** The report of a journal; undefined where nothing was written yet. */
export async function reportOf(journal: string, { from, to }: Sides): Promise<MigrationReport | undefined> {
  if (!(await isThere(journal))) return undefined
  return openReport(fileJournal(journal), { from: from.vendor.id, to: to.vendor.id })
}

/** All keys: for programs one to a line. */
export async function printKeys(report: MigrationReport, { out, json }: Session): Promise<void> {
  const table = new Table(columns, out)
  let page: ReportedKey[] = []
  for await (const key of report.keys()) {
    if (json) await out.line(jsonLine(key))
    else page.push(key)
    if (page.length < 100) continue
    await printLines(table.lines(page), out)
    page = []
  }
  if (page.length > 0) await printLines(table.lines(page), out)
}

/** What became of how many, and which were not moved. */
export async function printOutcome(report: MigrationReport, sides: Sides, session: Session): Promise<void> {
  const { out, json } = session
  if (json) return printKeys(report, session)
  const told = Object.entries(report.counts).filter(([, count]) => count > 0)
  const counts = told.map(([outcome, count]) => `${count} ${outcome}`).join(', ')
  const { from, to } = sides
  await printLines(
    paragraph(`From ${from.vendor.name} to ${to.vendor.name}: ${counts || 'no key'}.`, out),
    out,
  )
  const left: ReportedKey[] = []
  let more = 0
  for await (const key of report.keys()) {
    if (!['failed', 'uncertain', 'open'].includes(key.outcome)) continue
    if (left.length < mostShown) left.push(key)
    else more += 1
  }
  if (left.length > 0) {
    await out.line('')
    await printLines(new Table(leftColumns, out).lines(left), out)
  }
  if (more > 0) await out.line(`and ${more} more: keymux migrate report`)
}

const leftColumns: readonly Column<ReportedKey>[] = [
  { title: 'id', text: ({ id }) => id, isWhole: true },
  { title: 'outcome', text: ({ outcome }) => outcome, isWhole: true },
  { title: 'why', text: noteOf, isWhole: true },
]

function noteOf({ note, candidates }: ReportedKey): string {
  return [
    note === null ? '–' : inFlags(note),
    ...(candidates.length === 0 ? [] : [`(${candidates.join(' ')})`]),
  ].join(' ')
}

/** What is worst decides: what nobody can tell, then what is begun, then what was refused. */
export function exitOfCounts({ uncertain, open, failed }: Counts): ExitCode {
  if (uncertain > 0) return exitCode.ambiguous
  if (open > 0) return exitCode.trouble
  return failed > 0 ? exitCode.refused : exitCode.done
}

/** What was done, what was not and what is unknown, of so many keys. */
export function account(report: MigrationReport | undefined, total: number): string {
  const { moved, skipped, open, uncertain, failed } = report?.counts ?? nothing
  const unknown = open + uncertain
  const left = Math.max(0, total - moved - skipped - unknown)
  return [
    `Moved: ${moved} of ${counted(total, 'key')}.`,
    ...(skipped > 0 ? [`Left where they are: ${skipped}.`] : []),
    ...(unknown > 0 ? [`Not known: ${unknown}, which are settled first when it goes on.`] : []),
    `Not done: ${left}${failed > 0 ? `, ${failed} of which failed` : ''}.`,
  ].join(' ')
}

const nothing: Counts = { moved: 0, skipped: 0, failed: 0, uncertain: 0, open: 0, 'rolled back': 0 }

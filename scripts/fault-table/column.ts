import type { Cell } from './finding.js'
import type { Row } from './row.js'
import { allRows } from './rows.js'
import type { Subject } from './subject.js'
import { subjectOf } from './subjects.js'
import { healthy } from './upstream.js'

/** What this process tells of a row that it has finished. */
export interface Report {
  readonly row: string
  readonly cell?: Cell
  /** What failed of ours: no verdict on the package. */
  readonly failure?: string
}

/** More at a time, and a timeout would say more of this machine than of the package. */
const atATime = 8

/** The first calls of a process are slow, and some rows have timeouts. */
async function warmUp(subject: Subject): Promise<Cell> {
  const { emulator, baseUrl, close } = await healthy(subject.vendor)
  await subject.open({ baseUrl, credentials: emulator.credentials }).create()
  await close()
  return []
}

async function reportOf({ id, run }: Pick<Row, 'id' | 'run'>, subject: Subject): Promise<Report> {
  try {
    return { row: id, cell: await run(subject) }
  } catch (error) {
    return { row: id, failure: String(error) }
  }
}

async function runAll(rows: Row[]): Promise<void> {
  const runNext = async (): Promise<void> => {
    for (let row = rows.shift(); row !== undefined; row = rows.shift())
      process.send?.(await reportOf(row, subject))
  }
  await Promise.all(Array.from({ length: atATime }, runNext))
}

// A process of its own: what a package leaves unhandled ends it, as it would end a program.
const [subjectId, ...rowIds] = process.argv.slice(2)
const subject = subjectOf(subjectId)
const asked = allRows.filter(({ id }) => rowIds.includes(id))
const warmed = await reportOf({ id: 'warm-up', run: warmUp }, subject)
if (warmed.failure !== undefined) process.send?.(warmed)
await runAll(asked.filter(({ needsQuiet }) => needsQuiet))
await runAll(asked.filter(({ needsQuiet }) => !needsQuiet))
process.disconnect()
// What a package still waits for keeps nobody here.
setTimeout(() => process.exit(), 500).unref()

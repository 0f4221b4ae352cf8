import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Cell } from './fault-table/finding.js'
import { faultsPage, type Results } from './fault-table/page.js'
import { allRows, groups } from './fault-table/rows.js'
import { runColumn } from './fault-table/run-column.js'
import { subjects } from './fault-table/subjects.js'
import { renderTable } from './table.js'

const usage = `npm run bench:faults -- [--check]

  Lets keymux, @unkey/api and @clerk/backend go through the same faults, prints what comes of it, and writes docs/faults.md.
  Takes about a minute: some of them wait long.

  --check    compare with what is there, and write nothing`

const page = 'docs/faults.md'

/** A line of at most so many characters in a cell of the printed table. */
const widest = 30

async function runAll(): Promise<Results> {
  const rows = allRows.map(({ id }) => id)
  const total = rows.length * subjects.length
  let done = 0
  const onCell = (): void => {
    done += 1
    if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${total} done`)
  }
  const columns = await Promise.all(
    subjects.map(async (subject) => [subject, await runColumn(subject.id, rows, onCell)] as const),
  )
  if (process.stdout.isTTY) process.stdout.write('\r\u001B[K')
  return new Map(columns)
}

function bold(line: string): string {
  return process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? `\u001B[1m${line}\u001B[0m` : line
}

/** In a terminal a cross marks what is bad: what a line is bold for cannot be a part of it. */
function printed(results: Results): string {
  const heading = ['', ...subjects.map(({ title }) => title)].map((title) => [title])
  const tables = groups.map(({ title, rows }) => {
    const body = rows.map((row) => [
      wrapped(row.title),
      ...subjects.map((subject) => linesOf(results.get(subject)?.get(row.id) ?? [])),
    ])
    return `${title}\n${renderTable([heading, ...body], bold)}`
  })
  return tables.join('\n\n')
}

function linesOf(cell: Cell): string[] {
  return cell.flatMap(({ text, isBad }) => wrapped(`${isBad ? '✗ ' : ''}${text}`))
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && `${line} ${word}`.length <= widest) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

/** What keymux itself does badly: a bug, whatever else the table says. */
function ownFaults(results: Results): string[] {
  return subjects
    .filter(({ id }) => id.startsWith('keymux'))
    .flatMap((subject) =>
      allRows.flatMap(({ id, title }) =>
        (results.get(subject)?.get(id) ?? [])
          .filter(({ isBad }) => isBad)
          .map(({ text }) => `${subject.title}, ${title}: ${text}`),
      ),
    )
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const results = await runAll()
  console.log(printed(results))
  const faults = ownFaults(results)
  for (const fault of faults) console.error(`✗ ${fault}`)
  const fresh = await faultsPage(results)
  const present = await readFile(page, 'utf8').catch(() => '')
  if (fresh === present) console.log(`${page}: up to date`)
  else if (values.check) console.error(`${page}: differs from what came of it. Run \`npm run bench:faults\`.`)
  else {
    await writeFile(page, fresh)
    console.log(`${page}: written`)
  }
  return faults.length > 0 || (values.check && fresh !== present) ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}

import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Column } from './runtimes/column.js'
import { columns } from './runtimes/columns.js'
import { printedTable, runtimesPage } from './runtimes/page.js'
import { installRuntimes } from './runtimes/pinned.js'
import { runColumn, type Outcome } from './runtimes/run-column.js'
import { createStage } from './runtimes/stage.js'

const usage = `npm run test:runtimes -- [--only node-20,deno]

  Runs the core of the contract tests, bundled from the built package, on every runtime that keymux is for, prints what came of it
  and writes docs/runtimes.md. Exit code 1 if a check failed anywhere. The runtimes come from npm at their first use, about 1 GB,
  into node_modules/.cache/keymux-runtimes; their versions are in scripts/runtimes/pinned/package.json.

  --only     some of ${columns.map(({ id }) => id).join(', ')}; writes no page`

const page = 'docs/runtimes.md'

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const chosen = values.only === undefined ? columns : chosenOf(values.only.split(','))
  await installRuntimes((text) => console.error(text))
  const outcomes = await runAll(chosen)
  console.log(printedTable(outcomes))
  const failures = failuresIn(outcomes)
  for (const failure of failures) console.error(`✗ ${failure}`)
  if (values.only === undefined && (await writePage(runtimesPage(outcomes)))) console.log(`${page}: written`)
  return failures.length > 0 ? 1 : 0
}

function chosenOf(ids: readonly string[]): Column[] {
  const unknown = ids.filter((id) => !columns.some((column) => column.id === id))
  if (unknown.length > 0) throw new Error(`There is no runtime ${unknown.join(', ')}.`)
  return columns.filter(({ id }) => ids.includes(id))
}

/** One after the other: each has timeouts to keep. */
async function runAll(chosen: readonly Column[]): Promise<Map<Column, Outcome>> {
  const outcomes = new Map<Column, Outcome>()
  const stage = await createStage()
  try {
    for (const column of chosen) {
      console.error(`${column.title} …`)
      outcomes.set(column, await runColumn(column, stage.folder))
    }
  } finally {
    await stage.remove()
  }
  return outcomes
}

/** What is wrong with a runtime as a whole is told once. */
function failuresIn(outcomes: ReadonlyMap<Column, Outcome>): string[] {
  return [...outcomes].flatMap(([{ title }, { version, failures }]) => {
    const failed = [...failures].filter(([, failure]) => failure !== null)
    if (version === null) return [`${title} did not run: ${failed[0]?.[1] ?? ''}`]
    return failed.map(([id, failure]) => `${title}, ${id}: ${failure}`)
  })
}

async function writePage(fresh: string): Promise<boolean> {
  const present = await readFile(page, 'utf8').catch(() => '')
  if (fresh !== present) await writeFile(page, fresh)
  return fresh !== present
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}

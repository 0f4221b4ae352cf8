import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { benchmarksPage } from './bench/page.js'
import { parts } from './bench/parts.js'
import type { Table } from './bench/table.js'
import { openWorkspace } from './bench/workspace.js'
import { renderTable } from './table.js'

const usage = `npm run bench -- [--only <part>] [--rounds <n>] [--quick]

  Measures keymux beside bare fetch, @unkey/api, @clerk/backend, ky and openapi-fetch, and writes docs/benchmarks.md.

  --only     one part, printed and not written: ${Object.keys(parts).join(', ')}
  --rounds   how often each is measured
  --quick    as little as shows that it works; printed and not written`

const page = 'docs/benchmarks.md'

function printed({ title, note, columns, rows }: Table): string {
  const body = rows.map((row) => [
    [row.title],
    ...row.cells.map((cell) => [cell]),
    (row.goals ?? []).map(({ text, isMet }) => `${text} ${isMet ? '✓' : '✗'}`),
  ])
  return `${title}\n${note}\n${renderTable([['', ...columns, 'goal'].map((name) => [name]), ...body], (line) => line)}\n`
}

function roundsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const rounds = Number(text)
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds ${text}: give a whole number from 1 on.`)
  return rounds
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  })
  const chosen = Object.entries(parts).filter(([name]) => values.only === undefined || values.only === name)
  if (chosen.length === 0) throw new Error(`--only ${values.only}: there is no such part.`)
  const rounds = roundsIn(values.rounds)
  const workspace = await openWorkspace()
  const tables: Table[] = []
  try {
    for (const [, measure] of chosen) {
      const table = await measure({ rounds, isQuick: values.quick, workspace, progress })
      console.log(printed(table))
      tables.push(table)
    }
  } finally {
    await workspace.remove()
  }
  if (values.only !== undefined || values.quick) return
  await writeFile(page, await benchmarksPage(tables, new Date()))
  console.log(`${page}: written`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}

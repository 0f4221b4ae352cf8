import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { benchmarksPage, thisOccasion } from './bench/page.js'
import { parts } from './bench/parts.js'
import type { Table } from './bench/table.js'
import { openWorkspace } from './bench/workspace.js'
import { renderTable } from './table.js'

const usage = `npm run bench -- [--only <parts>] [--rounds <n>] [--quick]

  Measures keymux beside bare fetch, @unkey/api, @clerk/backend, ky and openapi-fetch, and writes docs/benchmarks.md.

  --only     some of the parts, printed and not written: ${Object.keys(parts).join(',')}
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

function chosenOf(only: string | undefined): (typeof parts)[string][] {
  if (only === undefined) return Object.values(parts)
  return only.split(',').map((name) => {
    const part = parts[name]
    if (part === undefined) throw new Error(`--only ${name}: there is no such part.`)
    return part
  })
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
  const chosen = chosenOf(values.only)
  const rounds = roundsIn(values.rounds)
  const occasion = thisOccasion()
  const workspace = await openWorkspace()
  const tables: Table[] = []
  try {
    for (const measure of chosen) {
      const table = await measure({ rounds, isQuick: values.quick, workspace, progress })
      console.log(printed(table))
      tables.push(table)
    }
  } finally {
    await workspace.remove()
  }
  if (values.only !== undefined || values.quick) return
  await writeFile(page, await benchmarksPage(tables, occasion))
  console.log(`${page}: written`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}

import { readFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem, type } from 'node:os'
import type { Table } from './table.js'

const packages = [
  '@unkey/api',
  '@clerk/backend',
  'ky',
  'openapi-fetch',
  'zod',
  'esbuild',
  'rolldown',
  'typescript',
]

/** Where and when it was measured. */
export interface Occasion {
  readonly date: Date
  /** What else the machine had to do: how many processes ran or waited, on average over the minute before. */
  readonly load: number
}

export function thisOccasion(): Occasion {
  return { date: new Date(), load: loadavg()[0] ?? 0 }
}

/** docs/benchmarks.md as the formatter would leave it. */
export async function benchmarksPage(tables: readonly Table[], { date, load }: Occasion): Promise<string> {
  const versions = await Promise.all(packages.map(async (name) => `${name} ${await versionOf(name)}`))
  const [cpu] = cpus()
  const machine = `${type()}, ${cpus().length} × ${cpu?.model.trim() || 'an unnamed processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`
  const sections = tables.map((table) => `## ${table.title}\n\n${table.note}\n\n${inMarkdown(table)}`)
  return `# What it costs, beside what else there is

Written by \`npm run bench\` on ${date.toISOString().slice(0, 10)}: Node ${process.version}, ${machine}; ${versions.join(', ')}.
keymux is measured as it is installed: built, and packed where a package is weighed.

- Read ratios, not times: each is to bare \`fetch\` (same address, headers, body and answer, read with \`response.json()\`) in the same round. In the minute before it was measured the machine had a load of ${load.toFixed(1)} from other work.
- "Bare fetch again" is the same code measured twice. What differs by no more than that row does not differ.
- A goal stands beside the row that has it, with ✓ or **✗** for what was measured. \`npm test\` asserts no time.

${sections.join('\n\n')}
`
}

function inMarkdown({ columns, rows }: Table): string {
  const heading = ['', ...columns, 'goal']
  const body = rows.map(({ title, cells, goals = [] }) => [
    title,
    ...cells,
    goals.map(({ text, isMet }) => `${text} ${isMet ? '✓' : '**✗**'}`).join(', ') || '–',
  ])
  const widths = heading.map((name, column) =>
    Math.max(3, name.length, ...body.map((cells) => cells[column]?.length ?? 0)),
  )
  return [heading, widths.map((width) => '-'.repeat(width)), ...body]
    .map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n')
}

async function versionOf(name: string): Promise<string> {
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8')) as {
    version: string
  }
  return version
}

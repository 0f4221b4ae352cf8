import { readdir, readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Capabilities } from '../src/core/capabilities.js'
import { operations } from '../src/core/operation.js'

const usage = `npm run matrix -- [--check]

  Writes into README.md what each vendor can do, as the generated adapters say.

  --check    compare with what is there, and write nothing`

const page = 'README.md'
const start = '<!-- matrix: written by `npm run matrix` -->'
const end = '<!-- end of the matrix -->'

const none = '–'
const dayMs = 86_400_000

/** What the matrix needs of a generated adapter. */
interface Adapter {
  readonly profile: { readonly name: string }
  readonly capabilities: Capabilities
}

type Row = readonly [title: string, cell: (capabilities: Capabilities) => string]

const operationRows = operations.map((operation): Row => [
  `\`${operation}\``,
  (can) => (can[operation] === 'none' ? none : can[operation]),
])

const limitRows: readonly Row[] = [
  ['longest expiry', ({ limits }) => withUnit(limits.longestExpiryMs, 'day', dayMs)],
  ['shortest name', ({ limits }) => withUnit(limits.shortestName, 'character')],
  ['longest name', ({ limits }) => withUnit(limits.longestName, 'character')],
  ['largest page', ({ limits }) => withUnit(limits.largestPage, 'key')],
]

function withUnit(value: number | null, unit: string, size = 1): string {
  if (value === null) return none
  const count = value / size
  return `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`
}

function fieldRows({ fields }: Capabilities): Row[] {
  const words = { required: 'required', optional: 'yes', none }
  return (Object.keys(fields) as (keyof typeof fields)[]).map((field) => [
    `\`${field}\``,
    (can) => words[can.fields[field]],
  ])
}

function matrix(adapters: readonly Adapter[]): string {
  const [first] = adapters
  if (first === undefined) throw new Error('There is no vendor in specs.')
  const tables = [
    table('operation', operationRows, adapters),
    table('told to `create`', fieldRows(first.capabilities), adapters),
    table('limit', limitRows, adapters),
  ]
  return `${start}\n\n${tables.join('\n\n')}\n\n${end}`
}

/** A table as the formatter would leave it. */
function table(title: string, rows: readonly Row[], adapters: readonly Adapter[]): string {
  const heading = [title, ...adapters.map(({ profile }) => profile.name)]
  const body = rows.map(([name, cell]) => [name, ...adapters.map(({ capabilities }) => cell(capabilities))])
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...body].map((cells) => cells[column]?.length ?? 0)),
  )
  const rule = widths.map((width) => '-'.repeat(width))
  return [heading, rule, ...body]
    .map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n')
}

async function adapterOf(vendor: string): Promise<Adapter> {
  return (await import(`../src/generated/${vendor}/adapter.js`)) as Adapter
}

function withMatrix(text: string, written: string): string {
  const [before, inside] = text.split(start)
  const after = inside?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`${page}: the lines between which the matrix stands are not there: ${start} and ${end}`)
  return `${before}${written}${after}`
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const vendors = await readdir('specs')
  const adapters = await Promise.all(vendors.toSorted().map(adapterOf))
  const present = await readFile(page, 'utf8')
  const fresh = withMatrix(present, matrix(adapters))
  if (fresh === present) {
    console.log('The matrix is up to date.')
    return 0
  }
  if (values.check) {
    console.error(`${page}: the matrix differs from what the adapters say. Run \`npm run matrix\`.`)
    return 1
  }
  await writeFile(page, fresh)
  console.log(`${page}: written`)
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}

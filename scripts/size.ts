import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { keepPart, markdownTable } from './docs/generated-part.js'
import { packageEntries, vendorIds } from './package-entries.js'
import { renderTable } from './table.js'

/** Bytes that each app may have, compressed: to raise one is a decision, to lower one is always welcome. */
const file = 'scripts/budgets.json'

/** What a one-file app says that uses an entry: a vendor's creates a key, the others are imported whole. */
async function appsOf(): Promise<Readonly<Record<string, string>>> {
  const [vendors, entries] = [await vendorIds(), await packageEntries()]
  const rooms = [...entries.keys()]
    .filter((entry) => entry.startsWith('keymux/') && !ofPeers.has(entry))
    .map((entry) => entry.replace('keymux/', ''))
    .filter((room) => !vendors.includes(room))
  return {
    ...Object.fromEntries(vendors.map((vendor) => [vendor, creating(vendor)])),
    'all four vendors': ['unkey', 'clerk', 'factify', 'flow'].map(creating).join('\n'),
    keymux: "export { KeymuxError, Secret } from './dist/core/index.js'",
    ...Object.fromEntries(rooms.map((room) => [room, whole(room)])),
  }
}

/** They stand on a package that is far larger. */
const ofPeers = new Set(['keymux/msw'])

function creating(vendor: string): string {
  return `import { ${vendor} } from './dist/providers/${vendor}/index.js'\nconsole.log((await ${vendor}({}).create({ name: 'CI' })).id)`
}

function whole(room: string): string {
  return `export * from './dist/${room}/index.js'`
}

/** Bytes of the bundle for browsers, minified and compressed. */
async function sizeOf(app: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: app, resolveDir: '.' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['node:*'],
    logLevel: 'error',
  })
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length
}

const page = 'docs/sizes.md'
/** How far the page may be off, since it need not change with each line of code. */
const tolerance = 0.03

/** The entries that the page tells a size of which is not theirs any more. */
async function stale(sizes: ReadonlyMap<string, number>): Promise<string[]> {
  const text = await readFile(page, 'utf8')
  const told = new Map(
    [...text.matchAll(/^\| `([^`]+)` +\| +([\d.]+) kB/gm)].map(([, name, kB]) => [name, Number(kB)]),
  )
  const differs = (name: string, size: number): boolean => {
    const kB = size / 1000
    return Math.abs((told.get(name) ?? 0) - kB) > Math.max(0.1, tolerance * kB)
  }
  return [...sizes].filter(([name, size]) => differs(name, size)).map(([name]) => name)
}

async function writePage(sizes: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...sizes].map(([name, size]) => [`\`${name}\``, `${(size / 1000).toFixed(1)} kB`])
  const text = markdownTable(['app or entry', 'adds to a page'], rows)
  await keepPart({ page, name: 'the sizes', script: 'size -- --write', text }, false)
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
  const budgets = JSON.parse(await readFile(file, 'utf8')) as Record<string, number>
  const rows: string[][][] = [['app', 'bytes, gzip', 'budget', 'free'].map((title) => [title])]
  const sizes = new Map<string, number>()
  const faults: string[] = []
  for (const [name, app] of Object.entries(await appsOf())) {
    const [size, budget = 0] = [await sizeOf(app), budgets[name]]
    sizes.set(name, size)
    rows.push([name, `${size}`, `${budget}`, `${budget - size}`].map((cell) => [cell]))
    if (size > budget) faults.push(`${name}: ${size} bytes, ${size - budget} more than ${file} allows.`)
  }
  console.log(renderTable(rows, (line) => line))
  if (values.write) await writePage(sizes)
  for (const name of await stale(sizes))
    faults.push(`${page}: the size of ${name} is another by now. Run \`npm run size -- --write\`.`)
  for (const line of faults) console.error(line)
  return faults.length > 0 ? 1 : 0
}

process.exitCode = await main()

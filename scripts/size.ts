import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { renderTable } from './table.js'

/** Bytes that each app may have, compressed: to raise one is a decision, to lower one is always welcome. */
const file = 'scripts/budgets.json'

/** What a one-file app says that uses an entry; the others are imported whole. */
const apps: Readonly<Record<string, string>> = {
  unkey: creating('unkey'),
  clerk: creating('clerk'),
  factify: creating('factify'),
  flow: creating('flow'),
  'all four vendors': ['unkey', 'clerk', 'factify', 'flow'].map(creating).join('\n'),
  keymux: "export { KeymuxError, Secret } from './dist/core/index.js'",
  raw: whole('raw'),
  connect: whole('connect'),
  cache: whole('cache'),
  router: whole('router'),
  middleware: whole('middleware'),
  migrate: whole('migrate'),
  conformance: whole('conformance'),
  emulator: whole('emulator'),
  mock: whole('mock'),
}

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

async function main(): Promise<number> {
  const budgets = JSON.parse(await readFile(file, 'utf8')) as Record<string, number>
  const rows: string[][][] = [['app', 'bytes, gzip', 'budget', 'free'].map((title) => [title])]
  const over: string[] = []
  for (const [name, app] of Object.entries(apps)) {
    const [size, budget = 0] = [await sizeOf(app), budgets[name]]
    rows.push([name, `${size}`, `${budget}`, `${budget - size}`].map((cell) => [cell]))
    if (size > budget) over.push(`${name}: ${size} bytes, ${size - budget} more than ${file} allows.`)
  }
  console.log(renderTable(rows, (line) => line))
  for (const line of over) console.error(line)
  return over.length > 0 ? 1 : 0
}

process.exitCode = await main()

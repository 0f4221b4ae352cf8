import { gzipSync } from 'node:zlib'
import { build, type BuildOptions } from 'esbuild'
import { rolldown } from 'rolldown'
import { bareFetch, fourVendors, keymuxApps, otherApps, type App } from './apps.js'
import type { Run } from './run.js'
import { atMost, fixed, type Goal, type Table } from './table.js'

const kilobyte = 1000

/** What an app that creates one key weighs in a browser. */
export async function bundles({ workspace, progress }: Run): Promise<Table> {
  const rows = []
  for (const app of [bareFetch, ...keymuxApps, fourVendors, ...otherApps]) {
    progress(`bundles: ${app.title}`)
    const single = await gzipOfSingle(app, workspace.folder)
    const first = await gzipOfFirst(app, workspace.folder)
    const rolled = await gzipOfRolldown(app, workspace)
    rows.push({
      title: app.title,
      cells: [single, first, rolled].map((bytes) => fixed(bytes / kilobyte)),
      goals: goalsOf(app, single / kilobyte),
    })
  }
  return {
    title: 'Size of an app that creates one key',
    note: 'Minified, gzip level 9, kB, for browsers. One file by esbuild (`--bundle --minify --format=esm --platform=browser`); what a page loads first where esbuild splits (`--splitting`); one file by rolldown.',
    columns: ['one file', 'loaded first', 'rolldown'],
    rows,
  }
}

function goalsOf({ title }: App, kilobytes: number): Goal[] {
  if (!title.startsWith('keymux')) return []
  return [atMost(title === fourVendors.title ? 18 : 12, kilobytes, ' kB')]
}

function forBrowsers({ source }: App, resolveDir: string): BuildOptions & { write: false } {
  return {
    stdin: { contents: source, resolveDir },
    absWorkingDir: resolveDir,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  }
}

async function gzipOfSingle(app: App, folder: string): Promise<number> {
  const { outputFiles } = await build(forBrowsers(app, folder))
  return sum(outputFiles.map(({ contents }) => gzipBytes(contents)))
}

/** The entry and what it imports at once; what a dynamic import loads comes later. */
async function gzipOfFirst(app: App, folder: string): Promise<number> {
  const { outputFiles, metafile } = await build({
    ...forBrowsers(app, folder),
    splitting: true,
    outdir: 'split',
    metafile: true,
  })
  const first = new Set(['split/stdin.js'])
  for (const file of first) {
    for (const { path, kind } of metafile.outputs[file]?.imports ?? [])
      if (kind === 'import-statement') first.add(path)
  }
  const loaded = outputFiles.filter(({ path }) => [...first].some((file) => path.endsWith(`/${file}`)))
  return sum(loaded.map(({ contents }) => gzipBytes(contents)))
}

async function gzipOfRolldown(app: App, workspace: Run['workspace']): Promise<number> {
  const input = await workspace.file('app.js', app.source)
  const bundle = await rolldown({ input, cwd: workspace.folder, platform: 'browser', logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
  return sum(output.map((part) => (part.type === 'chunk' ? gzipBytes(part.code) : 0)))
}

function gzipBytes(contents: Uint8Array | string): number {
  return gzipSync(contents, { level: 9 }).length
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0)
}

import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { rolldown } from 'rolldown'

/** What becomes of an app when it is bundled for browsers. */
export interface Bundle {
  /** The readable code. */
  readonly text: string
  /** The files that anything of it comes from, from the project on. */
  readonly inputs: readonly string[]
  /** Minified and compressed. */
  readonly gzipBytes: number
  readonly warnings: readonly string[]
}

/** Bundles an app for browsers, without a shim or a setting that a user would have to know. */
export async function bundleApp(code: string, project: string): Promise<Bundle> {
  const [readable, small] = await Promise.all([
    bundle(code, project, { minify: false }),
    bundle(code, project, { minify: true }),
  ])
  const inputs = Object.values(readable.metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  return {
    text: readable.text,
    inputs: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file),
    gzipBytes: gzipSync(small.text, { level: 9 }).length,
    warnings: readable.warnings,
  }
}

async function bundle(code: string, project: string, options: { minify: boolean }) {
  const { outputFiles, metafile, warnings } = await build({ ...options, ...forBrowsers(code, project) })
  const text = outputFiles.map((file) => file.text).join('')
  return { text, metafile, warnings: warnings.map((warning) => warning.text) }
}

function forBrowsers(code: string, project: string) {
  return {
    stdin: { contents: code, resolveDir: project },
    absWorkingDir: project,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  } as const
}

/** An app in the files that a browser loads: at first, and when the app gets to a dynamic import. */
export interface SplitApp {
  readonly first: string
  readonly later: readonly string[]
  readonly warnings: readonly string[]
}

/** Bundles an app for browsers, in as many files as its dynamic imports ask for. */
export async function splitApp(code: string, project: string): Promise<SplitApp> {
  const { outputFiles, metafile, warnings } = await build({
    ...forBrowsers(code, project),
    splitting: true,
    outdir: 'split',
  })
  const texts = new Map(outputFiles.map(({ path, text }) => [relative(project, path), text]))
  const atFirst = new Set([join('split', 'stdin.js')])
  for (const file of atFirst) {
    const imports = metafile.outputs[file]?.imports.filter(({ kind }) => kind === 'import-statement') ?? []
    for (const { path } of imports) atFirst.add(path)
  }
  const [first, later] = [true, false].map((wanted) =>
    [...texts].filter(([file]) => atFirst.has(file) === wanted).map(([, text]) => text),
  )
  return { first: first?.join('\n') ?? '', later: later ?? [], warnings: warnings.map(({ text }) => text) }
}

/** What rolldown, which Vite bundles with, has to say of an app. */
export async function rolldownWarnings(code: string, project: string): Promise<readonly string[]> {
  const warnings: string[] = []
  const rolled = await rolldown({
    input: 'app',
    cwd: project,
    platform: 'browser',
    external: /^node:/,
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === 'app' ? join(project, 'app.js') : null),
        load: (id) => (id === join(project, 'app.js') ? code : null),
      },
    ],
    onLog: (_level, log) => void warnings.push(log.message),
  })
  await rolled.generate({ format: 'esm' })
  await rolled.close()
  return warnings
}

const credentials = {
  unkey: "rootKey: 'fake', apiId: 'api_1'",
  clerk: "secretKey: 'fake', subject: 'user_1'",
  factify: "apiKey: 'fake', organizationId: 'org_1'",
  flow: "token: 'fake', baseUrl: '/flow'",
} as const

export type Vendor = keyof typeof credentials

export const vendors = Object.keys(credentials) as Vendor[]

/** An app that creates one key at each of the given vendors, and nothing else. */
export function appFor(...chosen: readonly Vendor[]): string {
  return chosen
    .flatMap((vendor) => [
      `import { ${vendor} } from 'keymux/${vendor}'`,
      `console.log((await ${vendor}({ ${credentials[vendor]} }).create({ name: 'Build' })).id)`,
    ])
    .join('\n')
}

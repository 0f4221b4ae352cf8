import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build, transform, type Metafile, type Plugin } from 'esbuild'
import ts from 'typescript'
import { publishedMap, withoutMap } from './build/published-map.js'

const usage = `npm run build -- [--code]

  --code    JavaScript only, without declarations`

const source = 'src'
const target = 'dist'

/** The rooms with a public entry; besides them, every provider has one. */
const rooms = [
  'core',
  'raw',
  'connect',
  'cache',
  'define',
  'router',
  'middleware',
  'migrate',
  'conformance',
  'emulator',
  'mock',
  'msw',
]

async function entryFiles(): Promise<string[]> {
  const providers = await readdir(join(source, 'providers'))
  const folders = [...rooms, ...providers.toSorted().map((id) => join('providers', id))]
  return folders.map((folder) => join(source, folder, 'index.ts'))
}

/** What stays an import: all that npm installs along with the package. The rest is taken in. */
async function installedAlong(): Promise<string[]> {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(await readFile('package.json', 'utf8')) as {
    dependencies?: Record<string, string>
    peerDependencies?: Record<string, string>
  }
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies)]
}

async function writeCode(entries: readonly string[], folder: string): Promise<void> {
  const { metafile, outputFiles } = await build({
    entryPoints: [...entries],
    outdir: folder,
    outbase: source,
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    // json-p3 names its ES modules in no other way.
    mainFields: ['module'],
    target: 'es2022',
    charset: 'utf8',
    external: [...(await installedAlong()), 'node:*'],
    sourcemap: true,
    write: false,
    metafile: true,
    logLevel: 'warning',
  })
  const texts = new Map(outputFiles.map(({ path, text }) => [path, text]))
  for (const [path, text] of texts) {
    if (path.endsWith('.map')) continue
    const code = withoutBareImports(text)
    // A chunk of nothing but such imports is imported by nobody now.
    if (withoutMap(code).trim() !== '') await writeMapped(path, code, texts.get(`${path}.map`), folder)
  }
  await writeLicenses(metafile, folder)
}

/**
 * The command line: by itself, so that it cuts no chunk of the library in two, and minified, since nobody debugs through it. What it
 * needs of the library it imports from there: two copies of `Secret` would not know each other.
 */
async function writeCommandLine(folder: string): Promise<void> {
  const { metafile } = await build({
    entryPoints: [join(source, 'cli', 'main.ts')],
    outdir: join(folder, 'cli'),
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    charset: 'utf8',
    // Packages in the old format ask for Node's own modules by `require`.
    banner: {
      js: "import{createRequire as __require}from'node:module';const require=__require(import.meta.url);",
    },
    external: await installedAlong(),
    plugins: [entriesStayImports],
    metafile: true,
    logLevel: 'warning',
  })
  await writeLicenses(metafile, folder)
  await writeEntry(join(folder, 'cli', 'keymux.cjs'))
}

/** What the shell runs: it answers `--version` by itself, at the cost of Node's own start. */
async function writeEntry(file: string): Promise<void> {
  await build({
    entryPoints: [join(source, 'cli', 'keymux.ts')],
    outfile: file,
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    banner: { js: "#!/usr/bin/env node\nconst __url=require('node:url').pathToFileURL(__filename);" },
    define: { 'import.meta.url': '__url' },
    external: ['./main.js'],
    logLevel: 'warning',
  })
  await chmod(file, 0o755)
}

/** All files of the command line lie in one folder, beside those of the rooms. */
const entriesStayImports: Plugin = {
  name: 'entries-stay-imports',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^(\.\.\/)+[a-z]+\/index\.js$/ }, ({ path }) => {
      const [room = ''] = path.split('/').slice(-2)
      return rooms.includes(room) ? { path: `../${room}/index.js`, external: true } : undefined
    }),
}

/** Writes a built file, and its map where the package has the source. */
async function writeMapped(
  path: string,
  text: string,
  map: string | undefined,
  folder: string,
): Promise<void> {
  const home = dirname(join(target, relative(resolve(folder), resolve(path))))
  const published = map === undefined ? undefined : publishedMap(map, { from: dirname(path), home, source })
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, published === undefined ? await compact(withoutMap(text), path) : text)
  if (published !== undefined) await writeFile(`${path}.map`, published)
}

/**
 * Code without its source beside it: the same names, and no white space, since nobody steps through it. What was taken in from
 * other packages loses its names as well: its source is where it came from.
 */
async function compact(text: string, path: string): Promise<string> {
  if (!path.endsWith('.js')) return text
  const isOwn = text.includes(`\n// ${source}/`) || text.startsWith(`// ${source}/`)
  const { code } = await transform(text, {
    minifyWhitespace: true,
    minifySyntax: true,
    minifyIdentifiers: !isOwn,
    charset: 'utf8',
  })
  return code
}

/**
 * Splitting leaves imports of chunks for their side effects alone. There are none, as package.json says, and bundlers warn of an
 * import that they therefore ignore. An empty line stays, so that the map of the rest is right.
 */
function withoutBareImports(code: string): string {
  return code.replaceAll(/^import "\.[^"]*";$/gm, '')
}

/** What was taken in stays under its author's terms, which ask to be passed on. */
async function writeLicenses(metafile: Metafile, folder: string): Promise<void> {
  const packages = Object.keys(metafile.inputs).flatMap(
    (file) => /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  )
  for (const taken of new Set(packages)) {
    const license = (await readdir(taken)).find((file) => /^licen[cs]e/i.test(file))
    const name = taken.replace('node_modules/', '').replace('/', '-')
    const file = join(folder, 'licenses', `${name}.txt`)
    await mkdir(dirname(file), { recursive: true })
    if (license === undefined) await writeFile(file, await declaredLicense(taken))
    else await cp(join(taken, license), file)
  }
}

/** Of a package that comes without its license's text: which one it is under, and where it is from. */
async function declaredLicense(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>
  const { name, version, license, repository } = manifest
  if (typeof license !== 'string') throw new Error(`${folder} is taken into the build, but names no license.`)
  return `${String(name)} ${String(version)}\nLicense: ${license}\n${JSON.stringify(repository)}\n`
}

/**
 * Writes the declarations that the entries' own declarations lead to, and no others. What the files mean is checked by
 * `npm run types`, not here.
 */
async function writeDeclarations(entries: readonly string[], folder: string): Promise<void> {
  const texts = declarationsOf(entries, folder)
  const reached = new Set(entries.map((entry) => declarationFile(entry, folder)))
  for (const file of reached) {
    const text = texts.get(file)
    if (text === undefined) throw new Error(`${file} is imported by a declaration, but there is none.`)
    await writeMapped(file, text, texts.get(`${file}.map`), folder)
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith('.')) reached.add(join(dirname(file), fileName.replace(/\.js$/, '.d.ts')))
    }
  }
}

function declarationFile(file: string, folder: string): string {
  return join(folder, relative(source, file)).replace(/\.ts$/, '.d.ts')
}

function declarationsOf(entries: readonly string[], folder: string): Map<string, string> {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: unknown }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
  const program = ts.createProgram([...entries], {
    ...options,
    noEmit: false,
    noCheck: true,
    emitDeclarationOnly: true,
    declarationMap: true,
    rootDir: source,
    outDir: folder,
  })
  const texts = new Map<string, string>()
  const { diagnostics } = program.emit(undefined, (file, text) => texts.set(normalize(file), text))
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, diagnosticsHost))
  return texts
}

const diagnosticsHost: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => '',
  getNewLine: () => '\n',
}

/** Puts the finished folder in the place of the last one: who reads it meanwhile misses it for a moment at most. */
async function replaceTarget(finished: string, scratch: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await rename(target, join(scratch, `replaced-${attempt}`)).catch(unlessAbsent)
    try {
      return await rename(finished, target)
    } catch (error) {
      // Another build was quicker.
      if (attempt === 5) throw error
    }
  }
}

function unlessAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

async function main(): Promise<void> {
  const startedAt = performance.now()
  const { values } = parseArgs({ options: { code: { type: 'boolean', default: false } } })
  const entries = await entryFiles()
  // Within node_modules nothing else looks at it: no linter, no formatter, no packer.
  const scratch = await mkdtemp(join('node_modules', '.keymux-build-'))
  try {
    const finished = join(scratch, target)
    await writeCode(entries, finished)
    await writeCommandLine(finished)
    if (!values.code) await writeDeclarations(entries, finished)
    await replaceTarget(finished, scratch)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  console.log(`${target}: ${entries.length} entries in ${Math.round(performance.now() - startedAt)} ms`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}

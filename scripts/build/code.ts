import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { build, transform, type Metafile } from 'esbuild'
import { writeLicenses } from './licenses.js'
import { withoutMap, writeMapped } from './mapped.js'
import { source } from './places.js'
import { entriesStayImports, nodeStaysOutside, oneStringWidth, unusedSchemesGo } from './plugins.js'

const commandLine = join(source, 'cli', 'main.ts')

/** Writes the code of all entries and of the command line, which share what is neither's own: the generator's half with the mock. */
export async function writeCode(entries: readonly string[], folder: string): Promise<void> {
  const { metafile, outputFiles } = await build({
    entryPoints: [...entries, commandLine],
    outdir: folder,
    outbase: source,
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    // json-p3 names its ES modules in no other way, and commander has none.
    mainFields: ['module', 'main'],
    target: 'es2022',
    charset: 'utf8',
    external: await installedAlong(),
    plugins: [nodeStaysOutside, entriesStayImports, oneStringWidth, unusedSchemesGo],
    sourcemap: true,
    write: false,
    metafile: true,
    logLevel: 'warning',
  })
  const texts = new Map(outputFiles.map(({ path, text }) => [path, text]))
  const ofLibrary = outputsOf(metafile, entries)
  for (const [path, text] of texts) {
    if (path.endsWith('.map')) continue
    const code = withoutBareImports(text)
    // A chunk of nothing but such imports is imported by nobody now.
    if (withoutMap(code).trim() === '') continue
    if (ofLibrary.has(path)) await writeMapped(path, code, texts.get(`${path}.map`), { folder })
    else await writeMinified(path, code)
  }
  await writeLicenses(metafile, folder)
  await writeEntry(join(folder, 'cli', 'keymux.cjs'))
}

/** What stays an import: all that npm installs along with the package. The rest is taken in. */
async function installedAlong(): Promise<string[]> {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(await readFile('package.json', 'utf8')) as {
    dependencies?: Record<string, string>
    peerDependencies?: Record<string, string>
  }
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies)]
}

/** The files that the entries lead to. */
function outputsOf({ outputs }: Metafile, entries: readonly string[]): Set<string> {
  const found = new Set(
    Object.entries(outputs).flatMap(([path, { entryPoint }]) =>
      entryPoint !== undefined && entries.includes(entryPoint) ? path : [],
    ),
  )
  for (const path of found)
    for (const { path: imported, external } of outputs[path]?.imports ?? [])
      if (external !== true) found.add(imported)
  return new Set([...found].map((path) => resolve(path)))
}

/** The command line's own: nobody debugs through it. */
async function writeMinified(path: string, text: string): Promise<void> {
  const { code } = await transform(withoutMap(text), {
    minify: true,
    format: 'esm',
    target: 'node20',
    charset: 'utf8',
  })
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, code)
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

/**
 * Splitting leaves imports of chunks for their side effects alone. There are none, as package.json says, and bundlers warn of an
 * import that they therefore ignore. An empty line stays, so that the map of the rest is right.
 */
function withoutBareImports(code: string): string {
  return code.replaceAll(/^import "\.[^"]*";$/gm, '')
}

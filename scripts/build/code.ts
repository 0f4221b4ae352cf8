import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { rolldown, type OutputChunk, type OutputOptions, type PreRenderedChunk } from 'rolldown'
import { groups } from './chunks.js'
import { writeLicenses } from './licenses.js'
import { writeMapped } from './mapped.js'
import { source } from './places.js'
import { entriesStayImports, nodeStaysOutside, oneStringWidth, unusedSchemesGo } from './plugins.js'

const commandLine = join(source, 'cli', 'main.ts')

/** Writes the code of all entries and of the command line, which share what is neither's own: the generator's half with the mock. */
export async function writeCode(entries: readonly string[], folder: string): Promise<void> {
  const chunks = await bundle([...entries, commandLine], folder)
  for (const { fileName, code, map } of chunks)
    await writeMapped(join(folder, fileName), code, map?.toString(), { folder })
  await writeLicenses(chunks, folder)
  await writeEntry(join(folder, 'cli', 'keymux.cjs'))
}

async function bundle(entries: readonly string[], folder: string): Promise<readonly OutputChunk[]> {
  const built = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [outputOf(entry), entry])),
    platform: 'neutral',
    // json-p3 names its ES modules in no other way, and commander has none.
    resolve: { mainFields: ['module', 'main'] },
    transform: { target: 'es2022' },
    external: await installedAlong(),
    plugins: [nodeStaysOutside, entriesStayImports, oneStringWidth, unusedSchemesGo],
    // Some commands load another's file, which that other loads at once.
    checks: { ineffectiveDynamicImport: false, pluginTimings: false },
  })
  const { output } = await built.generate({
    ...asWritten,
    dir: folder,
    sourcemap: true,
    chunkFileNames: chunkName,
    codeSplitting: { groups: [...groups] },
  })
  await built.close()
  return output.filter((each) => each.type === 'chunk')
}

/** Nothing but what it holds names a chunk, so that every machine builds the same: a package that is loaded late, or our own module. */
function chunkName({ name, facadeModuleId }: PreRenderedChunk): string {
  const [, packageName = name] = /[\\/]node_modules[\\/]([^@\\/]+)/.exec(facadeModuleId ?? '') ?? []
  return `chunks/${packageName}.js`
}

/**
 * Docstrings are in the declarations, and who reads code has the source beside it. What nobody needs is taken out of the code, since
 * the bundlers of most apps do not: it keeps its lines and its names, for traces.
 */
const asWritten = {
  format: 'esm',
  comments: { jsdoc: false, legal: false, annotation: true },
  minify: { compress: { target: 'es2022' }, mangle: false, codegen: { removeWhitespace: false } },
} as const satisfies OutputOptions

/** What stays an import: all that npm installs along with the package. The rest is taken in. */
async function installedAlong(): Promise<RegExp> {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(await readFile('package.json', 'utf8')) as {
    dependencies?: Record<string, string>
    peerDependencies?: Record<string, string>
  }
  return new RegExp(`^(${Object.keys({ ...dependencies, ...peerDependencies }).join('|')})(/|$)`)
}

/** The name of an entry's file, from the folder of the source on. */
function outputOf(entry: string): string {
  return relative(source, entry).replaceAll('\\', '/').replace(/\.ts$/, '')
}

/** What the shell runs: it answers `--version` by itself, at the cost of Node's own start. */
async function writeEntry(file: string): Promise<void> {
  const built = await rolldown({
    input: join(source, 'cli', 'keymux.ts'),
    platform: 'node',
    external: './main.js',
    transform: { target: 'node20', define: { 'import.meta.url': '__url' } },
  })
  const { output } = await built.generate({
    format: 'cjs',
    minify: true,
    banner: "#!/usr/bin/env node\nconst __url=require('node:url').pathToFileURL(__filename);",
  })
  await built.close()
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, output[0].code)
  await chmod(file, 0o755)
}

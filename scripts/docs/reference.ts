import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { installPinned } from '../install-pinned.js'

/** TypeDoc brings 20 MB, most of it grammars of languages that nobody here writes. */
const typedoc = {
  pins: join('scripts', 'docs', 'typedoc'),
  cache: resolve('node_modules', '.cache', 'keymux-typedoc'),
  // It finds the compiler that is here.
  flags: ['--legacy-peer-deps'],
}

/** Writes the API reference from the docstrings into the site. Throws what TypeDoc finds wrong: a link or a tag that it cannot follow. */
export async function writeReference(site: string, onStart: (text: string) => void): Promise<void> {
  await installPinned(typedoc, () => onStart('fetching TypeDoc, 20 MB unpacked'))
  const options = {
    entryPoints: await entryPoints(),
    tsconfig: resolve('tsconfig.json'),
    plugin: [resolve(typedoc.pins, 'plugin.js')],
    out: resolve(site, 'reference'),
    name: 'keymux: API reference',
    readme: 'none',
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    hideGenerator: true,
    githubPages: false,
    logLevel: 'Warn',
    treatWarningsAsErrors: true,
    validation: { notExported: false, invalidLink: true },
  }
  const file = join(typedoc.cache, 'options.json')
  await writeFile(file, JSON.stringify(options))
  const program = join(typedoc.cache, 'node_modules', 'typedoc', 'bin', 'typedoc')
  await promisify(execFile)(process.execPath, [program, '--options', file]).catch((error: unknown) => {
    throw new Error(`TypeDoc: ${said(error)}`, { cause: error })
  })
  console.log(`${join(site, 'reference')}: written`)
}

/** The source behind each entry of the package. */
async function entryPoints(): Promise<string[]> {
  const { exports } = JSON.parse(await readFile('package.json', 'utf8')) as {
    exports: Record<string, string | { readonly default: string }>
  }
  const vendors = await readdir(join('src', 'providers'))
  const built = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [] : [target.default],
  )
  return built
    .flatMap((file) => (file.includes('*') ? vendors.map((id) => file.replace('*', id)) : [file]))
    .map((file) => resolve(file.replace(/^\.\/dist\//, 'src/').replace(/\.js$/, '.ts')))
}

function said(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
  return `${stdout}${stderr}`.trim()
}

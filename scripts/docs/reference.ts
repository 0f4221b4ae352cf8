import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
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

/** What has an entry and no declarations of its own to document, or none for users. */
const withoutReference = new Set(['cli', 'generated', 'generator', 'http', 'providers'])

/** Writes the API reference from the docstrings into the site. Throws what TypeDoc finds wrong: a link or a tag that it cannot follow. */
export async function writeReference(site: string, onStart: (text: string) => void): Promise<void> {
  await installPinned(typedoc, () => onStart('fetching TypeDoc, 20 MB unpacked'))
  const options = {
    entryPoints: await entryPoints(),
    tsconfig: resolve('tsconfig.json'),
    plugin: [resolve(typedoc.pins, 'entry-names.js')],
    out: resolve(site, 'reference'),
    name: 'keymux: API reference',
    readme: 'none',
    navigationLinks: { Documentation: '../index.html' },
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

async function entryPoints(): Promise<string[]> {
  const rooms = (await readdir('src')).filter((room) => !withoutReference.has(room))
  const vendors = (await readdir(join('src', 'providers'))).map((id) => join('providers', id))
  return [...rooms, ...vendors].map((folder) => resolve('src', folder, 'index.ts'))
}

function said(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
  return `${stdout}${stderr}`.trim()
}

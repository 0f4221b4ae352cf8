import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, transform, type Plugin } from 'esbuild'
import { loadDocument } from '../../src/generator/load.js'
import { packageEntries, vendorIds } from '../package-entries.js'
import type { Contracts } from './checks/check.js'

/** A folder with all that a runtime is given. */
export interface Stage {
  readonly folder: string
  remove(): Promise<void>
}

const hosts = join('scripts', 'runtimes', 'hosts')
const cache = join('node_modules', '.cache')

/**
 * Lays out the built package, as a project has it that installed it, and the checks, bundled from it through its `exports`. What
 * the package depends on is found further up.
 */
export async function createStage(): Promise<Stage> {
  await mkdir(cache, { recursive: true })
  const folder = resolve(await mkdtemp(join(cache, 'keymux-stage-')))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const installed = join(folder, 'node_modules', 'keymux')
    await mkdir(installed, { recursive: true })
    await cp('package.json', join(installed, 'package.json'))
    await cp('dist', join(installed, 'dist'), { recursive: true })
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    await Promise.all([
      writeChecks(folder),
      ...['guard', 'process', 'results-mark', 'worker', 'page'].map((host) => writeHost(host, folder)),
    ])
    return { folder, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function writeChecks(folder: string): Promise<void> {
  await build({
    entryPoints: [join(hosts, 'checks.ts')],
    outfile: join(folder, 'checks.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    external: ['node:*'],
    // Neither the paths of our own TypeScript, which lead to the source, nor anything else of it.
    tsconfigRaw: '{}',
    logLevel: 'warning',
    plugins: [theStaged(await staged(folder), folder), theInstalledPackage(folder)],
  })
}

/** Takes the package from where it is laid out, through its `exports`. */
function theInstalledPackage(folder: string): Plugin {
  return {
    name: 'the package as it is installed',
    setup({ onResolve, resolve: resolveFrom }) {
      onResolve({ filter: /^keymux($|\/)/ }, ({ path, kind, pluginData }) =>
        pluginData === folder
          ? undefined
          : resolveFrom(path, { kind, resolveDir: folder, pluginData: folder }),
      )
    },
  }
}

/** What hosts/staged.d.ts describes. */
function theStaged(contents: string, resolveDir: string): Plugin {
  return {
    name: 'staged',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^staged$/ }, ({ path }) => ({ path, namespace: 'staged' }))
      onLoad({ filter: /.*/, namespace: 'staged' }, () => ({ contents, resolveDir }))
    },
  }
}

async function staged(folder: string): Promise<string> {
  const entries: string[] = []
  for (const [entry, file] of await packageEntries()) {
    const built = (await import(pathToFileURL(join(folder, 'node_modules', 'keymux', file)).href)) as object
    const [name, names] = [JSON.stringify(entry), JSON.stringify(Object.keys(built))]
    entries.push(`${name}: { names: ${names}, load: () => import(${name}) }`)
  }
  return `export const entries = { ${entries.join(', ')} }\nexport const contracts = ${JSON.stringify(await contracts())}`
}

async function contracts(): Promise<Contracts> {
  const ids = await vendorIds()
  return Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await contractOf(id)] as const)))
}

async function contractOf(id: string): Promise<Contracts[string]> {
  const [document, overlay] = await Promise.all([
    loadDocument(join('specs', id, 'openapi.yaml')),
    loadDocument(join('specs', id, 'overlay.yaml')),
  ])
  return { document, overlay }
}

/** By themselves: a host loads the guard first, and then the checks. */
async function writeHost(name: string, folder: string): Promise<void> {
  const text = await readFile(join(hosts, `${name}.ts`), 'utf8')
  const { code } = await transform(text, { loader: 'ts', format: 'esm', target: 'es2022' })
  await writeFile(join(folder, `${name}.js`), code)
}

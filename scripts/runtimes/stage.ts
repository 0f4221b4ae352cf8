import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build, transform } from 'esbuild'

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
    plugins: [
      {
        name: 'the package as it is installed',
        setup({ onResolve, resolve: resolveFrom }) {
          onResolve({ filter: /^keymux($|\/)/ }, ({ path, kind, pluginData }) =>
            pluginData === folder
              ? undefined
              : resolveFrom(path, { kind, resolveDir: folder, pluginData: folder }),
          )
        },
      },
    ],
  })
}

/** By themselves: a host loads the guard first, and then the checks. */
async function writeHost(name: string, folder: string): Promise<void> {
  const text = await readFile(join(hosts, `${name}.ts`), 'utf8')
  const { code } = await transform(text, { loader: 'ts', format: 'esm', target: 'es2022' })
  await writeFile(join(folder, `${name}.js`), code)
}

import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Example } from './example.js'
import { runProgram } from './run-program.js'

// Not within node_modules: there a bundler such as Turbopack takes sources for finished packages.
const cache = resolve('.cache', 'keymux-examples')
const minutes = 60_000

/** Packs keymux as npm hands it out. It has to be built. */
export async function packKeymux(): Promise<string> {
  const place = join(cache, 'packed')
  await rm(place, { recursive: true, force: true })
  await mkdir(place, { recursive: true })
  await runProgram(['npm', 'pack', '--ignore-scripts', '--pack-destination', place], '.', minutes)
  const [packed] = await readdir(place)
  if (packed === undefined) throw new Error('npm pack left no tarball.')
  return join(place, packed)
}

/**
 * Lays out an example as somebody has it who copied it, with the packed keymux in the place of the folder above, and gives the folder.
 * What else it needs is installed when its package.json has changed.
 */
export async function installExample({ id, path, manifest }: Example, tarball: string): Promise<string> {
  const folder = join(cache, id)
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder))
    if (!['node_modules', 'package-lock.json', 'installed.json'].includes(name))
      await rm(join(folder, name), { recursive: true })
  await cp(path, folder, { recursive: true, filter: (file) => !/[\\/](node_modules|\.next)$/.test(file) })
  const dependencies = { ...manifest.dependencies, keymux: `file:${tarball}` }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies }, null, 2))
  const wanted = JSON.stringify([manifest, await ownDependencies()])
  const isInstalled = (await readFile(join(folder, 'installed.json'), 'utf8').catch(() => '')) === wanted
  if (isInstalled) await replaceKeymux(folder, tarball)
  else {
    await rm(join(folder, 'package-lock.json'), { force: true })
    // No script of theirs runs: the programs that they need lie in the packages.
    await runProgram(['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund'], folder, 10 * minutes)
    await writeFile(join(folder, 'installed.json'), wanted)
  }
  return folder
}

async function replaceKeymux(folder: string, tarball: string): Promise<void> {
  const place = join(folder, 'node_modules', 'keymux')
  await rm(place, { recursive: true, force: true })
  await mkdir(place)
  await runProgram(['tar', '-xzf', tarball, '--strip-components=1', '-C', place], '.', minutes)
}

async function ownDependencies(): Promise<unknown> {
  return (JSON.parse(await readFile('package.json', 'utf8')) as { dependencies: unknown }).dependencies
}

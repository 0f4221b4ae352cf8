import { cp, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node, run } from './run.js'

/** The package as npm hands it out, installed in a project that has nothing else. */
export interface Installed {
  readonly tarball: string
  /** The project's folder, outside of the repository. */
  readonly project: string
  /** The package's own folder in it. */
  readonly folder: string
  remove(): Promise<void>
}

/** Builds, packs and installs the package. The files of `consumer/` are the project's own. */
export async function installPackage(): Promise<Installed> {
  const project = await realpath(await mkdtemp(join(tmpdir(), 'keymux-package-')))
  const remove = (): Promise<void> => rm(project, { recursive: true, force: true })
  try {
    const tarball = await pack(project)
    await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }')
    await run('npm', ['install', tarball, '--no-audit', '--no-fund', '--prefer-offline'], project)
    await cp(join('test', 'package', 'consumer'), project, { recursive: true })
    return { tarball, project, folder: join(project, 'node_modules', 'keymux'), remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function pack(folder: string): Promise<string> {
  await node(['--import', 'tsx', 'scripts/build.ts'])
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder])
  const packed = (await readdir(folder)).find((file) => file.endsWith('.tgz'))
  if (packed === undefined) throw new Error('npm pack left no tarball.')
  return join(folder, packed)
}

/** Every file below a folder, with slashes. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
}

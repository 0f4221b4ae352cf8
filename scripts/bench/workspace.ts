import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** What a program of the workspace may import, by where it is. keymux is what `npm run build` left. */
const packages = ['@unkey/api', '@clerk/backend', 'ky', 'openapi-fetch']

/** A project that has keymux and its peers, as a user's has: nothing in it translates or instruments what it runs. */
export interface Workspace {
  readonly folder: string
  /** Makes a file of this folder a plain program, and gives its path. */
  program(file: string): Promise<string>
  /** Writes a file, and gives its path. */
  file(name: string, text: string): Promise<string>
  remove(): Promise<void>
}

export async function openWorkspace(): Promise<Workspace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'keymux-bench-')))
  const modules = join(folder, 'node_modules')
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  for (const name of packages) await link(resolve('node_modules', name), join(modules, name))
  await link(resolve('.'), join(modules, 'keymux'))
  return {
    folder,
    program: (file) => compile(file, folder),
    file: async (name, text) => {
      await writeFile(join(folder, name), text)
      return join(folder, name)
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await symlink(target, path)
}

async function compile(file: string, folder: string): Promise<string> {
  const outfile = join(folder, file.replace(/\.ts$/, '.js'))
  await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // The repository's own would lead `keymux/unkey` to the source.
    tsconfigRaw: {},
    logLevel: 'warning',
  })
  return outfile
}

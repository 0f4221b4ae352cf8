import { execFile } from 'node:child_process'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Run } from './run.js'
import { atMost, fixed, type Table } from './table.js'

const run = promisify(execFile)
const kilobyte = 1000

/** What `npm install` brings. */
export async function footprint({ workspace, progress }: Run): Promise<Table> {
  progress('footprint: npm pack')
  const { stdout } = await run('npm', [
    'pack',
    '--ignore-scripts',
    '--json',
    '--pack-destination',
    workspace.folder,
  ])
  const [packed] = JSON.parse(stdout) as {
    filename: string
    size: number
    unpackedSize: number
    entryCount: number
  }[]
  if (packed === undefined) throw new Error('npm pack left no tarball.')
  const tarball = join(workspace.folder, packed.filename)
  const targets = {
    keymux: tarball,
    '@unkey/api': await specOf('@unkey/api'),
    '@clerk/backend': await specOf('@clerk/backend'),
  }
  const rows = []
  for (const [title, target] of Object.entries(targets)) {
    progress(`footprint: ${title}`)
    const installed = await install(target, join(workspace.folder, `installed-${rows.length}`))
    const isOurs = title === 'keymux'
    rows.push({
      title,
      cells: [
        isOurs ? fixed(packed.size / kilobyte, 0) : '–',
        fixed(installed.packages, 0),
        fixed(installed.files, 0),
        fixed(installed.bytes / kilobyte, 0),
      ],
      ...(isOurs && { goals: [atMost(400, packed.size / kilobyte, ' kB packed')] }),
    })
  }
  return {
    title: 'What an install brings',
    note: 'Into an empty project, by npm: the package and all that it depends on.',
    columns: ['packed kB', 'packages', 'files', 'kB on disk'],
    rows,
  }
}

async function specOf(name: string): Promise<string> {
  const { default: manifest } = (await import(resolve('package.json'), { with: { type: 'json' } })) as {
    default: { devDependencies: Record<string, string> }
  }
  return `${name}@${manifest.devDependencies[name]}`
}

async function install(
  target: string,
  folder: string,
): Promise<{ packages: number; files: number; bytes: number }> {
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), '{ "private": true }')
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline']
  await run('npm', ['install', target, ...options], { cwd: folder })
  const entries = await readdir(join(folder, 'node_modules'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(
    files.map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  )
  const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: folder })
  return {
    packages: stdout.trim().split('\n').length - 1,
    files: files.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  }
}

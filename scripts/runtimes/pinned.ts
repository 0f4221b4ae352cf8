import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { run } from './in-process.js'

/** The one place of the versions, and of the checksums of what npm brings. */
const pins = join('scripts', 'runtimes', 'pinned')
const files = ['package.json', 'package-lock.json']
const lock = 'package-lock.json'

/** Beside what `npm ci` brings, and gone with it. npm keeps what it has fetched in its own cache. */
const cache = resolve('node_modules', '.cache', 'keymux-runtimes')
const finished = join(cache, 'finished.json')

/** The path of a program within the runtimes. */
export function programAt(path: string): string {
  return join(cache, 'node_modules', path)
}

/**
 * Installs the runtimes into a cache of their own, unless they are there as the lock file has them. They are programs for Linux on
 * x64. Throws what npm says where it fails.
 */
export async function installRuntimes(onStart: (text: string) => void): Promise<void> {
  const { platform, arch } = process
  if (platform !== 'linux' || arch !== 'x64')
    throw new Error(
      `The runtimes are pinned for linux-x64, and this is ${platform}-${arch}. \`npm test\` runs the same checks in this Node and in Chromium.`,
    )
  const pinned = await readFile(join(pins, lock), 'utf8')
  if ((await readFile(finished, 'utf8').catch(() => '')) === pinned) return
  onStart('fetching the runtimes, about 1 GB unpacked')
  await mkdir(cache, { recursive: true })
  for (const file of files) await cp(join(pins, file), join(cache, file))
  // No script of theirs runs: the programs lie in the packages.
  const args = ['ci', '--prefix', cache, '--ignore-scripts', '--no-audit', '--no-fund']
  const { code, text } = await run('npm', args, npmSettings())
  if (code !== 0) throw new Error(`npm could not fetch the runtimes (exit code ${code}):\n${text.trim()}`)
  await writeFile(finished, pinned)
}

/** What npm is told by the environment about registries and proxies, and nothing of the script that it runs at the moment. */
function npmSettings(): Record<string, string> {
  const kept =
    /^(npm_config_(?!prefix|local_prefix|global)|https?_proxy$|no_proxy$|NODE_EXTRA_CA_CERTS$|SSL_CERT_)/i
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => kept.test(entry[0]) && entry[1] !== undefined,
    ),
  )
}

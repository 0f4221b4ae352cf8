import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const files = ['package.json', 'package-lock.json']

/** A tool that is too large for everybody's `npm ci`. */
export interface Pinned {
  /** The folder of its package.json and lock file: the one place of its version and checksums. */
  readonly pins: string
  /** Where it goes: beside what `npm ci` brings, and gone with it. */
  readonly cache: string
  /** What npm is told besides. */
  readonly flags?: readonly string[]
}

/** Installs it, unless it is there as the lock file has it. No script of it runs. Throws what npm says where it fails. */
export async function installPinned({ pins, cache, flags = [] }: Pinned, onStart: () => void): Promise<void> {
  const pinned = await readFile(join(pins, 'package-lock.json'), 'utf8')
  const finished = join(cache, 'finished.json')
  if ((await readFile(finished, 'utf8').catch(() => '')) === pinned) return
  onStart()
  await mkdir(cache, { recursive: true })
  for (const file of files) await cp(join(pins, file), join(cache, file))
  const args = ['ci', '--prefix', cache, '--ignore-scripts', '--no-audit', '--no-fund', ...flags]
  try {
    await promisify(execFile)('npm', args, { env: { PATH: process.env['PATH'], ...npmSettings() } })
  } catch (error) {
    throw new Error(`npm could not fetch what ${pins} pins.\n${saidBy(error)}`, { cause: error })
  }
  await writeFile(finished, pinned)
}

function saidBy(error: unknown): string {
  return error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
}

/** What npm is told by the environment about registries and proxies, and nothing of the script that it runs at the moment. */
function npmSettings(): Record<string, string> {
  const kept =
    /^(npm_config_(?!prefix|local_prefix|global)|https?_proxy$|no_proxy$|NODE_EXTRA_CA_CERTS$|SSL_CERT_|HOME$|USERPROFILE$)/i
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => kept.test(entry[0]) && entry[1] !== undefined,
    ),
  )
}

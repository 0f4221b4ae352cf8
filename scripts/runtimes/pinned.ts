import { join, resolve } from 'node:path'
import { installPinned } from '../install-pinned.js'

const runtimes = {
  pins: join('scripts', 'runtimes', 'pinned'),
  cache: resolve('node_modules', '.cache', 'keymux-runtimes'),
}

/** The path of a program within the runtimes. */
export function programAt(path: string): string {
  return join(runtimes.cache, 'node_modules', path)
}

/**
 * Installs the runtimes into a cache of their own, unless they are there as the lock file has them. They are programs for Linux on
 * x64, which lie in the packages. Throws what npm says where it fails.
 */
export async function installRuntimes(onStart: (text: string) => void): Promise<void> {
  const { platform, arch } = process
  if (platform !== 'linux' || arch !== 'x64')
    throw new Error(
      `The runtimes are pinned for linux-x64, and this is ${platform}-${arch}. \`npm test\` runs the same checks in this Node and in Chromium.`,
    )
  await installPinned(runtimes, () => onStart('fetching the runtimes, about 1 GB unpacked'))
}

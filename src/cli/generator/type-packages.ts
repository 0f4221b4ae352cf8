import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { usage } from '../failure.js'

/** What writes the types: too large to be a part of keymux, and wanted while a client is generated alone. */
const packages = { 'openapi-typescript': '7', typescript: '5' } as const

const installers: readonly [lockFile: string, command: string][] = [
  ['pnpm-lock.yaml', 'pnpm add --save-dev'],
  ['yarn.lock', 'yarn add --dev'],
  ['bun.lock', 'bun add --dev'],
  ['bun.lockb', 'bun add --dev'],
]

/** Throws the one command that installs what is missing. They are the project's own, as optional peers of keymux. */
export function requireTypePackages(project: string): void {
  const require = createRequire(import.meta.url)
  const missing = Object.entries(packages).filter(([name]) => !resolves(require, name))
  if (missing.length === 0) return
  const names = missing.map(([name]) => name)
  const wanted = missing.map(([name, version]) => `${name}@${version}`).join(' ')
  throw usage(
    `The types of a client are written by ${names.join(' and ')}, which ${names.length === 1 ? 'is' : 'are'} not installed. Run \`${installerOf(project)} ${wanted}\` and try again; the client itself will not need ${names.length === 1 ? 'it' : 'them'}.`,
  )
}

function resolves(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(name)
    return true
  } catch {
    return false
  }
}

/** That of the lock file in the project's folder or the nearest above. */
export function installerOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const found = installers.find(([file]) => existsSync(join(at, file)))
    if (found !== undefined) return found[1]
    if (existsSync(join(at, 'package-lock.json')) || dirname(at) === at) return 'npm install --save-dev'
  }
}

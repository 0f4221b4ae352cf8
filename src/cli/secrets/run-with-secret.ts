import { spawn } from 'node:child_process'
import { access, constants, stat } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Writable } from 'node:stream'
import type { Secret } from '../../core/index.js'
import { trouble, usage } from '../failure.js'
import { withoutCredentials } from './credential.js'
import { revealSecret } from './reveal-secret.js'

/** How a child gets the secret. */
export interface ExecFlags {
  /** The variable that holds it. Default KEYMUX_SECRET. */
  readonly secretEnv?: string
  /** The file descriptor that it is read from instead, which no other process can look at. */
  readonly secretFd?: number
}

/** Runs a command that takes over a secret. Rejects unless it ends well: then nobody is known to hold it. */
export function runWithSecret(
  [command = '', ...args]: readonly string[],
  secret: Secret,
  id: string | undefined,
  { secretEnv = 'KEYMUX_SECRET', secretFd }: ExecFlags,
  credentials: readonly string[],
): Promise<void> {
  const env = withoutCredentials([...credentials, 'KEYMUX_KEY_ID'])
  if (id !== undefined) Object.assign(env, { KEYMUX_KEY_ID: id })
  const stdio: ('inherit' | 'ignore' | 'pipe')[] = ['inherit', 'inherit', 'inherit']
  if (secretFd === undefined) Object.assign(env, { [secretEnv]: revealSecret(secret) })
  else {
    while (stdio.length < secretFd) stdio.push('ignore')
    stdio[secretFd] = 'pipe'
  }
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio })
    child.once('error', () => reject(trouble(`${command} could not be started.`)))
    child.once('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(trouble(`${command} ended with ${signal ?? code}: it may not have the secret.`)),
    )
    if (secretFd !== undefined) {
      const pipe = child.stdio[secretFd] as Writable
      // A child that does not read it to the end says so by how it ends.
      pipe.on('error', () => undefined)
      pipe.end(revealSecret(secret))
    }
  })
}

/** Throws where there is no such program: one that could not be started would be found out when the key is there already. */
export async function requireProgram(command: string): Promise<void> {
  if (await isProgram(command)) return
  const hint = /\s/.test(command) ? ' Its arguments are words of their own: leave the quotes out.' : ''
  throw usage(`--exec: there is no program ${command} that could be run.${hint} Nothing was sent.`)
}

async function isProgram(command: string): Promise<boolean> {
  // Windows has rules of its own for what it runs.
  if (process.platform === 'win32') return true
  const folders = command.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter)
  const found = await Promise.all(
    folders.map((folder) => mayRun(folder === '' ? command : join(folder, command))),
  )
  return found.includes(true)
}

async function mayRun(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}

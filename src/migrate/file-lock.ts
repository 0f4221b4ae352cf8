import type * as Fs from 'node:fs/promises'

import { nodeModules } from './node-modules.js'
import { trouble } from './trouble.js'

/** Who holds a lock. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process began, as the system counts it: another one may have its number by now. Null where nobody tells. */
  readonly began: string | null
}

/** Takes a lock that a killed process cannot keep; resolves to what gives it back. Throws `conflict` where somebody has it. */
export async function takeLock(path: string): Promise<() => Promise<void>> {
  const { fs, os } = await nodeModules()
  const me: Holder = { pid: process.pid, host: os.hostname(), began: await beganAt(fs, process.pid) }
  for (let tries = 0; tries < 5; tries += 1) {
    if (await create(fs, path, JSON.stringify(me))) return async () => fs.rm(path, { force: true })
    const text = await fs.readFile(path, 'utf8').catch(() => '')
    const holder = readHolder(text)
    if (holder !== undefined && (await isAlive(fs, holder, me))) throw held(path, holder)
    // By renaming, so that of several that find it stale only one takes this very file away.
    const aside = `${path}.${process.pid}.stale`
    await fs.rename(path, aside).catch(() => undefined)
    const taken = await fs.readFile(aside, 'utf8').catch(() => '')
    if (taken !== text) await fs.link(aside, path).catch(() => undefined)
    await fs.rm(aside, { force: true })
  }
  throw trouble('conflict', `The lock ${path} could not be taken. Try again.`)
}

/** All at once: a lock without its holder would look stale. */
async function create(fs: typeof Fs, path: string, text: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.${crypto.randomUUID()}`
  await fs.writeFile(draft, text, { mode: 0o600 })
  try {
    await fs.link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await fs.rm(draft, { force: true })
  }
}

function readHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder
    return typeof holder.pid === 'number' ? holder : undefined
  } catch {
    return undefined
  }
}

async function isAlive(fs: typeof Fs, holder: Holder, me: Holder): Promise<boolean> {
  // Nobody can look into another machine.
  if (holder.host !== me.host) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const began = await beganAt(fs, holder.pid)
  return began === null || holder.began === null || began === holder.began
}

/** The 22nd field of the process' line, counted behind its name, which may hold anything. Linux alone has it. */
async function beganAt(fs: typeof Fs, pid: number): Promise<string | null> {
  const line = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function held(path: string, { pid, host }: Holder): Error {
  return trouble(
    'conflict',
    `This journal is in use by process ${pid} on ${host}. Wait until that is done, or stop it; if there is none such, remove ${path}.`,
  )
}

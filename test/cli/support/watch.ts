import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { bin, type Ended, type World } from './keymux.js'

/** A text that somebody else than the caller could read, and where. */
export interface Seen {
  readonly where: string
  readonly text: string
}

export interface Watched extends Ended {
  /** Everything that could be seen while it ran, and what it left; each once. */
  readonly seen: readonly Seen[]
  /** How often it was looked while the command ran. */
  readonly looks: number
}

export interface Watching {
  readonly args: readonly string[]
  readonly input?: string
  /** Files that are given to it, from descriptor 3 on. */
  readonly descriptors?: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  /** What runs in the place of the command. */
  readonly program?: readonly string[]
  /** Whether the caller has put credentials into its environment, where they are then no find. */
  readonly hasCredentials?: boolean
}

/** Files that are there to hold a secret, and these alone. */
const holder = /\.(credential|key|secrets)$/
const hasPs = spawnSync('ps', ['--version']).status === 0
const betweenLooksMs = 40

export const hasProcesses: boolean = existsSync('/proc/self/environ')

/** Runs a command, and looks all the time at whatever others could: processes, the list that `ps` makes of them, files. */
export async function watch(world: World, watching: Watching): Promise<Watched> {
  const { args, input = '', descriptors = [], env = {}, program = [process.execPath, bin] } = watching
  const [command = '', ...before] = program
  const opened = descriptors.map((file) => openSync(world.path(file), 'r'))
  const child = spawn(command, [...before, ...args], {
    cwd: world.folder,
    // Whatever asks for a place for temporary files gets one that is looked into.
    env: { ...world.env, ...env, TMPDIR: world.path('tmp') } as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'pipe', ...opened],
  })
  for (const descriptor of opened) closeSync(descriptor)
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(input)
  const ended = new Promise<{ code: number | null }>((resolve) =>
    child.once('close', (code) => resolve({ code })),
  )
  const seen = new Map<string, Seen>()
  // A child that is not yet what it will be has its parent's arguments still, and its environment.
  const own = [...before, ...args].join('\0')
  const look = (): void => {
    for (const { pid, shown, environment } of processes()) {
      note(seen, `arguments of ${pid}`, shown)
      const isOwn = watching.hasCredentials === true && shown.includes(own)
      if (!isOwn) note(seen, `environment of ${pid}`, environment)
    }
    for (const file of files(world.folder)) note(seen, `file ${file}`, readable(world.path(file)))
  }
  let looks = 0
  let end: { code: number | null } | undefined
  for (; end === undefined; looks += 1) {
    look()
    if (looks % 8 === 4) note(seen, 'ps', listed())
    const pause = new Promise<undefined>((wake) => setTimeout(wake, betweenLooksMs, undefined))
    end = await Promise.race([ended, pause])
  }
  look()
  note(seen, 'stdout', stdout)
  note(seen, 'stderr', stderr)
  return { code: end.code, stdout, stderr, seen: [...seen.values()], looks }
}

/** All that can be seen on the machine without looking at anything in particular. */
export function background(): readonly Seen[] {
  const seen = new Map<string, Seen>()
  for (const { pid, shown, environment } of processes()) {
    note(seen, `arguments of ${pid}`, shown)
    note(seen, `environment of ${pid}`, environment)
  }
  return [...seen.values()]
}

function note(seen: Map<string, Seen>, where: string, text: string): void {
  if (text !== '') seen.set(`${where}\0${text}`, { where, text })
}

interface Process {
  readonly pid: string
  /** Its arguments, which everybody can read. */
  readonly shown: string
  /** Which its owner can read. */
  readonly environment: string
}

let last: readonly Process[] = []
let lastAt = -Infinity

/** One look does for all who look at the same moment. */
function processes(): readonly Process[] {
  if (performance.now() - lastAt < betweenLooksMs / 2) return last
  last = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid,
      shown: readable(`/proc/${pid}/cmdline`),
      environment: readable(`/proc/${pid}/environ`),
    }))
  lastAt = performance.now()
  return last
}

/** The list of arguments that the machine's own tool makes. */
function listed(): string {
  return hasPs ? spawnSync('ps', ['axww', '-o', 'args']).stdout.toString('latin1') : ''
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !holder.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}

/** Nothing where it has gone in the meantime, or is not ours to read. */
function readable(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

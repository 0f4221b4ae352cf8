import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { homedir, uptime } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { newMarker, nonceOf } from '../core/marker.js'
import type { Connection } from './connection.js'
import { trouble } from './failure.js'

/** A key that was begun, and whose secret nobody is known to hold yet. Never holds a secret. */
export interface Begun {
  /** The nonce that its create carries as its marker, or that stands for it where the vendor has no place for one. */
  readonly nonce: string
  /** Whether the key carries it. */
  readonly isCarried: boolean
  readonly operation: 'create' | 'rotate'
  readonly vendor: string
  readonly profile: string | null
  /** The account, as far as its options tell: `apiId`, `baseUrl`, … */
  readonly account: Readonly<Record<string, string>>
  readonly name: string | null
  readonly owner: string | null
  /** Of a rotation: the key in whose place the new one comes. */
  readonly previous: string | null
  readonly startedAt: string
  /** Who is at it: while that process lives, nobody else has to see to it. */
  readonly pid: number
  /** The key's id, once the vendor told it. */
  readonly id: string | null
}

const begun: z.ZodMiniType<Begun> = z.object({
  nonce: z.string().check(z.regex(/^[0-9a-z]{20}$/)),
  isCarried: z.boolean(),
  operation: z.enum(['create', 'rotate']),
  vendor: z.string(),
  profile: z.nullable(z.string()),
  account: z.record(z.string(), z.string()),
  name: z.nullable(z.string()),
  owner: z.nullable(z.string()),
  previous: z.nullable(z.string()),
  startedAt: z.iso.datetime(),
  pid: z.int(),
  id: z.nullable(z.string()),
})

/** One file for each key that was begun: written before the create is sent, gone once its secret is in somebody's hands. */
export class Journal {
  readonly folder: string

  constructor(env: Readonly<Record<string, string | undefined>>) {
    const state = env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state')
    this.folder = join(state, 'keymux', 'begun')
  }

  async begin(
    connection: Connection,
    what: Pick<Begun, 'operation' | 'isCarried' | 'name' | 'owner' | 'previous'>,
  ): Promise<Begun> {
    const entry = {
      nonce: nonceOf(newMarker()),
      ...what,
      vendor: connection.vendor.id,
      profile: connection.profile,
      account: accountOf(connection),
      startedAt: new Date().toISOString(),
      pid: process.pid,
      id: null,
    }
    await this.#write(entry)
    return entry
  }

  /** The vendor has made it: from now on its id is known. That it cannot be noted is no reason to lose what came with it. */
  async made(entry: Begun, id: string): Promise<Begun> {
    const known = { ...entry, id }
    await this.#write(known).catch(() => undefined)
    return known
  }

  /** There is nothing left to see to. */
  async close(entry: Begun): Promise<void> {
    await rm(this.#file(entry), { force: true })
  }

  /** All that was begun and not closed, oldest first. */
  async entries(): Promise<readonly Begun[]> {
    const files = await readdir(this.folder).catch(() => [])
    const entries: Begun[] = []
    for (const file of files.filter((name) => name.endsWith('.json'))) {
      const text = await readFile(join(this.folder, file), 'utf8').catch(() => undefined)
      // Another process has closed it in the meantime.
      if (text !== undefined) entries.push(read(join(this.folder, file), text))
    }
    return entries.toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 1))
  }

  #file({ nonce }: Begun): string {
    return join(this.folder, `${nonce}.json`)
  }

  /** On the disk, whole or not at all, when this resolves. */
  async #write(entry: Begun): Promise<void> {
    const file = this.#file(entry)
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 })
      await rm(`${file}.new`, { force: true })
      // New, so that it is no link to another file that somebody has put there.
      const handle = await open(`${file}.new`, 'wx', 0o600)
      await handle.writeFile(`${JSON.stringify(entry)}\n`)
      await handle.sync()
      await handle.close()
      await rename(`${file}.new`, file)
    } catch {
      throw trouble(
        `${this.folder} cannot be written, and without a note of what is begun an interrupted create could not be settled. Make it writable, or set XDG_STATE_HOME.`,
      )
    }
  }
}

/** Whether the process that began it is still at it; not one of before the machine was started, whose number may be another's now. */
export function isRunning({ pid, startedAt }: Begun): boolean {
  if (pid === process.pid || Date.parse(startedAt) < Date.now() - uptime() * 1000) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** What tells the account of one connection from that of another, without its credential. */
export function accountOf({ options, baseUrl, vendor }: Connection): Record<string, string> {
  const ids = vendor.options.filter(({ required }) => required).map(({ name }) => [name, options[name] ?? ''])
  return { ...Object.fromEntries(ids), baseUrl: baseUrl ?? '' }
}

function read(file: string, text: string): Begun {
  try {
    return begun.parse(JSON.parse(text))
  } catch {
    throw trouble(
      `${file} is not as keymux wrote it. Look at it, and take it away: it is about a key that may exist.`,
    )
  }
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import { unkey } from 'keymux/unkey'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { bin, World, type Ended } from './support/keymux.js'
import { openedAge } from './support/opened-age.js'

/** The full size is `npm run kill:command`. */
const count = Number(process.env['KEYMUX_MIGRATE_KEYS'] ?? 600)
const hasTerminal = spawnSync('python3', ['--version']).status === 0
const owner = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'

let world: World
let emulating: ChildProcess
let env: Record<string, string>
let from: Record<'clerk' | 'unkey', KeyClient>

beforeAll(async () => {
  world = await World.open()
  emulating = spawn(process.execPath, [bin, 'emulate', '--json', '--quiet', '--seed', '5'], { stdio: 'pipe' })
  if (emulating.stdout === null) throw new Error('It has no output.')
  const [line] = (await createInterface(emulating.stdout)[Symbol.asyncIterator]().next()).value.split('\n')
  env = JSON.parse(line) as Record<string, string>
  const {
    UNKEY_ROOT_KEY: rootKey,
    UNKEY_API_ID: apiId,
    UNKEY_BASE_URL,
    CLERK_SECRET_KEY,
    CLERK_BASE_URL,
  } = env
  from = {
    unkey: unkey({ rootKey, apiId, baseUrl: UNKEY_BASE_URL }),
    clerk: clerk({ secretKey: CLERK_SECRET_KEY, baseUrl: CLERK_BASE_URL, subject: owner }),
  }
})
afterAll(async () => {
  emulating.kill()
  await world.close()
})

async function fill(keys: KeyClient, prefix: string): Promise<readonly string[]> {
  const secrets: string[] = []
  for (let next = 0; next < count; next += 20) {
    const names = Array.from(
      { length: Math.min(20, count - next) },
      (_, index) => `${prefix} ${next + index}`,
    )
    const made = await Promise.all(names.map(async (name) => keys.create({ name, owner })))
    secrets.push(...made.map(({ secret }) => secret.reveal()))
  }
  return secrets
}

/** How many keys stand in a journal as moved. */
function movedIn(journal: string): number {
  const file = world.path(journal)
  return existsSync(file) ? readFileSync(file, 'utf8').split('"kind":"moved"').length - 1 : 0
}

/** Runs a command, and ends it by a signal once so many keys are moved. */
async function killed(
  args: readonly string[],
  journal: string,
  at: number,
  signal: NodeJS.Signals,
): Promise<Ended> {
  return world.run(args, {
    env,
    during: async (child) => {
      while (movedIn(journal) < at && child.exitCode === null)
        await new Promise((wake) => setTimeout(wake, 5))
      child.kill(signal)
    },
  })
}

/** Where the bar stood when it was drawn first. */
function firstBar({ stderr, stdout }: Ended): number {
  return Number(new RegExp(`(\\d+)/${count}\\b`).exec(stderr + stdout)?.[1])
}

interface Case {
  readonly source: 'clerk' | 'unkey'
  readonly target: 'clerk' | 'unkey'
  readonly flags: readonly string[]
}

/** Runs, is interrupted, resumes, is killed, resumes on a terminal, and is done. */
async function ordeal({ source, target, flags }: Case): Promise<string> {
  const journal = `${source}.journal`
  const at = ['--journal', journal]
  const run = [
    'migrate',
    'run',
    '--from',
    source,
    '--to',
    target,
    ...at,
    '--yes',
    '--concurrency',
    '4',
    ...flags,
  ]
  const interrupted = await killed(run, journal, Math.ceil(count / 5), 'SIGINT')
  expect(interrupted.code).toBe(130)
  expect(interrupted.stderr).toMatch(new RegExp(`Interrupted\\. Moved: \\d+ of ${count} keys\\.`))
  expect(interrupted.stderr).toContain(`keymux migrate resume ${at.join(' ')}`)
  const before = movedIn(journal)
  expect(before).toBeLessThan(count)
  const resume = ['migrate', 'resume', ...at]
  const shot = await killed(resume, journal, Math.min(count, before + Math.ceil(count / 10)), 'SIGKILL')
  expect(firstBar(shot)).toBe(before)
  const again = movedIn(journal)
  const done = await world.run(resume, { env, ...(hasTerminal && { columns: 80 }) })
  expect(done.code).toBe(0)
  expect(firstBar(done)).toBe(again)
  expect(done.stdout).toContain(`${count} moved`)
  expect(movedIn(journal)).toBe(count)
  return journal
}

async function live(keys: KeyClient): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for await (const { id, name, state } of keys.list(keys.vendor === 'clerk' ? { owner } : {}))
    if (state === 'active') found.set(id, name ?? '')
  return found
}

function onDisk(secrets: readonly string[]): readonly string[] {
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'latin1'))
  const text = files.join('\n')
  return secrets.filter((secret) => text.includes(secret))
}

it('moves each key once with its secret, interrupted and killed', { timeout: 280_000 }, async () => {
  const secrets = await fill(from.clerk, 'kept')
  await ordeal({ source: 'clerk', target: 'unkey', flags: ['--owner', owner] })
  const found = await live(from.unkey)
  expect({ live: found.size, names: new Set(found.values()).size }).toEqual({ live: count, names: count })
  for (const secret of secrets.slice(0, 50)) {
    if (!from.unkey.can('verify')) throw new Error('It verifies nothing.')
    expect((await from.unkey.verify(secret)).valid).toBe(true)
  }
  expect(onDisk(secrets)).toEqual([])
  for (const id of found.keys()) await from.unkey.revoke(id)
})

it('moves each key once with a new secret, interrupted and killed', { timeout: 280_000 }, async () => {
  const identity = await generateIdentity()
  await fill(from.unkey, 'new')
  const there = await live(from.clerk)
  const flags = ['--to-owner', owner, '--recipient', await identityToRecipient(identity)]
  const journal = await ordeal({ source: 'unkey', target: 'clerk', flags })
  const made = [...(await live(from.clerk))].filter(([id]) => !there.has(id))
  expect({ live: made.length, names: new Set(made.map(([, name]) => name)).size }).toEqual({
    live: count,
    names: count,
  })
  const delivered = await openedAge(world.path(`${journal}.age`), identity)
  const held = new Map(delivered.map(({ target, secret }) => [target, secret]))
  // Nobody is without a secret for a key that lives.
  expect(made.filter(([id]) => !held.has(id))).toEqual([])
  expect(onDisk([...held.values()])).toEqual([])
})

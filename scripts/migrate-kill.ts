import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { clerk } from 'keymux/clerk'
import { createEmulator, type Emulator } from 'keymux/emulator'
import { unkey } from 'keymux/unkey'

const usage = `npm run kill:migrate -- [--keys 1000] [--kills 200] [--faults 0.05] [--seed 1] [--mode preserve|reissue]

  Kills a migration at random moments, starts it again each time, and looks for what must not be: a key that is lost, moved
  twice or orphaned, a secret that nobody has, a secret on the disk.`

interface Holder {
  readonly target: string
  readonly secret: string
}

interface Finding {
  readonly mode: string
  readonly kills: number
  readonly runs: number
  readonly keys: number
  readonly live: number
  readonly lost: number
  readonly twice: number
  readonly orphans: number
  readonly undelivered: number
  readonly onDisk: number
}

const owner = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'
const worker = new URL('migrate-kill-worker.ts', import.meta.url).pathname

interface Options {
  readonly mode: 'preserve' | 'reissue'
  readonly keys: number
  readonly kills: number
  readonly faults: number
  readonly seed: number
}

/** Each time that a run is through, the next has a new world, until so many were killed. */
async function attack(options: Options): Promise<Finding> {
  const sum = {
    kills: 0,
    runs: 0,
    keys: 0,
    live: 0,
    lost: 0,
    twice: 0,
    orphans: 0,
    undelivered: 0,
    onDisk: 0,
  }
  for (let seed = options.seed; sum.kills < options.kills; seed += 1) {
    const one = await oneRun({ ...options, seed, kills: options.kills - sum.kills })
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += one[name]
  }
  return { mode: options.mode, ...sum }
}

async function oneRun({ mode, keys, kills, faults, seed }: Options): Promise<Omit<Finding, 'mode'>> {
  const emulator = createEmulator({ seed })
  const secrets = await fill(emulator, mode, keys)
  const sources = emulator.keys(mode === 'preserve' ? 'clerk' : 'unkey').length
  const server = await emulator.listen()
  const folder = await mkdtemp(join(tmpdir(), 'keymux-kill-'))
  try {
    for (const kind of [
      'lost-response',
      'error-after-commit',
      'reset-before',
      'error-before-commit',
    ] as const)
      emulator.faults.add({ kind, times: Infinity, probability: faults / 4 })
    const settings = JSON.stringify({
      mode,
      journal: join(folder, 'keys.journal'),
      owners: [owner],
      urls: server.urls,
      credentials: plain(emulator),
    })
    const holders: Holder[] = []
    let killed = 0
    for (let starts = 0; ; starts += 1) {
      if (starts > kills + 20) throw new Error('The migration does not come to an end.')
      const after = killed < kills ? random(seed * 1000 + starts) * 3000 : undefined
      const ending = await runOnce(settings, holders, after)
      if (ending === 'done') break
      if (ending === 'killed') killed += 1
    }
    return await audit(emulator, { mode, folder, holders, secrets, killed, sources })
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Printed, credentials are redacted, also to JSON. */
function plain({ credentials: { unkey: one, clerk: other } }: Emulator): object {
  const { rootKey, apiId, migrationId } = one
  return { unkey: { rootKey, apiId, migrationId }, clerk: { secretKey: other.secretKey } }
}

/** Keys at the source, and what their holders hold. */
async function fill(emulator: Emulator, mode: string, keys: number): Promise<string[]> {
  const { fetch, credentials } = emulator
  const source =
    mode === 'preserve' ? clerk({ ...credentials.clerk, fetch }) : unkey({ ...credentials.unkey, fetch })
  const secrets: string[] = []
  for (let number = 0; number < keys; number += 1) {
    const { secret } = await source.create({ name: `Key ${number}`, owner, metadata: { number } })
    secrets.push(secret.reveal())
  }
  return secrets
}

async function runOnce(
  settings: string,
  holders: Holder[],
  killAfterMs: number | undefined,
): Promise<'done' | 'killed' | 'failed'> {
  const child = spawn(process.execPath, ['--import', 'tsx', worker, settings], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, TSX_TSCONFIG_PATH: 'scripts/tsconfig.json' },
  })
  let [told, complaints] = ['', '']
  // From when it is under way: starting up takes longest on a busy machine, and nothing happens meanwhile.
  let timer: NodeJS.Timeout | undefined
  child.stdout?.on('data', (chunk: Buffer) => {
    told += chunk.toString()
    if (killAfterMs !== undefined) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  })
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  let rest = ''
  ;(child.stdio[3] as Readable).on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) holders.push(JSON.parse(line) as Holder)
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  if (code === null) return 'killed'
  if (code !== 0) {
    console.error(complaints.slice(-2000))
    return 'failed'
  }
  const counts = JSON.parse(told.trimEnd().split('\n').at(-1) ?? '') as Record<string, number>
  return (counts['failed'] ?? 0) + (counts['open'] ?? 0) + (counts['uncertain'] ?? 0) === 0
    ? 'done'
    : 'failed'
}

interface Evidence {
  readonly mode: 'preserve' | 'reissue'
  readonly folder: string
  readonly holders: readonly Holder[]
  readonly secrets: readonly string[]
  readonly killed: number
  readonly sources: number
}

async function audit(emulator: Emulator, evidence: Evidence): Promise<Omit<Finding, 'mode'>> {
  const { mode, folder, holders, secrets, killed, sources } = evidence
  const target = mode === 'preserve' ? 'unkey' : 'clerk'
  const live = emulator.keys(target).filter(({ state }) => state === 'active')
  const names = new Map<string, number>()
  for (const { name } of live) names.set(name ?? '', (names.get(name ?? '') ?? 0) + 1)
  const held = mode === 'preserve' ? secrets : holders.map(({ secret }) => secret)
  const known = new Set<string>()
  for (const secret of held) known.add((await emulator.keyOf(target, secret))?.id ?? '')
  const orphans = live.filter(({ id }) => !known.has(id)).length
  const twice = [...names.values()].filter((count) => count > 1).length
  const files = await Promise.all(
    (await readdir(folder, { recursive: true })).map(async (name) => readFile(join(folder, name), 'utf8')),
  )
  const text = files.join('\n')
  const onDisk = new Set(
    [...secrets, ...holders.map(({ secret }) => secret)].filter((secret) => text.includes(secret)),
  )
  return {
    kills: killed,
    runs: 1,
    keys: sources,
    live: live.length,
    lost: sources - names.size,
    twice,
    orphans,
    undelivered: mode === 'preserve' ? 0 : orphans,
    onDisk: onDisk.size,
  }
}

/** The same for the same seed. */
function random(seed: number): number {
  let state = (seed + 0x6d2b79f5) | 0
  state = Math.imul(state ^ (state >>> 15), state | 1)
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61)
  return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      keys: { type: 'string', default: '1000' },
      kills: { type: 'string', default: '200' },
      faults: { type: 'string', default: '0.05' },
      seed: { type: 'string', default: '1' },
      mode: { type: 'string' },
    },
  })
  let bad = 0
  for (const mode of ['preserve', 'reissue'] as const) {
    if (values.mode !== undefined && values.mode !== mode) continue
    const [keys, kills] = [Number(values.keys), Number(values.kills)]
    const found = await attack({
      mode,
      keys,
      kills,
      faults: Number(values.faults),
      seed: Number(values.seed),
    })
    console.log(JSON.stringify(found))
    bad += found.lost + found.twice + found.orphans + found.undelivered + found.onDisk
    if (found.live !== found.keys) bad += 1
  }
  return bad === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}

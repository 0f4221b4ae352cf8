import { fork } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from 'keymux/emulator'
import { planMigration, runMigration } from 'keymux/migrate'
import { clerk } from 'keymux/clerk'
import { unkey } from 'keymux/unkey'

/**
 * Moves very many keys, and prints the most memory that the moving process had. The upstreams are another process, which holds
 * them all. Usage: npm run load:migrate -- 200000
 */
const perOwner = 2000

interface Told {
  readonly urls: { readonly unkey: string; readonly clerk: string }
  readonly rootKey: string
  readonly apiId: string
  readonly migrationId: string | undefined
  readonly secretKey: string
}

function ownerOf(index: number): string {
  return `user_${String(index).padStart(27, '0')}`
}

async function upstreams(count: number): Promise<void> {
  const emulator = createEmulator({ seed: 1 })
  const { fetch, credentials } = emulator
  const keys = clerk({ ...credentials.clerk, fetch })
  for (let made = 0; made < count; made += 50) {
    const batch = Array.from({ length: Math.min(50, count - made) }, (_, index) => made + index)
    await Promise.all(
      batch.map(async (number) =>
        keys.create({ name: `Key ${number}`, owner: ownerOf(Math.floor(number / perOwner)) }),
      ),
    )
  }
  const { urls } = await emulator.listen()
  const { rootKey, apiId, migrationId } = credentials.unkey
  process.send?.({ urls, rootKey, apiId, migrationId, secretKey: credentials.clerk.secretKey })
}

async function move(count: number): Promise<void> {
  const child = fork(new URL(import.meta.url), ['--upstreams', String(count)], { execArgv: process.execArgv })
  const folder = await mkdtemp(join(tmpdir(), 'keymux-load-'))
  try {
    const told = await new Promise<Told>((resolve) => child.once('message', resolve))
    const from = clerk({ secretKey: told.secretKey, baseUrl: told.urls.clerk })
    const to = unkey({
      rootKey: told.rootKey,
      apiId: told.apiId,
      migrationId: told.migrationId,
      baseUrl: told.urls.unkey,
    })
    const owners = Array.from({ length: Math.ceil(count / perOwner) }, (_, index) => ownerOf(index))
    const startedAt = performance.now()
    const plan = await planMigration({ from, to, owners })
    const plannedAt = performance.now()
    console.log(`${plan.totals.keys} keys planned in ${seconds(plannedAt - startedAt)}, peak ${peak()}`)
    const journal = join(folder, 'load.journal')
    // Without the vendors' own limit: this is about memory. What the limits make of it stands in docs/migrating.md.
    let virtual = 0
    const now = (): number => Date.now() + virtual
    // Whoever sleeps at the same time wakes at the same time.
    const sleep = async (milliseconds: number): Promise<void> => {
      const until = now() + milliseconds
      await new Promise((resolve) => {
        setTimeout(resolve, 50)
      })
      virtual += Math.max(0, until - now())
    }
    const report = await runMigration(plan, {
      journal,
      concurrency: 16,
      clock: { now, sleep },
    })
    const { size } = await stat(journal)
    console.log(
      `${report.counts.moved} moved in ${seconds(performance.now() - plannedAt)} (and ${seconds(virtual)} that the source's limit would have made it wait), peak ${peak()}, journal ${Math.round(size / 1e6)} MB`,
    )
    if (report.counts.moved !== count) process.exitCode = 1
  } finally {
    child.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`
}

function peak(): string {
  return `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`
}

const [first, second] = process.argv.slice(2)
if (first === '--upstreams') await upstreams(Number(second))
else await move(Number(first ?? 200_000))

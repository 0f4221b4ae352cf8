import { parseArgs } from 'node:util'
import type { Verdict } from 'keymux'
import { cached, type Cached, type VerifyingClient } from 'keymux/cache'
import { renderTable } from './table.js'

const usage = `npm run bench:cache

  What a verify from memory costs: wall time and CPU per call, best of ten rounds, beside an \`await\` of nothing. Then a
  stampede and a flood. A machine that does other things as well makes all of it slower.`

const perRound = 20_000
const rounds = 10

type Keys = Cached<VerifyingClient>

function upstream(counts: { requests: number }): VerifyingClient {
  return {
    vendor: 'acme',
    verify: async (secret) => {
      counts.requests += 1
      return String(secret).startsWith('bad') ? refused() : valid(String(secret))
    },
  }
}

function valid(id: string): Verdict {
  const [createdAt, expiresAt] = [new Date(), new Date(Date.now() + 86_400_000)]
  const key = { id, name: 'CI', owner: 'user_1', metadata: { plan: 'pro' }, scopes: ['read'] }
  return {
    valid: true,
    key: { ...key, state: 'active', createdAt, expiresAt, vendor: {} },
    http,
    warnings: [],
  }
}

function refused(): Verdict {
  return { valid: false, reason: 'not_found', http: null, warnings: [] }
}

const http = {
  request: { method: 'POST', url: 'https://acme.test/verify' },
  status: 200,
  headers: new Headers(),
  requestId: null,
  attempts: 1,
  durationMs: 1,
  rateLimit: null,
}

/** Microseconds per call, of the clock and of the processor: the best round, since whatever disturbs one makes it slower. */
async function timed(call: (index: number) => Promise<unknown>): Promise<[wall: number, cpu: number]> {
  const found: [number, number][] = []
  for (let round = 0; round < rounds; round += 1) {
    const [startedAt, before] = [performance.now(), process.cpuUsage()]
    for (let index = 0; index < perRound; index += 1) await call(index)
    const { user, system } = process.cpuUsage(before)
    found.push([((performance.now() - startedAt) * 1000) / perRound, (user + system) / perRound])
  }
  return [Math.min(...found.map(([wall]) => wall)), Math.min(...found.map(([, cpu]) => cpu))]
}

async function hits(): Promise<string[][]> {
  const keys: Keys = cached(upstream({ requests: 0 }), { ttl: '1h' })
  const secrets = Array.from({ length: 100 }, (_, index) => `good_${index}_AbCdEfGhIjKlMnOpQrStUvWxYz0123`)
  const secret = (index: number): string => secrets[index % secrets.length] ?? ''
  const options = { scopes: ['read'] }
  const cases: [string, (index: number) => Promise<unknown>][] = [
    ['await of nothing', async () => undefined],
    ['verify, one secret', (): Promise<unknown> => keys.verify(secret(0))],
    ['verify, 100 secrets', (index) => keys.verify(secret(index))],
    ['verify with scopes', (index) => keys.verify(secret(index), options)],
  ]
  const rows: string[][] = []
  for (const [name, call] of cases) {
    const [wall, cpu] = await timed(call)
    rows.push([name, wall.toFixed(2), cpu.toFixed(2)])
  }
  return rows
}

async function stampede(): Promise<number> {
  const counts = { requests: 0 }
  const keys: Keys = cached(upstream(counts))
  await Promise.all(Array.from({ length: 10_000 }, () => keys.verify('good')))
  return counts.requests
}

function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

async function flood(): Promise<{ kept: number; megabytes: number; survivors: number }> {
  const counts = { requests: 0 }
  const keys: Keys = cached(upstream(counts), { ttl: '1h', negativeTtl: '1h' })
  for (let index = 0; index < 4000; index += 1) await keys.verify(`good ${index}`)
  const before = heap()
  for (let index = 0; index < 1_000_000; index += 1) await keys.verify(`bad ${index}`)
  const megabytes = (heap() - before) / 1e6
  const { valid: good, refused: bad } = keys.cache.stats().kept
  const asked = counts.requests
  for (let index = 0; index < 4000; index += 1) await keys.verify(`good ${index}`)
  return { kept: good + bad, megabytes, survivors: 4000 - (counts.requests - asked) }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } })
  if (values.help) return console.log(usage)
  const heading = ['', 'µs', 'µs of CPU'].map((title) => [title])
  console.log(
    renderTable([heading, ...(await hits()).map((row) => row.map((cell) => [cell]))], (line) => line),
  )
  console.log(`10,000 at once for one secret: ${await stampede()} request`)
  const { kept, megabytes, survivors } = await flood()
  console.log(
    `1,000,000 made-up secrets: ${kept} answers kept, ${megabytes.toFixed(1)} MB more, ${survivors} of 4000 good answers still there`,
  )
}

await main()

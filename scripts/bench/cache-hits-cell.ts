import { cached } from 'keymux/cache'
import { upstream } from './cache-upstream.js'
import { rotated } from './rotated.js'

/** What a kind of call took, one value per round: time and processor time of a call, in microseconds. */
export interface HitRounds {
  readonly title: string
  readonly wall: number[]
  readonly cpu: number[]
}

const keys = cached(upstream({ requests: 0 }), { ttl: '1h' })
const secrets = Array.from({ length: 100 }, (_, index) => `good_${index}_AbCdEfGhIjKlMnOpQrStUvWxYz0123`)
const [first = ''] = secrets
const options = { scopes: ['read'] }

const cases: readonly [title: string, call: (index: number) => Promise<unknown>][] = [
  ['await of nothing', async () => undefined],
  ['await of nothing again (A/A)', async () => undefined],
  ['verify, one secret', () => keys.verify(first)],
  ['verify, 100 secrets in turn', (index) => keys.verify(secrets[index % secrets.length] ?? '')],
  ['verify with scopes, one secret', () => keys.verify(first, options)],
]

async function measureBatch(call: (index: number) => Promise<unknown>, into: HitRounds): Promise<void> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()]
  for (let index = 0; index < calls; index += 1) await call(index)
  const { user, system } = process.cpuUsage(before)
  into.wall.push(((performance.now() - startedAt) * 1000) / calls)
  into.cpu.push((user + system) / calls)
}

const [rounds, calls] = process.argv.slice(2).map(Number) as [number, number]
const entries = cases.map(([title, call]) => ({ call, batches: { title, wall: [], cpu: [] } as HitRounds }))
for (const { call } of entries) await measureBatch(call, { title: 'warm-up', wall: [], cpu: [] })
for (let round = 0; round < rounds; round += 1)
  for (const { call, batches } of rotated(entries, round)) await measureBatch(call, batches)
process.send?.(entries.map(({ batches }) => batches))
process.disconnect()

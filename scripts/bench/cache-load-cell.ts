import { cached } from 'keymux/cache'
import { upstream } from './cache-upstream.js'

/** What came of many callers, and of many secrets. */
export interface CacheLoad {
  readonly stampedeRequests: number
  /** Answers that are kept after the flood. */
  readonly kept: number
  /** Memory that the flood left behind. */
  readonly megabytes: number
  /** Of the good answers from before the flood, how many are still there. */
  readonly survivors: number
}

const [callers, flood, goodSecrets] = process.argv.slice(2).map(Number) as [number, number, number]

async function stampede(): Promise<number> {
  const counts = { requests: 0 }
  const keys = cached(upstream(counts))
  await Promise.all(Array.from({ length: callers }, () => keys.verify('good')))
  return counts.requests
}

function heap(): number {
  if (globalThis.gc === undefined) throw new Error('The memory is measured with --expose-gc.')
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

const stampedeRequests = await stampede()
const counts = { requests: 0 }
const keys = cached(upstream(counts), { ttl: '1h', negativeTtl: '1h' })
for (let index = 0; index < goodSecrets; index += 1) await keys.verify(`good ${index}`)
const before = heap()
for (let index = 0; index < flood; index += 1) await keys.verify(`bad ${index}`)
const megabytes = (heap() - before) / 1e6
const { valid, refused } = keys.cache.stats().kept
const asked = counts.requests
for (let index = 0; index < goodSecrets; index += 1) await keys.verify(`good ${index}`)
const load: CacheLoad = {
  stampedeRequests,
  kept: valid + refused,
  megabytes,
  survivors: goodSecrets - (counts.requests - asked),
}
process.send?.(load)
process.disconnect()

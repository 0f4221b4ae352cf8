import { groups } from './cells.js'
import { upstreams } from './exchanges.js'
import { rotated } from './rotated.js'
import { median } from './statistics.js'
import { stubFetch } from './stub-fetch.js'
import { subjects, type Call } from './subjects.js'

/** A package's batches, one per round: the median time of a call, and the processor time per call, in microseconds. */
export interface Batches {
  readonly subject: string
  readonly wall: number[]
  readonly cpu: number[]
}

async function measureBatch(call: Call, calls: number, into: Batches): Promise<void> {
  const times = Array.from({ length: calls }, () => 0)
  const cpuBefore = process.cpuUsage()
  for (let index = 0; index < calls; index += 1) {
    const startedAt = performance.now()
    await call()
    times[index] = performance.now() - startedAt
  }
  const { user, system } = process.cpuUsage(cpuBefore)
  into.wall.push(median(times) * 1000)
  into.cpu.push((user + system) / calls)
}

// A process of its own for each group: one package's shapes would spoil the next group's compiled code.
const [groupIndex, warmUp, rounds, calls] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
  number,
]
const group = groups[groupIndex]
if (group === undefined) throw new Error(`${groupIndex}: there is no such group.`)
const { vendor, operation } = group
const stub = stubFetch(vendor, operation)
const entries: { call: Call; batches: Batches }[] = []
for (const subject of group.subjects) {
  const call = await subjects[subject]?.open(vendor, operation, upstreams[vendor].origin)
  if (call === undefined) throw new Error(`${subject}: there is no such package.`)
  entries.push({ call, batches: { subject, wall: [], cpu: [] } })
}
// The compiler takes its time: what it does to a package must be over before the package is measured.
for (const { call, batches } of entries) {
  const before = stub.calls
  await measureBatch(call, warmUp, { subject: 'warm-up', wall: [], cpu: [] })
  const requests = stub.calls - before
  // What asks nobody, or asks twice, is not the same call.
  if (requests !== warmUp) throw new Error(`${batches.subject}: ${requests} requests in ${warmUp} calls.`)
}
for (let round = 0; round < rounds; round += 1)
  for (const { call, batches } of rotated(entries, round)) await measureBatch(call, calls, batches)
process.send?.(entries.map(({ batches }) => batches))
process.disconnect()

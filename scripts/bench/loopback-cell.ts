import { median } from './statistics.js'
import { subjects } from './subjects.js'
import type { Operation, Vendor } from './exchanges.js'

/** What one package took, in microseconds a call, and with many calls at a time. */
export interface Cell {
  readonly oneByOne: number
  readonly cpuOneByOne: number
  readonly callsPerSecond: number
}

const atOnce = 64

const [vendor, operation, subject = '', port, calls] = process.argv.slice(2) as [
  Vendor,
  Operation,
  string,
  string,
  string,
]
const call = await subjects[subject]?.open(vendor, operation, `http://127.0.0.1:${port}`)
if (call === undefined) throw new Error(`${subject}: there is no such package.`)
const count = Number(calls)

// The compiler takes its time: what it does to a package must be over before the package is measured.
for (let index = 0; index < count; index += 1) await call()
const times: number[] = []
const before = process.cpuUsage()
for (let index = 0; index < count; index += 1) {
  const startedAt = performance.now()
  await call()
  times.push((performance.now() - startedAt) * 1000)
}
const { user, system } = process.cpuUsage(before)

const all = 2 * count
let left = all
const startedAt = performance.now()
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (left > 0) {
      left -= 1
      await call()
    }
  }),
)
const callsPerSecond = all / ((performance.now() - startedAt) / 1000)

const cell: Cell = { oneByOne: median(times), cpuOneByOne: (user + system) / count, callsPerSecond }
process.send?.(cell, () => process.exit())

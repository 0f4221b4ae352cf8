import { median } from './statistics.js'
import { subjects } from './subjects.js'
import type { Operation, Vendor } from './exchanges.js'

/** What one package took in one round, in microseconds a call, and with many calls at a time. */
export interface Cell {
  readonly oneByOne: number
  readonly cpuOneByOne: number
  readonly callsPerSecond: number
}

const atOnce = 64

const [vendor, operation, subject = '', port, warmUp, calls] = process.argv.slice(2) as [
  Vendor,
  Operation,
  string,
  string,
  string,
  string,
]
const call = await subjects[subject]?.open(vendor, operation, `http://127.0.0.1:${port}`)
if (call === undefined) throw new Error(`${subject}: there is no such package.`)
const count = Number(calls)

async function inTurn(many: number): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < many; index += 1) {
    const startedAt = performance.now()
    await call?.()
    times.push((performance.now() - startedAt) * 1000)
  }
  return times
}

/** How long so many calls take with 64 of them on their way, in seconds. */
async function together(many: number): Promise<number> {
  let left = many
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1
        await call?.()
      }
    }),
  )
  return (performance.now() - startedAt) / 1000
}

async function round(): Promise<Cell> {
  // The others had the processor meanwhile: what it keeps of this process has to come back.
  await inTurn(10)
  const before = process.cpuUsage()
  const times = await inTurn(count)
  const { user, system } = process.cpuUsage(before)
  const all = 10 * atOnce
  return {
    oneByOne: median(times),
    cpuOneByOne: (user + system) / count,
    callsPerSecond: all / (await together(all)),
  }
}

// The compiler takes its time: what it does to a package must be over before the package is measured.
await inTurn(Number(warmUp))
await together(Number(warmUp))
process.on('message', () => void round().then((cell) => process.send?.(cell)))
process.send?.('ready')

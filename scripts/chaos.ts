import { parseArgs } from 'node:util'
import { findingsOf, printed } from './chaos/print-report.js'
import { runChaos } from './chaos/run-chaos.js'

const usage = `npm run chaos -- [--creates 10000] [--seed 1] [--faults 0.3] [--at-once 60]

  Asks for keys at stand-ins for all four vendors while requests go wrong in every way there is, and compares in the end what
  the vendors hold with what the callers were told. Exit code 1 if a key is an orphan or a duplicate, or a secret was lost.

  --creates   how many keys to ask for (400)
  --seed      decides what goes wrong, as far as time allows (1)
  --faults    the share of requests that go wrong (0.3)
  --at-once   how many keys are asked for at a time (60); many more, and the network of one
              machine holds requests up for longer than a client waits for them`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      creates: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string', default: '0.3' },
      'at-once': { type: 'string', default: '60' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const [creates, seed, share, atOnce] = [values.creates, values.seed, values.faults, values['at-once']].map(
    Number,
  )
  if (!isCount(creates) || !isCount(atOnce) || !Number.isSafeInteger(seed) || !isShare(share)) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  const options = { creates, atOnce, share, seed: seed ?? 0, onProgress: progress(creates) }
  const report = await runChaos(options)
  console.log(`chaos: seed ${seed}, faults in ${share * 100}% of requests at 4 vendors`)
  for (const line of printed(report)) console.log(line)
  if (findingsOf(report).length > 0) process.exitCode = 1
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0
}

function isShare(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value < 1
}

/** A bar on a terminal, a plain line elsewhere. */
function progress(all: number): (done: number) => void {
  if (!process.stderr.isTTY) {
    console.error(`asking for ${all} keys`)
    return () => undefined
  }
  const width = 40
  return (done) => {
    const filled = Math.floor((done / all) * width)
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled)
    process.stderr.write(done === all ? '\r\u001B[K' : `\r${bar} ${done} of ${all}`)
  }
}

await main()
// Node 20 sometimes spins for ever when it clears away the sockets that were cut, after the last line of any program.
process.exit()

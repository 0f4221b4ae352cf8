import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ratios, spreadOf } from './bench/statistics.js'

const usage = `npm run bench:cli -- [--rounds 40]

  How long the built command takes from start to end, beside \`node -e 0\`, which nothing that runs on Node can be quicker than: in
  turn, so that what slows the machine down slows both.`

const bin = resolve('dist', 'cli', 'keymux.cjs')
const subjects: readonly (readonly [title: string, args: readonly string[]])[] = [
  ['node -e 0', ['-e', '0']],
  ['node -e 0 again (A/A)', ['-e', '0']],
  ['keymux --version', [bin, '--version']],
  ['keymux --help', [bin, '--help']],
  ['keymux vendors', [bin, 'vendors']],
]

function wallMs(args: readonly string[]): number {
  const startedAt = performance.now()
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}.`)
  return performance.now() - startedAt
}

function main(): void {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' } } })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number.')
  const times = subjects.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [index, [, args]] of subjects.entries()) times[index]?.push(wallMs(args))
  const [base = []] = times
  console.log(
    `${rounds} rounds in turn, Node ${process.version}; a ratio is to the first of the same round.\n`,
  )
  console.log(`${'ms'.padStart(31)}      min   quartiles      ratio  quartiles`)
  for (const [index, [title]] of subjects.entries()) {
    const own = times[index] ?? []
    const [time, ratio] = [spreadOf(own), spreadOf(ratios(own, base))]
    const cells = [
      time.median.toFixed(0).padStart(7),
      time.min.toFixed(0).padStart(8),
      `${time.lower.toFixed(0)} to ${time.upper.toFixed(0)}`.padStart(13),
      ratio.median.toFixed(2).padStart(9),
      `${ratio.lower.toFixed(2)} to ${ratio.upper.toFixed(2)}`.padStart(14),
    ]
    console.log(`${title.padEnd(24)}${cells.join('')}`)
  }
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}

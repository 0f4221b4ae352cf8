import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const usage = `npm run fuzz -- [--runs 20000] [--seed 1] [--of answers|leaks]

  Tries mutated answers (test/fuzz) and situations in which a vendor or a network says too much (test/leaks), so many of each
  at all four vendors together. npm test does the same with fewer.

  --runs   how many of each (20000)
  --seed   decides which (1)
  --of     only one of the two`

const suites: Readonly<Record<string, string>> = { answers: 'test/fuzz/answers', leaks: 'test/leaks/fuzz' }

function main(): void {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      of: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const { runs, seed, of } = values
  const chosen = of === undefined ? Object.values(suites) : [suites[of]].filter((path) => path !== undefined)
  if (chosen.length === 0 || !(Number(runs) > 0)) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  const env = { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed }
  const vitest = spawn('npx', ['vitest', 'run', ...chosen], { env, stdio: 'inherit' })
  vitest.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

main()

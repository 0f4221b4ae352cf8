import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)

// The command itself builds first; here the build is there, and other tests read it at the same time.
const chaos = ['--tsconfig', 'scripts/tsconfig.json', 'scripts/chaos.ts']

interface Ran {
  readonly code: number
  readonly lines: readonly string[]
}

async function runChaos(...options: readonly string[]): Promise<Ran> {
  try {
    const { stdout } = await run('node_modules/.bin/tsx', [...chaos, ...options])
    return { code: 0, lines: stdout.trimEnd().split('\n') }
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string }
    return { code, lines: stdout.trimEnd().split('\n') }
  }
}

// By the built package. `npm run chaos -- --creates 10000` is the full size.
it('leaves no orphan, no duplicate and no lost secret, whatever goes wrong', async () => {
  const { code, lines } = await runChaos('--creates', '60', '--seed', '1')
  expect(lines.slice(-4)).toEqual(['orphans: 0', 'duplicates: 0', 'secrets lost: 0', 'untrue words: 0'])
  expect(lines).toContainEqual(expect.stringMatching(/^creates asked: 60 keys, in \d+ creates$/))
  for (const line of ['keys returned', 'errors by code', 'live keys at the upstream'])
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${line}: .*[1-9]`)))
  expect(code).toBe(0)
}, 120_000)

it.each([
  ['--creates', 'many'],
  ['--faults', '1'],
])('refuses %s %s', async (option, value) => {
  expect((await runChaos(option, value)).code).toBe(2)
})

import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { bin, until, World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World

beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

it.each([
  ['a secret', ['verify', '--vendor', 'unkey'], 'The secret to verify'],
  ['a credential', ['list', '--vendor', 'unkey'], 'The root key'],
  ['an answer', ['revoke', 'key_1', '--vendor', 'unkey'], 'Revoke the key key_1'],
])('a signal ends the question for %s', async (_, args, question) => {
  const env = args[0] === 'list' ? { UNKEY_ROOT_KEY: undefined } : {}
  // The shell says its number, and becomes the command.
  const program = ['sh', '-c', 'echo "pid $$."; exec "$@"', 'sh', process.execPath, bin]
  const { code, stdout } = await world.run(args, {
    env,
    columns: 120,
    program,
    during: async (_child, printed) => {
      await until(printed, question)
      process.kill(Number(/pid (\d+)\./.exec(printed())?.[1]), 'SIGTERM')
    },
  })
  expect(code).toBe(143)
  expect(stdout).toContain('Nothing was done.')
})

it('a signal ends the wait for standard input', async () => {
  const file = world.path('when-it-waits.cjs')
  writeFileSync(
    file,
    "process.stdin.on('newListener', (event) => event === 'readable' && setImmediate(() => process.kill(process.pid, 'SIGTERM')))",
  )
  const script = 'exec "$@" < <(exec sleep 60 2>/dev/null)'
  const { code, stderr } = await world.run(['verify', '--vendor', 'unkey', '--json'], {
    program: ['bash', '-c', script, 'bash', process.execPath, '--require', file, bin],
  })
  const error = { code: 'failed', message: 'Nothing was done.', exit: 143 }
  expect({ code, ...JSON.parse(stderr) }).toEqual({ code: 143, error })
})

it('a command that a signal ended ends `emulate --exec` as a shell says it', async () => {
  const exec = ['--exec', 'sh', '-c', 'kill -KILL $$']
  expect((await world.run(['emulate', '--quiet', ...exec])).code).toBe(137)
})

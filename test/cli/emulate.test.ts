import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { until, World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World

beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

it('emulates until Ctrl-C, with faults, and prints the environment', async () => {
  const ended = await world.run(['emulate', '--seed', '1', '--fault', 'rate-limited,vendor=flow,times=1'], {
    during: async (child, printed) => {
      await until(printed, 'UNKEY_BASE_URL')
      const env = Object.fromEntries(
        [...printed().matchAll(/export (\w+)='(.*)'/g)].map(([, name, value]) => [name, value]),
      )
      for (const vendor of ['unkey', 'clerk', 'factify', 'flow'])
        expect((await world.run(['list', '--vendor', vendor], { env })).code).toBe(0)
      await until(printed, /flow list GET \S+ 429 \(rate-limited\)/)
      child.kill('SIGINT')
    },
  })
  expect(ended.code).toBe(130)
})

it('runs a command with the environment set, and ends as it does', async () => {
  const script = 'test -n "$UNKEY_ROOT_KEY" -a -n "$FLOW_BASE_URL" && exit 7'
  expect(await world.run(['emulate', '--quiet', '--exec', 'sh', '-c', script])).toMatchObject({
    code: 7,
    stdout: '',
  })
})

it('takes a command after --exec -- too, and says what it reads of the environment', async () => {
  const ended = await world.run(['emulate', '--exec', '--', 'sh', '-c', 'exit 5'])
  expect(ended).toMatchObject({ code: 5, stdout: '' })
  expect(ended.stderr).toContain('baseUrl: process.env.UNKEY_BASE_URL')
  const told = await world.run(['emulate', '--quiet'], {
    during: async (child, printed) => {
      await until(printed, 'Ctrl-C ends it all')
      child.kill('SIGINT')
    },
  })
  expect(told.stderr).toContain('baseUrl: process.env.UNKEY_BASE_URL')
  expect(
    told.stdout
      .trim()
      .split('\n')
      .every((line) => line.startsWith('export ')),
  ).toBe(true)
})

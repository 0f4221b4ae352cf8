import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
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

it('shows every request of a command, also what it asks at its very end', async () => {
  const script = 'fetch(process.env.FLOW_BASE_URL + "/late").then(() => process.exit(0))'
  const ended = await world.run(['emulate', '--exec', process.execPath, '-e', script])
  expect(ended).toMatchObject({ code: 0, stderr: expect.stringMatching(/^flow – GET \/late 404$/m) })
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

describe('a configuration that does not tell which variables hold credentials', () => {
  const env = { KEY_OF_PROD: 'very_secret_text', UNRELATED: 'kept' }
  const exec = ['--exec', 'sh', '-c', 'env > env']

  afterEach(() => {
    for (const file of ['keymux.config.json', 'other.json', 'env']) rmSync(world.path(file), { force: true })
  })

  it.each([
    ['is no JSON', '{"profiles":{"prod":{"vendor":"unkey","credentialEnv":"KEY_OF_PROD"}}'],
    ['misspells', '{"profiles":{"prod":{"vendor":"unkey","credentialsEnv":"KEY_OF_PROD"}}}'],
  ])('as it %s: runs no command, and says how to', async (_, text) => {
    writeFileSync(world.path('keymux.config.json'), text)
    const { code, stdout, stderr } = await world.run(['emulate', ...exec], { env })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(
      /keymux\.config\.json: .* must get none of them, and was not run\.\n +Mend .* --config\b/,
    )
    expect(existsSync(world.path('env'))).toBe(false)
  })

  it('is replaced by one that is named', async () => {
    writeFileSync(world.path('keymux.config.json'), '{')
    const profiles = { prod: { vendor: 'unkey', credentialEnv: 'KEY_OF_PROD' } }
    writeFileSync(world.path('other.json'), JSON.stringify({ profiles }))
    expect(await world.run(['emulate', '--config', 'other.json', ...exec], { env })).toMatchObject({
      code: 0,
    })
    const given = readFileSync(world.path('env'), 'utf8')
    expect(given).toContain('UNRELATED=kept')
    expect([given.includes('KEY_OF_PROD'), given.includes('very_secret_text')]).toEqual([false, false])
  })

  it('does not matter to stand-ins that run no command, which take none', async () => {
    writeFileSync(world.path('keymux.config.json'), '{')
    const ended = await world.run(['emulate', '--quiet'], {
      during: async (child, printed) => {
        await until(printed, 'Ctrl-C ends it all')
        child.kill('SIGINT')
      },
    })
    expect(ended.stdout).toContain('export UNKEY_ROOT_KEY=')
    expect(await world.run(['emulate', '--config', 'other.json'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--exec'),
    })
  })
})

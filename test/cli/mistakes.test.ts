import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World

beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

describe('a mistake', () => {
  it.each([
    [['lst'], 'Did you mean list?'],
    [['list', '--vendr', 'unkey'], 'Did you mean --vendor?'],
    [['list', '--vendor', 'unky'], 'Did you mean unkey?'],
    [['list'], 'Which vendor?'],
    [['get', '--vendor', 'unkey'], "Missing required argument 'id'"],
    [['list', '--vendor', 'unkey', '--organization-id', 'org_1'], 'of factify'],
    [['list', '--vendor', 'unkey', '--exec', 'true'], 'no --exec'],
    [['rotate', 'key_1', '--vendor', 'unkey'], '--overlap'],
    [['emulate', '--fault', 'nonsense'], 'knows the faults'],
    [['emulate', 'node', 'app.js'], '`keymux emulate` takes no argument, and got 2'],
    [['emulate', 'node', 'app.js'], 'a command to run goes behind --exec. See keymux emulate --help.'],
    [['emulate', '--exec', 'node app.js'], 'leave the quotes out'],
    [['emulate', '--exec', '--'], 'takes the command to run'],
    [['list', 'unkey'], 'said by flags. See keymux list --help.'],
    [['get', 'a', 'b', '--vendor', 'unkey'], 'takes one argument, and got 2'],
    [['migrate', 'plan', '--form', 'clerk'], 'See keymux migrate plan --help.'],
    [['migrate'], 'keymux: Name one of these commands.'],
    [['help', 'emulat'], 'keymux: Name one of these commands.'],
    [['list', '--vendor', 'unkey', '--limit', '0'], '--limit <count>'],
    [['list', '--vendor', 'unkey', '--page-size', '0'], '--page-size <count>'],
    [['migrate', 'plan', '--concurrency', '0'], '--concurrency'],
    [['create', '--vendor', 'unkey', '--name', 'a', '--secret-fd', '3', '--reveal'], 'there is no --exec'],
    [['create', '--vendor', 'unkey', '--name', 'a', '--secret-env', 'A', '--secret-file', 'a'], 'no --exec'],
    [
      ['create', '--vendor', 'unkey', '--secret-env', 'A', '--secret-fd', '3', '--exec', 'true'],
      '--secret-env and --secret-fd exclude each other',
    ],
    [
      ['update', 'key_1', '--vendor', 'unkey', '--owner', 'a', '--clear', 'owner'],
      '--clear takes owner away',
    ],
    [['update', 'key_1', '--vendor', 'unkey', '--expires', '1d', '--clear', 'expires'], '--clear takes'],
    [['rotate', 'key_1', '--vendor', 'flow', '--overlap', '1h'], 'works on until you revoke it'],
    [['rotate', 'key_1', '--vendor', 'flow', '--overlap', '0s'], 'The old secret ends after 0s'],
    [['rotate', 'key_1', '--vendor', 'clerk', '--overlap', '1h'], 'The old secret ends after 1h'],
    [['revoke', '--by-secret', '--vendor', 'factify'], 'keymux list --vendor factify'],
    [['revoke', '--by-secret', '--vendor', 'flow'], 'does not tell which key a secret is of'],
  ])('%j is explained', async (args, hint) => {
    const { code, stdout, stderr } = await world.run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(hint)
  })

  it.each([
    [['list', '--vendor', 'clerk'], '--owner is required, here or as --subject'],
    [['create', '--vendor', 'clerk', '--name', 'a', '--expires', 'soon', '--reveal'], '  --expires: must be'],
    [['list', '--vendor', 'unkey', '--page-size', '1000'], '--page-size must be at most 100'],
    [['update', 'key_1', '--vendor', 'clerk', '--disable'], '--disable is not something'],
    [
      ['create', '--vendor', 'flow', '--name', 'a', '--expires', '3d', '--reveal'],
      '--expires is not something',
    ],
    [
      ['rotate', 'key_1', '--vendor', 'unkey', '--overlap', 'soon', '--yes', '--reveal'],
      '--overlap is required',
    ],
  ])('%j is explained by its flag', async (args, hint) => {
    const { code, stderr } = await world.run(args, { env: { CLERK_SUBJECT: undefined } })
    expect(code).toBe(2)
    expect(stderr).toContain(hint)
    expect(stderr).not.toContain('`')
  })

  it.each(['2030-02-31', '2030-01-31x', '2030-1-31', '2030-01-31 12:00', '2030-01-31T12:00'])(
    'guesses no moment from %s',
    async (text) => {
      const create = ['create', '--vendor', 'clerk', '--name', 'a', '--expires', text, '--reveal']
      const hint = expect.stringContaining('a day that there is (2030-01-31)')
      expect(await world.run(create)).toMatchObject({ code: 2, stdout: '', stderr: hint })
    },
  )

  it.each([
    ['--root-key=very_secret_text'],
    ['--root-key', 'very_secret_text'],
    ['--token', 'very_secret_text'],
    ['--secret', 'very_secret_text'],
    ['--nonsense=very_secret_text'],
    ['--vendor', 'very_secret_text'],
    ['--state', 'very_secret_text'],
    ['--limit', 'very_secret_text'],
    ['--option', 'rootKey=very_secret_text'],
    ['--option', 'very_secret_text'],
    ['very_secret_text'],
  ])('is not repeated where it may be a secret: %s %s', async (...args) => {
    const { code, stdout, stderr } = await world.run(['list', '--vendor', 'unkey', ...args])
    expect(code).toBe(2)
    expect(stdout + stderr).not.toContain('very_secret_text')
  })

  it('of a whole command is not repeated either', async () => {
    const { code, stderr } = await world.run(['sk_live_0123456789abcdef'])
    expect(code).toBe(2)
    expect(stderr).not.toContain('sk_live')
  })
})

it('explains every command with an example', async () => {
  const { stdout } = await world.run(['--help'])
  const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'help')
  expect(names.length).toBeGreaterThan(12)
  for (const name of names) {
    const { code, stdout: help } = await world.run([name, '--help'])
    expect({ name, code, hasExample: /\$ keymux |<\(keymux/.test(help) }).toEqual({
      name,
      code: 0,
      hasExample: true,
    })
  }
})

import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { unkey } from 'keymux/unkey'
import { bin, until, World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

const hasTerminal = spawnSync('python3', ['--version']).status === 0
// oxlint-disable-next-line eslint/no-control-regex
const escapes = /\u001b\[[0-9;?]*[A-Za-z]/g

let world: World

beforeAll(async () => {
  world = await World.open()
  const keys = unkey({ ...world.emulator.credentials.unkey, baseUrl: world.server.urls.unkey })
  await keys.create({ name: 'A name that is so long that it does not fit into any narrow terminal at all' })
  await keys.create({ name: 'evil \u001b[2J\u001b[31mname', owner: 'user_1', expiresAt: '30d' })
  await keys.create({ name: '鍵の名前', owner: 'user_2' })
})
afterAll(() => world.close())

const commands: readonly (readonly string[])[] = [
  ['--help'],
  ['vendors'],
  ['create', '--help'],
  ['list', '--vendor', 'unkey'],
  ['doctor', '--vendor', 'unkey'],
  ['orphans', 'list', '--vendor', 'unkey'],
]

describe.each([40, 80, 160])('at %i columns', (columns) => {
  it.each(commands.map((args) => [args.join(' '), args] as const))(
    'in a pipe, `%s` fits',
    async (name, args) => {
      const { stdout, code } = await world.run(args, { env: { COLUMNS: String(columns) } })
      expect(code).toBe(0)
      expect(stdout).not.toMatch(escapes)
      // The parser's help and what is to be typed do not break.
      expect(name.includes('help') ? [] : tooWide(stdout, columns)).toEqual([])
    },
  )

  it.skipIf(!hasTerminal).each(commands.map((args) => [args.join(' '), args] as const))(
    'on a terminal, `%s` fits',
    async (name, args) => {
      const { stdout, code } = await world.run(args, { columns, env: { TERM: 'xterm-256color' } })
      expect(code).toBe(0)
      const isTable = !name.includes('help')
      expect(isTable && tooWide(stdout.replaceAll(escapes, ''), columns).length > 0).toBe(false)
      expect(
        stdout.includes('\u001b[') || !/^(vendors|list|doctor)/.test(name) || name.includes('help'),
      ).toBe(true)
    },
  )
})

function tooWide(text: string, columns: number): string[] {
  return text.split('\n').filter((line) => stringWidth(line) > columns)
}

it('shows what a key is called without doing what it says', async () => {
  const table = await world.run(['list', '--vendor', 'unkey'])
  const json = await world.run(['list', '--vendor', 'unkey', '--json'])
  for (const { stdout } of [table, json]) expect(stdout).not.toContain('\u001b')
  const names = json.stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { name: string }).name)
  expect(names).toContain('evil \u001b[2J\u001b[31mname')
})

it.each([
  [{ FORCE_COLOR: '1' }, true],
  [{ FORCE_COLOR: '0' }, false],
  [{ NO_COLOR: '1' }, false],
  [{}, false],
])('colours a pipe with %o: %s', async (env, expected) => {
  const { stdout } = await world.run(['vendors'], { env })
  expect(stdout.includes('\u001b[')).toBe(expected)
})

describe.skipIf(!hasTerminal)('somebody at a terminal', () => {
  it('is warned, and sees the secret once', async () => {
    const { stdout, code } = await world.run(['create', '--vendor', 'unkey', '--name', 'seen'], {
      columns: 120,
    })
    expect(code).toBe(0)
    const [, warning = '', secret = ''] =
      /(The secret follows.*)\n(\S+)/.exec(stdout.replaceAll(escapes, '')) ?? []
    expect(warning).toContain('Store it now')
    expect(await world.emulator.keyOf('unkey', secret)).toMatchObject({ name: 'seen' })
    expect(stdout.split(secret)).toHaveLength(2)
  })

  it('is asked for a credential and for a secret, which are not shown', async () => {
    const { rootKey } = world.emulator.credentials.unkey
    const keys = unkey({ ...world.emulator.credentials.unkey, baseUrl: world.server.urls.unkey })
    const { secret } = await keys.create({ name: 'typed' })
    const typed = secret.reveal()
    const { stdout, code } = await world.run(['verify', '--vendor', 'unkey'], {
      columns: 100,
      env: { UNKEY_ROOT_KEY: undefined },
      during: async (child, printed) => {
        await until(printed, 'The root key')
        child.stdin?.write(`${rootKey}\r`)
        await until(printed, 'The secret to verify')
        child.stdin?.write(`${typed}\r`)
      },
    })
    expect({ code, isValid: stdout.includes('valid') }).toEqual({ code: 0, isValid: true })
    expect(stdout.includes(rootKey) || stdout.includes(typed)).toBe(false)
  })

  it.each([
    ['y', 0, 'revoked'],
    ['n', 2, 'active'],
    ['\u0003', 130, 'active'],
  ])('answers %j before a key is revoked: exit %i', async (answer, code, state) => {
    const keys = unkey({ ...world.emulator.credentials.unkey, baseUrl: world.server.urls.unkey })
    const { id } = await keys.create({ name: 'asked' })
    const ended = await world.run(['revoke', id, '--vendor', 'unkey'], {
      columns: 100,
      during: async (child, printed) => {
        await until(printed, 'Revoke the key')
        child.stdin?.write(answer)
      },
    })
    expect(ended.code).toBe(code)
    const held = world.emulator.keys('unkey').find((key) => key.id === id)
    expect(held?.state === 'active').toBe(state === 'active')
  })
})

it('ends a list at once and without a word when its reader goes away', async () => {
  const keys = unkey({ ...world.emulator.credentials.unkey, baseUrl: world.server.urls.unkey })
  await Promise.all(Array.from({ length: 250 }, () => keys.create({ name: 'many' })))
  const asked = world.emulator.requests.length
  const child = spawn(
    'bash',
    ['-c', '"$0" "$1" list --vendor unkey --json | head -1; echo "${PIPESTATUS[0]}"', process.execPath, bin],
    {
      env: world.env as NodeJS.ProcessEnv,
    },
  )
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  const [first = '', code] = stdout.split('\n')
  expect({ id: typeof (JSON.parse(first) as { id: unknown }).id, code, stderr }).toEqual({
    id: 'string',
    code: '0',
    stderr: '',
  })
  expect(world.emulator.requests.length - asked).toBeLessThan(3)
})

it('is there at once for `--version`', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(await world.run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  const graph = readFileSync(bin, 'utf8')
  // Nothing but this and the file's own reading is loaded before the version is printed.
  expect(graph.match(/from"\.\/[^"]+"/g) ?? []).toHaveLength(graph.match(/from"\.\/chunk/g)?.length ?? 0)
  expect(graph.length).toBeLessThan(1000)
})

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
  ])('%j is explained', async (args, hint) => {
    const { code, stdout, stderr } = await world.run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(hint)
  })

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

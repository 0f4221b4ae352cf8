import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import stringWidth from 'string-width'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { unkey } from 'keymux/unkey'
import { jsonLines } from './support/json-lines.js'
import { bin, until, World } from './support/keymux.js'
import { shownCommands, Stage } from './support/shown-commands.js'

vi.setConfig({ testTimeout: 60_000 })

const hasTerminal = spawnSync('python3', ['--version']).status === 0
// oxlint-disable-next-line eslint/no-control-regex
const escapes = /\u001b(?:\[[0-9;?]*[A-Za-z]|[78])/g
// oxlint-disable-next-line eslint/no-control-regex
const redrawn = /[\r\n]|\u001b\[1G/
const recipient = 'age1ap4pa5vwcq9uj8kppcs8upv9xk6sdt72y2hkuuqunmxyk9jkyacsu3yame'

let world: World
let stage: Stage

beforeAll(async () => {
  world = await World.open()
  stage = await Stage.set(world)
})
afterAll(() => world.close())

const helps = ['', 'create', 'migrate', 'migrate run'].map((name) => [...name.split(' '), '--help'])

describe.each([40, 80, 160])('at %i columns', (columns) => {
  it.each(shownCommands)('in a pipe, `$name` fits', async ({ args, answer, isFile }) => {
    const called = await args(stage)
    const input = answer === undefined ? '' : `${answer.text(stage)}\n`
    const { stdout, code } = await world.run(called, { env: { COLUMNS: String(columns) }, input })
    expect(code).toBe(0)
    expect(stdout.trim()).not.toBe('')
    expect(stdout).not.toMatch(escapes)
    expect(tooWide(stdout, isFile === true ? Infinity : columns)).toEqual([])
  })

  it.skipIf(!hasTerminal).each(shownCommands)(
    'on a terminal, `$name` fits',
    async ({ args, answer, isFile, isColoured = false }) => {
      const called = await args(stage)
      const env = { TERM: 'xterm-256color' }
      // What is said beside the result is sentences, which the terminal itself breaks.
      const { stdout, code } = await world.run(called, {
        columns,
        env,
        isQuiet: answer === undefined,
        during: async (child, printed) => {
          if (answer === undefined) return
          await until(() => wordsOf(printed()), wordsOf(answer.prompt))
          child.stdin?.write(`${answer.text(stage)}\r`)
        },
      })
      expect(code).toBe(0)
      expect(stdout.trim()).not.toBe('')
      expect(tooWide(stdout.replaceAll(escapes, ''), isFile === true ? Infinity : columns)).toEqual([])
      expect(stdout.includes('\u001b[') || !isColoured).toBe(true)
    },
  )

  // The parser's help and what is to be typed do not break.
  it.each(helps)('explains %s %s', async (...args) => {
    const words = args.filter((word) => word !== '')
    expect((await world.run(words, { env: { COLUMNS: String(columns) } })).code).toBe(0)
    expect(hasTerminal ? (await world.run(words, { columns })).code : 0).toBe(0)
  })

  it.skipIf(!hasTerminal)('draws a bar that fits', async () => {
    const journal = `bar-${columns}.journal`
    const sides = ['--from', 'clerk', '--to', 'flow', '--recipient', recipient]
    const run = ['migrate', 'run', ...sides, '--yes', '--journal', journal]
    const { stdout, code } = await world.run(run, { columns, env: { TERM: 'xterm-256color' } })
    expect(code).toBe(0)
    const bars = stdout
      .split(redrawn)
      .map((line) => line.replaceAll(escapes, ''))
      .filter((line) => /\d\/\d/.test(line))
    expect(bars.length).toBeGreaterThan(0)
    expect(bars.filter((bar) => stringWidth(bar) > columns)).toEqual([])
    expect(bars.some((bar) => bar.includes('█'))).toBe(true)
  })

  it.skipIf(!hasTerminal)('serves the stand-ins until Ctrl-C is typed', async () => {
    const { stdout, code } = await world.run(['emulate', '--quiet'], {
      columns,
      during: async (child, printed) => {
        await until(printed, 'Ctrl-C ends it all')
        child.stdin?.write('\u0003')
      },
    })
    expect(code).toBe(130)
    expect(stdout).toMatch(/export UNKEY_BASE_URL='http:/)
  })
})

/** A prompt is broken where the terminal ends, in a frame. */
function wordsOf(text: string): string {
  return text.replaceAll(escapes, '').replaceAll(/[^\w.']+/g, ' ')
}

function tooWide(text: string, columns: number): string[] {
  return text.split('\n').filter((line) => stringWidth(line) > columns)
}

it('shows what a key is called without doing what it says', async () => {
  const table = await world.run(['list', '--vendor', 'unkey'])
  const json = await world.run(['list', '--vendor', 'unkey', '--json'])
  for (const { stdout } of [table, json]) expect(stdout).not.toContain('\u001b')
  const names = jsonLines<{ name: string }>(json.stdout).map(({ name }) => name)
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

  it('is not let type a secret where it would be shown', async () => {
    const { stdout, code } = await world.run(['verify', '--vendor', 'unkey'], {
      columns: 100,
      program: ['sh', '-c', 'exec "$@" 2>told', 'sh', process.execPath, bin],
    })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(readFileSync(world.path('told'), 'utf8')).toContain('would be shown as it is typed')
  })

  it('is not let type a list of secrets, which no prompt can hide', async () => {
    const { stdout, code } = await world.run(
      ['migrate', 'plan', '--from', 'flow', '--to', 'unkey', '--secrets-fd', '0'],
      { columns: 100 },
    )
    expect({ code, said: stdout.replaceAll(/\s+/g, ' ').trim() }).toEqual({
      code: 2,
      said: expect.stringContaining('A list of secrets would be shown as it is typed. Read it from a file'),
    })
  })

  it.each([
    ['y', 0, 1],
    ['n', 2, 0],
    ['\u0003', 130, 0],
  ])('answers %j before keys are moved: exit %i', async (answer, code, moved) => {
    const { args } = await stage.migration()
    const before = world.emulator.keys('unkey').length
    const ended = await world.run(
      args.filter((word) => word !== '--yes'),
      {
        columns: 100,
        during: async (child, printed) => {
          await until(printed, 'Move 1 key from Clerk to Unkey?')
          child.stdin?.write(answer)
        },
      },
    )
    expect(ended.code).toBe(code)
    expect(world.emulator.keys('unkey').length - before).toBe(moved)
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
  const entry = readFileSync(bin, 'utf8')
  // Nothing but this file is read before the version is printed: what is slow about it is Node's own start.
  expect(entry.match(/require\("(?!node:)|import\("(?!\.\/main\.js")/g)).toBeNull()
  expect(entry.length).toBeLessThan(2500)
})

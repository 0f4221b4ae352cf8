import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { jsonLines } from './support/json-lines.js'
import { until, World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World

beforeAll(async () => {
  world = await World.open()
})
afterEach(() => world.emulator.faults.clear())
afterAll(() => world.close())

interface Told {
  readonly ids: readonly string[]
  readonly state: string
}

describe('an interrupted create', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGKILL', null],
  ] as const)(
    'by %s leaves a note by which its key is found, and revoked or recovered',
    async (signal, expected) => {
      world.emulator.faults.add({ kind: 'slow', vendor: 'clerk', operation: 'create', delayMs: 20_000 })
      const name = `interrupted by ${signal}`
      const { code, stderr } = await world.run(['create', '--vendor', 'clerk', '--name', name, '--reveal'], {
        during: async (child) => {
          await until(() => String(world.emulator.keys('clerk').some((key) => key.name === name)), 'true')
          child.kill(signal)
        },
      })
      expect(code).toBe(expected)
      expect(stderr.includes(`Not known: whether the key ${name} was made`)).toBe(expected === 130)
      const listed = await world.run(['orphans', 'list', '--vendor', 'clerk', '--json'])
      const orphan = JSON.parse(listed.stdout) as { ids: string[]; state: string; name: string }
      expect(orphan).toMatchObject({ state: 'live', name })
      const [id = ''] = orphan.ids
      const recovered = await world.run(['orphans', 'recover', id, '--vendor', 'clerk', '--json', '--reveal'])
      const { secret } = JSON.parse(recovered.stdout) as { secret: string }
      expect(await world.emulator.keyOf('clerk', secret)).toMatchObject({ id, state: 'active' })
      expect((await world.run(['orphans', 'list', '--vendor', 'clerk', '--json'])).stdout).toBe('')
    },
  )

  it.each([
    ['clerk', 'live', []],
    ['flow', 'live', ['--marker-in-name']],
    ['flow', 'possible', []],
    ['unkey', 'possible', []],
  ])('as part of a rotation at %s leaves a key that is %s %j', async (vendor, state, flags) => {
    const at = ['--vendor', vendor]
    const made = await world.run(['create', ...at, '--name', 'To be rotated', '--reveal', '--json'])
    const { id } = JSON.parse(made.stdout) as { id: string }
    const live = (): string[] =>
      world.emulator.keys(vendor as 'unkey').flatMap((key) => (key.name?.startsWith('To be') ? [key.id] : []))
    const before = live()
    const operation = vendor === 'unkey' ? 'rotate' : 'create'
    // Clerk refuses the first create, whose name is taken: that answer is as late.
    world.emulator.faults.add({ kind: 'slow', vendor: vendor as 'unkey', operation, delayMs: 4000 })
    const rotate = ['rotate', id, ...at, '--overlap', '1h', '--yes', '--reveal', ...flags]
    await world.run(rotate, {
      during: async (child) => {
        await until(() => String(live().length > before.length), 'true')
        child.kill('SIGKILL')
      },
    })
    world.emulator.faults.clear()
    const [orphan] = jsonLines<Told>((await world.run(['orphans', 'list', ...at, '--json'])).stdout)
    const ours = live().find((each) => !before.includes(each))
    expect(orphan).toMatchObject({ state, operation: 'rotate', previous: id })
    // One that is not marked may be another of the name.
    expect(state === 'live' ? orphan?.ids : orphan?.ids.filter((each) => each === ours)).toEqual([ours])
    await world.run(['orphans', 'revoke', ...(orphan?.ids ?? []), ...at, '--yes'])
    expect((await world.run(['orphans', 'list', ...at, '--json'])).stdout).toBe('')
  })

  it('that was not sent says that nothing was done', async () => {
    const { code, stderr } = await world.run([
      'create',
      '--vendor',
      'clerk',
      '--name',
      'unsent',
      '--reveal',
      '--base-url',
      'http://127.0.0.1:59999',
    ])
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('Nothing was done') })
    expect((await world.run(['orphans', 'list', '--vendor', 'clerk', '--json'])).stdout).toBe('')
  })

  it('whose answer was lost is settled at once', async () => {
    world.emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'create' })
    const lost = await world.run(['create', '--vendor', 'unkey', '--name', 'lost', '--reveal'])
    expect(lost.code).toBe(3)
    expect(lost.stderr).toContain('was found and revoked')
    world.emulator.faults.add({ kind: 'lost-response', vendor: 'clerk', operation: 'create' })
    const found = await world.run(['create', '--vendor', 'clerk', '--name', 'found', '--reveal', '--json'])
    expect(found.code).toBe(0)
    const { secret } = JSON.parse(found.stdout) as { secret: string }
    expect(await world.emulator.keyOf('clerk', secret)).toMatchObject({ name: 'found' })
  })

  it('without a marker is never revoked unless it is named', async () => {
    world.emulator.faults.add({ kind: 'lost-response', vendor: 'flow', operation: 'create' })
    expect((await world.run(['create', '--vendor', 'flow', '--name', 'unmarked', '--reveal'])).code).toBe(4)
    const listed = await world.run(['orphans', 'list', '--vendor', 'flow', '--json'])
    const { ids, state } = JSON.parse(listed.stdout) as { ids: string[]; state: string }
    expect(state).toBe('possible')
    await world.run(['orphans', 'revoke', '--vendor', 'flow', '--yes'])
    expect(world.emulator.keys('flow').find(({ id }) => id === ids[0])?.state).toBe('active')
    expect((await world.run(['orphans', 'revoke', ...ids, '--vendor', 'flow', '--yes'])).code).toBe(0)
    expect(world.emulator.keys('flow').find(({ id }) => id === ids[0])?.state).not.toBe('active')
  })
})

it('puts no credential into a report of Node’s about a process that hangs', async () => {
  world.emulator.faults.add({ kind: 'slow', vendor: 'unkey', operation: 'list', delayMs: 3000 })
  const asked = world.emulator.requests.length
  await world.run(['list', '--vendor', 'unkey'], {
    env: { NODE_OPTIONS: '--report-on-signal --report-signal=SIGUSR2 --report-filename=report.json' },
    during: async (child) => {
      await until(() => String(world.emulator.requests.length > asked), 'true')
      child.kill('SIGUSR2')
    },
  })
  const report = readFileSync(world.path('report.json'), 'utf8')
  expect(report).toContain('UNKEY_BASE_URL')
  const credentials = Object.entries(world.env).flatMap(([name, value = '']) =>
    /KEY$|TOKEN$/.test(name) ? [value] : [],
  )
  expect(credentials.length).toBeGreaterThan(4)
  expect(credentials.filter((credential) => report.includes(credential))).toEqual([])
})

describe('a configuration file', () => {
  it.each([
    ['json', '{"profiles":{"prod":{"vendor":"clerk"}}}'],
    [
      'ts',
      'const profiles: Record<string, { vendor: string }> = { prod: { vendor: "clerk" } }\nexport default { profiles }',
    ],
    ['mjs', 'export default { profiles: { prod: { vendor: "clerk" } } }'],
  ])('in %s is found and read', async (extension, text) => {
    const other = await World.open()
    writeFileSync(other.path(`keymux.config.${extension}`), text)
    const { code, stderr } = await other.run(['list', '--profile', 'prod', '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Clerk lists no such key.\n' })
    await other.close()
  })

  it('in .ts is a module of the new format, also in a package of the old one', async () => {
    const other = await World.open()
    writeFileSync(other.path('package.json'), '{"type":"commonjs"}')
    const text =
      "import { join } from 'node:path'\nexport default { profiles: { a: { vendor: join('clerk') as string } } }"
    writeFileSync(other.path('keymux.config.ts'), text)
    const { code, stderr } = await other.run(['list', '--profile', 'a', '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Clerk lists no such key.\n' })
    await other.close()
  })

  it.each([
    ['profiles.a.vendor', /"clerk"\|"factify"/, { profiles: { a: { vendor: 'unky' } } }],
    ['profiles.a', /"baseURL"/, { profiles: { a: { vendor: 'unkey', baseURL: 'https://a.test' } } }],
    ['the file', /expected object/, 7],
  ])('that is wrong at %s is told what must be there: %s', async (where, what, value) => {
    const other = await World.open()
    writeFileSync(other.path('keymux.config.json'), JSON.stringify(value))
    const { code, stderr } = await other.run(['list', '--profile', 'a'])
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`: ${where} is not as it must be`),
    })
    expect(stderr).toMatch(what)
    await other.close()
  })

  it.each([
    ['rootKey', { profiles: { a: { vendor: 'unkey', options: { rootKey: 'very_secret_text' } } } }],
    ['a secret', { profiles: { a: { vendor: 'unkey', baseUrl: 'unkey_very_secret_text' } } }],
    ['a secret in the place of a name', { profiles: { a: { vendor: 'unkey', unkey_very_secret_text: '' } } }],
    [
      'an address with a password',
      { profiles: { a: { vendor: 'unkey', baseUrl: 'https://u:very_secret_text@h' } } },
    ],
  ])('that holds %s is refused, and not quoted', async (_, value) => {
    const other = await World.open()
    writeFileSync(other.path('keymux.config.json'), JSON.stringify(value))
    const { code, stderr } = await other.run(['list', '--profile', 'a'])
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('looks like a secret'),
    })
    expect(stderr).not.toContain('very_secret_text')
    await other.close()
  })
})

describe('a place for the secret that could not take it', () => {
  it.each([
    ['a program that is not there', ['--exec', 'no-such-program'], 'no program'],
    ['a folder', ['--exec', '/tmp'], 'no program'],
    ['a variable of no such name', ['--secret-env', 'A=B', '--exec', 'true'], 'the name of a variable'],
    ['a link to nowhere', ['--secret-file', 'link.key'], 'is there already'],
  ])('is refused before anything is sent: %s', async (_, flags, hint) => {
    rmSync(world.path('link.key'), { force: true })
    symlinkSync(world.path('nowhere'), world.path('link.key'))
    const asked = world.emulator.requests.length
    const create = ['create', '--vendor', 'unkey', '--name', 'homeless', ...flags]
    expect(await world.run(create)).toMatchObject({ code: 2, stderr: expect.stringContaining(hint) })
    expect(world.emulator.requests.length).toBe(asked)
    expect(existsSync(world.path('nowhere'))).toBe(false)
  })
})

it('says where the secret is', async () => {
  const create = ['create', '--vendor', 'unkey', '--name', 'filed', '--secret-file', 'filed.key']
  const { code, stderr } = await world.run(create)
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'The secret is in filed.key, which you alone may read.\n',
  })
})

it('hands a secret to the standard input of a command', async () => {
  const exec = ['--secret-fd', '0', '--exec', 'sh', '-c', 'cat > from-stdin']
  expect((await world.run(['create', '--vendor', 'unkey', '--name', 'piped', ...exec])).code).toBe(0)
  const secret = readFileSync(world.path('from-stdin'), 'utf8')
  expect(await world.emulator.keyOf('unkey', secret)).toMatchObject({ name: 'piped' })
})

it('gives a command no credential of any profile', async () => {
  const other = await World.open()
  const profiles = {
    one: { vendor: 'unkey', credentialEnv: 'KEY_ONE' },
    two: { vendor: 'unkey', credentialEnv: 'KEY_TWO' },
  }
  writeFileSync(other.path('keymux.config.json'), JSON.stringify({ profiles }))
  const env = { KEY_ONE: other.env['UNKEY_ROOT_KEY'], KEY_TWO: 'very_secret_text', UNRELATED: 'kept' }
  const create = ['create', '--profile', 'one', '--name', 'CI', '--exec', 'sh', '-c', 'env > env']
  expect((await other.run(create, { env })).code).toBe(0)
  const given = readFileSync(other.path('env'), 'utf8')
  expect([given.includes('KEY_ONE'), given.includes('very_secret_text')]).toEqual([false, false])
  expect(given).toContain('UNRELATED=kept')
  await other.close()
})

it('says of a fault of its own neither the message nor the place, which could quote anything', async () => {
  writeFileSync(
    world.path('fault.cjs'),
    "setTimeout(() => { throw new Error('very_secret_text') }, 400)\nsetTimeout(() => Promise.reject(new Error('very_secret_text')), 400)",
  )
  world.emulator.faults.add({ kind: 'slow', vendor: 'unkey', delayMs: 5000 })
  const env = { NODE_OPTIONS: `--require ${world.path('fault.cjs')}` }
  const { code, stdout, stderr } = await world.run(['list', '--vendor', 'unkey'], { env })
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
  expect(stderr).toContain('An unexpected fault in the command line itself (Error)')
  expect(stderr).not.toMatch(/very_secret_text|at .*:\d+:\d+/)
})

it('writes the settings of a migration over nothing that somebody has put in their way', async () => {
  writeFileSync(world.path('precious'), 'precious')
  symlinkSync(world.path('precious'), world.path('linked.journal.json.new'))
  await world.run(['create', '--vendor', 'clerk', '--name', 'to move', '--reveal'])
  const run = ['migrate', 'run', '--from', 'clerk', '--to', 'unkey', '--yes', '--journal', 'linked.journal']
  expect((await world.run(run)).code).toBe(0)
  expect(readFileSync(world.path('precious'), 'utf8')).toBe('precious')
})

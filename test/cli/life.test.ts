import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { jsonLines } from './support/json-lines.js'
import { World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World

beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

function begun(): string[] {
  const folder = world.path('state', 'keymux', 'begun')
  return existsSync(folder) ? readdirSync(folder) : []
}

async function createdAt(
  vendor: string,
  ...more: readonly string[]
): Promise<{ id: string; secret: string }> {
  const { stdout, code, stderr } = await world.run([
    'create',
    '--vendor',
    vendor,
    '--json',
    '--reveal',
    ...more,
  ])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as { id: string; secret: string }
}

describe.each(['unkey', 'clerk', 'factify', 'flow'])('a key of %s', (vendor) => {
  it('is created, shown, listed and revoked', async () => {
    const { id, secret } = await createdAt(vendor, '--name', `life of ${vendor}`)
    expect(await world.emulator.keyOf(vendor as 'unkey', secret)).toMatchObject({ id })
    const got = await world.run(['get', id, '--vendor', vendor])
    expect(got.stdout).toMatch(new RegExp(`^id +${id}\\nname +life of ${vendor}\\n`))
    const { stdout } = await world.run(['list', '--vendor', vendor, '--json'])
    const listed = jsonLines<{ id: string }>(stdout)
    expect(listed.map((key) => key.id)).toContain(id)
    const revoked = await world.run(['revoke', id, '--vendor', vendor, '--yes', '--json'])
    expect(JSON.parse(revoked.stdout)).toMatchObject({ id, revoked: true, already: false })
    expect(await world.emulator.keyOf(vendor as 'unkey', secret)).not.toMatchObject({ state: 'active' })
    expect(begun()).toEqual([])
  })
})

describe('create', () => {
  it('sends nothing where the secret would have nowhere to go', async () => {
    const asked = world.emulator.requests.length
    const { code, stdout, stderr } = await world.run([
      'create',
      '--vendor',
      'unkey',
      '--name',
      'CI',
      '--json',
    ])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'usage', exit: 2 } })
    expect(world.emulator.requests.length).toBe(asked)
  })

  it('takes all that a key may be told', async () => {
    const told = ['--owner', 'user_1', '--metadata', '{"plan":"pro"}', '--scope', 'a', '--scope', 'b']
    const { id } = await createdAt('unkey', '--name', 'CI', ...told, '--expires', '30d', '--prefix', 'prod')
    const { stdout } = await world.run(['get', id, '--vendor', 'unkey', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      owner: 'user_1',
      metadata: { plan: 'pro' },
      scopes: ['a', 'b'],
    })
  })

  it('writes the secret into a new file that only its owner reads, and never over another', async () => {
    const create = ['create', '--vendor', 'unkey', '--name', 'CI', '--secret-file', 'ci.key']
    expect((await world.run(create)).code).toBe(0)
    const secret = readFileSync(world.path('ci.key'), 'utf8').trim()
    expect(statSync(world.path('ci.key')).mode.toString(8)).toMatch(/600$/)
    expect(await world.emulator.keyOf('unkey', secret)).toMatchObject({ name: 'CI' })
    const asked = world.emulator.requests.length
    expect(await world.run(create)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not overwritten'),
    })
    expect(world.emulator.requests.length).toBe(asked)
    expect(readFileSync(world.path('ci.key'), 'utf8').trim()).toBe(secret)
  })

  it('takes the file away again where no key comes', async () => {
    const create = ['create', '--vendor', 'unkey', '--api-id', 'api_none', '--name', 'CI']
    expect((await world.run([...create, '--secret-file', 'none.key'])).code).toBe(1)
    expect(existsSync(world.path('none.key'))).toBe(false)
    expect(begun()).toEqual([])
  })

  it.each([
    ['in a variable', ['--secret-env', 'ACME'], 'printf %s "$ACME" > by-env; env > env'],
    ['on a file descriptor', ['--secret-fd', '3'], 'cat <&3 > by-fd; env > env'],
  ])('hands the secret to a child %s, and no credential with it', async (_, how, script) => {
    const create = [
      'create',
      '--vendor',
      'unkey',
      '--name',
      'CI',
      ...how,
      '--json',
      '--exec',
      'sh',
      '-c',
      script,
    ]
    const { code, stdout } = await world.run(create)
    expect(code).toBe(0)
    const { id } = JSON.parse(stdout) as { id: string }
    const file = script.includes('by-env') ? 'by-env' : 'by-fd'
    const secret = readFileSync(world.path(file), 'utf8')
    expect(await world.emulator.keyOf('unkey', secret)).toMatchObject({ id })
    const environment = readFileSync(world.path('env'), 'utf8')
    for (const credential of [world.env['UNKEY_ROOT_KEY'], world.env['FLOW_TOKEN']])
      expect(environment).not.toContain(credential)
    expect(environment.includes(secret)).toBe(file === 'by-env')
    expect(stdout).not.toContain(secret)
  })

  it('keeps a note of the key whose child failed', async () => {
    const create = ['create', '--vendor', 'unkey', '--name', 'lost', '--exec', 'false']
    const { code, stderr } = await world.run(create)
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('orphans') })
    const listed = await world.run(['orphans', 'list', '--vendor', 'unkey', '--json'])
    expect(JSON.parse(listed.stdout)).toMatchObject({ state: 'live', operation: 'create', name: 'lost' })
    const { ids } = JSON.parse(listed.stdout) as { ids: string[] }
    expect((await world.run(['orphans', 'revoke', '--vendor', 'unkey', '--yes'])).code).toBe(0)
    expect(world.emulator.keys('unkey').find(({ id }) => id === ids[0])?.state).not.toBe('active')
    expect(begun()).toEqual([])
  })
})

describe('verify', () => {
  it('tells a good secret from a bad one, from standard input alone', async () => {
    const { secret, id } = await createdAt('clerk', '--name', 'to verify')
    const good = await world.run(['verify', '--vendor', 'clerk', '--json'], { input: `${secret}\n` })
    expect(good.code).toBe(0)
    expect(JSON.parse(good.stdout)).toMatchObject({ valid: true, key: { id } })
    const bad = await world.run(['verify', '--vendor', 'clerk', '--json'], { input: 'ak_nothing' })
    expect({ code: bad.code, ...JSON.parse(bad.stdout) }).toEqual({
      code: 1,
      valid: false,
      reason: 'not_found',
    })
    const argument = await world.run(['verify', secret, '--vendor', 'clerk'])
    expect(argument.code).toBe(2)
    expect(argument.stderr).not.toContain(secret)
  })
})

describe('update, rotate and delete', () => {
  it('change, replace and remove a key', async () => {
    const { id, secret } = await createdAt('clerk', '--name', 'to change')
    const updated = await world.run(['update', id, '--vendor', 'clerk', '--description', 'by hand', '--json'])
    expect(JSON.parse(updated.stdout)).toMatchObject({ id, description: 'by hand' })
    const rotate = ['rotate', id, '--vendor', 'clerk', '--overlap', '0s', '--json', '--reveal', '--yes']
    const rotated = JSON.parse((await world.run(rotate)).stdout) as { id: string; secret: string }
    expect(rotated).toMatchObject({ previous: { id, plan: null } })
    expect(await world.emulator.keyOf('clerk', rotated.secret)).toMatchObject({
      id: rotated.id,
      state: 'active',
    })
    expect(await world.emulator.keyOf('clerk', secret)).not.toMatchObject({ state: 'active' })
    expect((await world.run(['delete', rotated.id, '--vendor', 'clerk'])).code).toBe(2)
    expect((await world.run(['delete', rotated.id, '--vendor', 'clerk', '--yes'])).stdout).toContain(
      'is deleted',
    )
    expect(await world.run(['delete', 'key_1', '--vendor', 'flow', '--yes'])).toMatchObject({ code: 2 })
  })

  it('revokes a leaked key by its secret', async () => {
    const { id, secret } = await createdAt('unkey', '--name', 'leaked')
    const { code, stdout } = await world.run(['revoke', '--by-secret', '--vendor', 'unkey', '--yes'], {
      input: secret,
    })
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${id} is revoked\n` })
  })

  it('says of several which were revoked and which were not', async () => {
    const { id } = await createdAt('clerk', '--name', 'one of two')
    const { code, stdout, stderr } = await world.run(['revoke', id, 'ak_none', '--vendor', 'clerk', '--yes'])
    expect(code).toBe(1)
    expect(stdout).toBe(`${id} is revoked\n`)
    expect(stderr).toContain('1 of 2 keys were revoked, 1 were not')
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { unkey } from 'keymux/unkey'
import { bin, World, type Ended } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World

beforeAll(async () => {
  world = await World.open()
})
afterEach(() => world.emulator.faults.clear())
afterAll(() => world.close())

/** Runs `keymux` in a shell that leads its output somewhere; ends as `keymux` does, not as what reads it. */
function led(where: string, args: readonly string[], input = ''): Promise<Ended> {
  const program = ['bash', '-c', `"$@" ${where}; exit \${PIPESTATUS[0]}`, 'bash', process.execPath, bin]
  return world.run(args, { program, input })
}

const full = '>/dev/full'
const gone = '| true'
const at = ['--vendor', 'unkey']

async function made(name: string): Promise<string> {
  const { UNKEY_ROOT_KEY: rootKey, UNKEY_API_ID: apiId } = world.env
  const keys = unkey({ rootKey, apiId, baseUrl: world.server.urls.unkey })
  return (await keys.create({ name })).id
}

async function orphans(): Promise<string> {
  return (await world.run(['orphans', 'list', ...at, '--json'])).stdout
}

describe('several keys are all ended, whether anybody hears of it or not', () => {
  it.each([
    [gone, 0, ''],
    [full, 3, 'were revoked. stdout cannot be written (ENOSPC).'],
  ])('%s', async (where, code, told) => {
    const ids = [await made('one'), await made('two'), await made('three')]
    const ended = await led(where, ['revoke', ...ids, ...at, '--yes'])
    expect(ended).toMatchObject({ code, stderr: expect.stringContaining(told) })
    expect(world.emulator.keys('unkey').filter(({ id }) => ids.includes(id))).toEqual([])
  })
})

it('a reader who goes away with the secret has it', async () => {
  const { code, stdout, stderr } = await led('| head -1', ['create', ...at, '--name', 'headed', '--reveal'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(await world.emulator.keyOf('unkey', stdout.trim())).toMatchObject({ name: 'headed' })
  expect(await orphans()).toBe('')
})

it('a reader who was never there has it not', async () => {
  const { code, stderr } = await led(gone, ['create', ...at, '--name', 'unread', '--reveal'])
  expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('was not handed over') })
  expect(JSON.parse(await orphans())).toMatchObject({ state: 'live', name: 'unread' })
  await world.run(['orphans', 'revoke', ...at, '--yes'])
})

it('of a key whose record cannot be shown it is said where its secret is', async () => {
  const create = ['create', ...at, '--name', 'unshown', '--secret-file', 'unshown.key']
  const { code, stderr } = await led(full, create)
  expect(code).toBe(3)
  expect(stderr).toContain('The secret is in unshown.key')
  expect(stderr).toMatch(/The key key_\w+ was made, and its secret was handed over. stdout cannot be written/)
})

describe('a note that cannot be shown', () => {
  it.each([
    ['the file', ['--secret-file', 'noted.key'], 'noted.key'],
    ['the command', ['--exec', 'sh', '-c', 'printf %s "$KEYMUX_SECRET" >noted.txt'], 'noted.txt'],
  ])('keeps no secret from %s', async (_, flags, file) => {
    const ended = await led('2>/dev/full', ['create', ...at, '--name', 'noted', ...flags])
    expect(ended.code).toBe(0)
    const secret = readFileSync(world.path(file), 'utf8').trim()
    expect(await world.emulator.keyOf('unkey', secret)).toMatchObject({ name: 'noted' })
    expect(await orphans()).toBe('')
  })

  it('keeps no lost answer from being settled', async () => {
    world.emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'create' })
    const ended = await led('2>/dev/full', ['create', ...at, '--name', 'lost', '--secret-file', 'lost.key'])
    expect(ended.code).toBe(3)
    expect(world.emulator.keys('unkey').some(({ name }) => name === 'lost')).toBe(false)
    expect([existsSync(world.path('lost.key')), await orphans()]).toEqual([false, ''])
  })
})

it.each([gone, full])('a key that is not valid is not for want of a reader: %s', async (where) => {
  expect((await led(where, ['verify', ...at], 'no_such_secret')).code).toBe(where === gone ? 1 : 3)
})

it.each([
  [gone, 0],
  [full, 3],
])('the version that nobody takes brings no stack: %s', async (where, code) => {
  expect(await led(where, ['--version'])).toEqual({ code, stdout: '', stderr: '' })
})

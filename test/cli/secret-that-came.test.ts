import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { until, World } from './support/keymux.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World

beforeAll(async () => {
  world = await World.open()
})
afterEach(() => world.emulator.faults.clear())
afterAll(() => world.close())

const create = ['create', '--vendor', 'flow', '--name', 'A came alone']

describe('a secret that came without the id of its key', () => {
  it.each([
    ['a file', ['--secret-file', 'alone.key'], 'alone.key'],
    ['a command', ['--exec', 'sh', '-c', 'printf %s "$KEYMUX_SECRET$KEYMUX_KEY_ID" >alone.txt'], 'alone.txt'],
  ])('goes to %s', async (_, flags, file) => {
    world.emulator.faults.add({ kind: 'missing-field', vendor: 'flow', operation: 'create', field: '/id' })
    const { code, stderr } = await world.run([...create, ...flags], { env: { KEYMUX_KEY_ID: 'another' } })
    expect(code).toBe(4)
    expect(stderr).toContain('The secret came, and was handed over. Not known: the key')
    expect(stderr).not.toContain('error.secret')
    const key = await world.emulator.keyOf('flow', readFileSync(world.path(file), 'utf8').trim())
    expect(key?.name).toBe('A came alone')
    const at = ['--vendor', 'flow']
    const listed = await world.run(['orphans', 'list', ...at, '--json'])
    expect(listed.stdout).toContain(key?.id)
    expect((await world.run(['orphans', 'confirm', key?.id ?? '', ...at])).code).toBe(0)
  })

  it('goes to stdout where it may', async () => {
    world.emulator.faults.add({ kind: 'missing-field', vendor: 'flow', operation: 'create', field: '/id' })
    const { code, stdout } = await world.run([...create, '--json', '--reveal'])
    const { secret, ...others } = JSON.parse(stdout) as { secret: string }
    expect({ code, others }).toEqual({ code: 4, others: {} })
    expect(await world.emulator.keyOf('flow', secret)).toMatchObject({ name: 'A came alone' })
  })
})

it('a secret is not lost where its id cannot be noted', async () => {
  const begun = world.path('state', 'keymux', 'begun')
  const isHere = (): boolean => world.emulator.keys('clerk').some(({ name }) => name === 'unnoted')
  world.emulator.faults.add({ kind: 'slow', vendor: 'clerk', operation: 'create', delayMs: 3000 })
  const flags = ['--vendor', 'clerk', '--name', 'unnoted', '--secret-file', 'unnoted.key']
  const { code, stderr } = await world.run(['create', ...flags], {
    during: async () => {
      await until(() => String(isHere()), 'true')
      rmSync(begun, { recursive: true })
      writeFileSync(begun, '')
    },
  })
  rmSync(begun)
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringMatching(/orphans confirm ak_\w+/) })
  expect(existsSync(world.path('unnoted.key'))).toBe(true)
  const secret = readFileSync(world.path('unnoted.key'), 'utf8').trim()
  expect(await world.emulator.keyOf('clerk', secret)).toMatchObject({ name: 'unnoted' })
})

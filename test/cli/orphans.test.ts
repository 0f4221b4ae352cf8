import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { jsonLines } from './support/json-lines.js'
import { World } from './support/keymux.js'

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
  readonly name: string
}

describe('an orphan', () => {
  it('is of a process that died with the machine, whatever has its number now', async () => {
    world.emulator.faults.add({ kind: 'lost-response', vendor: 'flow', operation: 'create' })
    await world.run(['create', '--vendor', 'flow', '--name', 'powerless', '--reveal'])
    const folder = world.path('state', 'keymux', 'begun')
    const noted = readdirSync(folder).map((name) => join(folder, name))
    const file = noted.find((each) => readFileSync(each, 'utf8').includes('powerless')) ?? ''
    const entry = JSON.parse(readFileSync(file, 'utf8')) as object
    const stateOf = async (startedAt: number): Promise<unknown> => {
      const begun = { ...entry, pid: process.pid, startedAt: new Date(startedAt).toISOString() }
      writeFileSync(file, JSON.stringify(begun))
      const { stdout } = await world.run(['orphans', 'list', '--vendor', 'flow', '--json'])
      return jsonLines<Told>(stdout).find((each) => each.name === 'powerless')?.state
    }
    expect(await stateOf(Date.now() - uptime() * 1000 - 60_000)).toBe('possible')
    expect(await stateOf(Date.now())).toBe('running')
    rmSync(file)
  })

  it('is confirmed with others, or none of them', async () => {
    world.emulator.faults.add({ kind: 'lost-response', vendor: 'flow', operation: 'create' })
    await world.run(['create', '--vendor', 'flow', '--name', 'unconfirmed', '--reveal'])
    const at = ['--vendor', 'flow']
    const [{ ids } = { ids: [] }] = jsonLines<Told>(
      (await world.run(['orphans', 'list', ...at, '--json'])).stdout,
    )
    const confirmed = await world.run(['orphans', 'confirm', ...ids, 'key_none', ...at])
    expect(confirmed).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Nothing was') })
    expect((await world.run(['orphans', 'revoke', ...ids, ...at, '--yes'])).code).toBe(0)
  })

  it('is revoked also where another cannot be', async () => {
    const at = ['--vendor', 'clerk']
    for (const name of ['first of two', 'second of two'])
      await world.run(['create', ...at, '--name', name, '--exec', 'false'])
    world.emulator.faults.add({
      kind: 'error-before-commit',
      vendor: 'clerk',
      operation: 'revoke',
      status: 403,
    })
    const revoked = await world.run(['orphans', 'revoke', ...at, '--yes'])
    expect(revoked.code).toBe(1)
    expect(revoked.stderr).toContain('1 of 2 keys were revoked, 1 were not')
    const left = jsonLines<Told>((await world.run(['orphans', 'list', ...at, '--json'])).stdout)
    expect(left).toMatchObject([{ state: 'live' }])
    await world.run(['orphans', 'revoke', ...at, '--yes'])
  })
})

import { resolve } from 'node:path'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import { flow } from 'keymux/flow'
import { fileJournal } from 'keymux/migrate'
import { unkey } from 'keymux/unkey'
import { jsonLines } from './support/json-lines.js'
import { World } from './support/keymux.js'
import { openedAge } from './support/opened-age.js'

vi.setConfig({ testTimeout: 60_000 })

let world: World
let identity: string
let recipient: string

beforeAll(async () => {
  identity = await generateIdentity()
  recipient = await identityToRecipient(identity)
})
afterEach(() => world.close())

interface Made {
  readonly id: string
  readonly secret: string
}

async function made(keys: KeyClient, names: readonly string[], more: object = {}): Promise<Made[]> {
  const all: Made[] = []
  for (const name of names) {
    const { id, secret } = await keys.create({ name, ...more })
    all.push({ id, secret: secret.reveal() })
  }
  return all
}

async function fresh(): Promise<Record<'clerk' | 'unkey' | 'flow', KeyClient>> {
  world = await World.open()
  const { credentials, fetch } = world.emulator
  return {
    clerk: clerk({ ...credentials.clerk, fetch }),
    unkey: unkey({ ...credentials.unkey, fetch }),
    flow: flow({ ...credentials.flow, baseUrl: world.server.urls.flow, fetch }),
  }
}

const toUnkey = ['--from', 'clerk', '--to', 'unkey']
const toClerk = ['--from', 'unkey', '--to', 'clerk']
const owner = 'user_2xhFjEI5X2qWRvtV13BzSj8H6Dk'

describe('migrate plan', () => {
  it('says what would go and what it would lose, reads at the source alone, and wants nothing of the target', async () => {
    const keys = await fresh()
    await made(keys.clerk, ['one', 'two'], { description: 'a text that Unkey has no place for' })
    const asked = world.emulator.requests.length
    const env = { UNKEY_ROOT_KEY: undefined, UNKEY_API_ID: undefined, UNKEY_BASE_URL: undefined }
    const { code, stdout, stderr } = await world.run(['migrate', 'plan', ...toUnkey], { env })
    expect(code).toBe(0)
    expect(stdout).toMatch(/2 keys from Clerk to Unkey: 2 keep their secrets, 0 get new ones, 0 stay/)
    expect(stdout).toMatch(/description +lost +2 +the target keeps none/)
    expect(stderr).toContain('keymux migrate run')
    const seen = world.emulator.requests.slice(asked)
    expect(seen.map(({ vendor }) => vendor)).toEqual(seen.map(() => 'clerk'))
    expect(seen.map(({ operation }) => operation).toSorted()).toEqual(['list', 'recover'])
  })

  it('tells programs the totals, or each key', async () => {
    const keys = await fresh()
    const [one] = await made(keys.clerk, ['one', 'two'])
    const plan = ['migrate', 'plan', ...toUnkey, '--json']
    const [totals] = jsonLines<object>((await world.run(plan)).stdout)
    expect(totals).toMatchObject({ from: 'clerk', to: 'unkey', totals: { keys: 2, preserve: 2 } })
    const each = jsonLines<{ id: string; strategy: string }>((await world.run([...plan, '--keys'])).stdout)
    expect(each).toHaveLength(2)
    expect(each.find(({ id }) => id === one?.id)).toMatchObject({ strategy: 'preserve', name: 'one' })
  })

  it('takes secrets on a file descriptor, and tells of each key whether there is one', async () => {
    const keys = await fresh()
    const [known] = await made(keys.flow, ['known', 'unknown'])
    writeFileSync(world.path('secrets'), `${JSON.stringify(known)}\n{"id":"other","secret":"none_such"}\n`)
    const plan = ['migrate', 'plan', '--from', 'flow', '--to', 'unkey', '--secrets-fd', '0']
    const input = readFileSync(world.path('secrets'), 'utf8')
    const { stdout, stderr } = await world.run(plan, { input })
    expect(stdout).toMatch(/1 keeps its secret, 1 gets a new one/)
    expect(stderr).toContain('1 of the secrets on --secrets-fd')
    const bad = await world.run(plan, { input: 'very_secret_text' })
    expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('line 1') })
    expect(bad.stderr).not.toContain('very_secret_text')
  })

  it.each([
    [['--to', 'unkey'], 'Pass --from'],
    [['--from', 'unkey'], 'Pass --to'],
    [['--from', 'unky', '--to', 'clerk'], 'Did you mean unkey?'],
    [[...toClerk, '--to-owner', 'user_1'], 'it takes ^(user|'],
    [[...toUnkey, '--from-organization-id', 'org_1'], 'of factify'],
    [[...toUnkey, '--transform', resolve('package.json')], 'default export'],
    [[...toUnkey, '--from-root-key', 'very_secret_text'], 'There is no flag --from-root-key'],
  ])('%j is explained', async (flags, hint) => {
    await fresh()
    const { code, stdout, stderr } = await world.run(['migrate', 'plan', ...flags])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(hint)
    expect(stderr).not.toContain('very_secret_text')
  })

  it('names the flag where a vendor lists the keys of one owner at a time', async () => {
    await fresh()
    const env = { CLERK_SUBJECT: undefined }
    expect(await world.run(['migrate', 'plan', ...toUnkey], { env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('by --owner'),
    })
  })
})

describe('migrate run', () => {
  it('moves keys with their secrets, says which became which, and ends the old ones as a step of its own', async () => {
    const keys = await fresh()
    const before = await made(keys.clerk, ['one', 'two'])
    const run = await world.run(['migrate', 'run', ...toUnkey, '--yes'])
    expect(run).toMatchObject({ code: 0, stdout: 'From Clerk to Unkey: 2 moved.\n' })
    const at = ['--journal', 'clerk-to-unkey.journal']
    const report = await world.run(['migrate', 'report', ...at, '--json'])
    const moved = jsonLines<{ id: string; target: string }>(report.stdout)
    for (const { id, secret } of before) {
      const target = moved.find((key) => key.id === id)?.target
      expect(await world.emulator.keyOf('unkey', secret)).toMatchObject({ id: target, state: 'active' })
    }
    expect(await world.run(['migrate', 'revoke-sources', ...at])).toMatchObject({ code: 2 })
    expect(world.emulator.keys('clerk').map(({ state }) => state)).toEqual(['active', 'active'])
    const ended = await world.run(['migrate', 'revoke-sources', ...at, '--yes', '--json'])
    expect(jsonLines(ended.stdout)).toEqual([{ revoked: 2, failed: [] }])
    expect(world.emulator.keys('clerk').map(({ state }) => state)).toEqual(['revoked', 'revoked'])
    expect(await world.run(['migrate', 'rollback', ...at, '--yes'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nothing was rolled back'),
    })
  })

  it('speaks of no file of new secrets where no key got one', async () => {
    const keys = await fresh()
    await made(keys.clerk, ['one'])
    const run = await world.run(['migrate', 'run', ...toUnkey, '--recipient', recipient, '--yes'])
    expect(run).toMatchObject({ code: 0, stderr: expect.not.stringContaining('new secrets are in') })
    expect(existsSync(world.path('clerk-to-unkey.journal.age'))).toBe(false)
  })

  it('delivers new secrets encrypted, and goes back', async () => {
    const keys = await fresh()
    await made(keys.unkey, ['one', 'two'])
    const run = ['migrate', 'run', ...toClerk, '--to-owner', owner, '--journal', 'there.journal', '--yes']
    const refused = await world.run(run)
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('pass --recipient') })
    expect(existsSync(world.path('there.journal'))).toBe(false)
    const moved = await world.run([...run, '--recipient', recipient, '--json'])
    expect(moved.code).toBe(0)
    expect(jsonLines(moved.stdout)).toMatchObject([{ outcome: 'moved' }, { outcome: 'moved' }])
    const file = world.path('there.journal.age')
    expect(statSync(file).mode.toString(8)).toMatch(/600$/)
    const secrets = await openedAge(file, identity)
    expect(secrets).toHaveLength(2)
    for (const { target, secret } of secrets)
      expect(await world.emulator.keyOf('clerk', secret)).toMatchObject({ id: target, state: 'active' })
    const back = await world.run(['migrate', 'rollback', '--journal', 'there.journal', '--yes'])
    expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('2 keys at Clerk are revoked') })
    expect(world.emulator.keys('clerk').map(({ state }) => state)).toEqual(['revoked', 'revoked'])
    expect(world.emulator.keys('unkey').map(({ state }) => state)).toEqual(['active', 'active'])
  })

  it('goes back over a key that a killed run was just making, and counts it', async () => {
    const keys = await fresh()
    await made(keys.clerk, ['one'])
    await world.run(['migrate', 'run', ...toUnkey, '--yes'])
    const session = await fileJournal(world.path('clerk-to-unkey.journal')).open({
      from: 'clerk',
      to: 'unkey',
    })
    await session.claim(['ak_2'])
    const nonce = 'lostlostlostlostlost'
    const sent = { kind: 'sending', attempt: 1, how: 'create', name: 'two', losses: [] } as const
    await session.write([{ ...sent, id: 'ak_2', nonce, at: Date.now() - 60_000 }])
    await session.close()
    await keys.unkey.create({ name: 'two' }, { nonce })
    const back = await world.run(['migrate', 'rollback', '--journal', 'clerk-to-unkey.journal', '--yes'])
    expect(back).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^1 key at .*\n1 more, .* is revoked too\.\n$/),
    })
    expect(world.emulator.keys('unkey')).toEqual([])
  })

  it('sends nothing unless it is told to, and never into a journal that is there', async () => {
    const keys = await fresh()
    await made(keys.clerk, ['one'])
    const run = ['migrate', 'run', ...toUnkey]
    expect(await world.run(run)).toMatchObject({ code: 2, stderr: expect.stringContaining('pass --yes') })
    expect(world.emulator.keys('unkey')).toEqual([])
    expect(existsSync(world.path('clerk-to-unkey.journal'))).toBe(false)
    expect((await world.run([...run, '--yes'])).code).toBe(0)
    expect(await world.run([...run, '--yes'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('keymux migrate resume --journal clerk-to-unkey.journal'),
    })
  })

  it.each([
    [[...toUnkey], { UNKEY_MIGRATION_ID: undefined }, '--to-migration-id'],
    [['--from', 'unkey', '--to', 'unkey'], {}, 'the same account'],
    [['--from', 'unkey', '--to', 'clerk', '--recipient', 'AGE-SECRET-KEY-1'], {}, 'an age recipient'],
  ])('%j is refused before anything is moved', async (flags, env, hint) => {
    const keys = await fresh()
    await made(keys.clerk, ['one'])
    const { code, stderr } = await world.run(['migrate', 'run', ...flags, '--yes'], { env })
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(hint) })
    expect(stderr).not.toContain('AGE-SECRET')
    expect(world.emulator.keys('unkey')).toEqual([])
  })

  it('says which keys failed and why, and tries them again with what was missing', async () => {
    const keys = await fresh()
    const [one, two] = (await made(keys.flow, ['one', 'two'])).map((key) => `${JSON.stringify(key)}\n`)
    const secrets = ['--secrets-fd', '0']
    const run = ['migrate', 'run', '--from', 'flow', '--to', 'unkey', '--probe', 'none', '--yes', ...secrets]
    const failed = await world.run(run, { input: one ?? '' })
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringContaining('1 moved, 1 failed') })
    expect(failed.stdout).toContain('its secret could not be read, and there is no --recipient for a new one')
    const resume = ['migrate', 'resume', '--journal', 'flow-to-unkey.journal']
    expect(failed.stderr).toContain(`keymux ${resume.join(' ')}`)
    expect(await world.run(resume)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('pass them again by --secrets-fd'),
    })
    const again = await world.run([...resume, ...secrets], { input: `${one}${two}` })
    expect(again).toMatchObject({ code: 0, stdout: 'From Flow to Unkey: 2 moved.\n' })
    expect(world.emulator.keys('unkey')).toHaveLength(2)
  })

  it.each([
    ['mjs', "export default (key, input) => (key.name === 'two' ? null : { ...input, name: 'renamed' })"],
    [
      'ts',
      "export default (key: { name: string }, input: object) => (key.name === 'two' ? null : { ...input, name: 'renamed' })",
    ],
  ])('is told what to change by a module (%s)', async (extension, text) => {
    const keys = await fresh()
    await made(keys.clerk, ['one', 'two'])
    writeFileSync(world.path(`change.${extension}`), text)
    const flags = [...toUnkey, '--transform', `./change.${extension}`]
    const { stdout } = await world.run(['migrate', 'run', ...flags, '--yes'])
    expect(stdout).toContain('1 moved, 1 skipped')
    expect(world.emulator.keys('unkey')).toMatchObject([{ name: 'renamed' }])
  })

  it('goes between profiles', async () => {
    const keys = await fresh()
    await made(keys.unkey, ['one'])
    const { unkey: one } = world.emulator.credentials
    const profiles = {
      old: { vendor: 'unkey', options: { apiId: one.apiId } },
      new: { vendor: 'factify' },
    }
    writeFileSync(world.path('keymux.config.json'), JSON.stringify({ profiles }))
    const run = [
      'migrate',
      'run',
      '--from',
      'old',
      '--to',
      'new',
      '--marker-in-name',
      '--recipient',
      recipient,
    ]
    expect(await world.run([...run, '--yes'])).toMatchObject({
      code: 0,
      stdout: 'From Unkey to Factify: 1 moved.\n',
    })
    expect(world.emulator.keys('factify')).toHaveLength(1)
  })
})

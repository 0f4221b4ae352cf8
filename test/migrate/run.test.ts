import { spawnSync } from 'node:child_process'
import { appendFile, readFile, stat } from 'node:fs/promises'
import {
  Decrypter,
  armor,
  generateHybridIdentity,
  generateIdentity,
  identityToRecipient,
} from 'age-encryption'
import { ageDelivery, fileJournal, planMigration, runMigration, type Delivery } from 'keymux/migrate'
import { createRouter } from 'keymux/router'
import { beforeEach, describe, expect, it } from 'vitest'
import { clientOf, createEmulator, Holders, journalPath, owners, type Emulator } from './support/world.js'

const [owner] = owners
let emulator: Emulator

beforeEach(() => {
  emulator = createEmulator({ seed: 1 })
})

async function refusing(): Promise<void> {
  throw new Error('no room')
}

/** Keys at a source, by the ids that they got. */
async function fill(vendor: 'unkey' | 'clerk', count: number): Promise<Map<string, string>> {
  const keys = clientOf(emulator, vendor)
  const secrets = new Map<string, string>()
  for (let number = 0; number < count; number += 1) {
    const { id, secret } = await keys.create({ name: `Key ${number}`, owner, metadata: { number } })
    secrets.set(id, secret.reveal())
  }
  return secrets
}

describe('from a source that gives secrets again to a target that imports hashes', () => {
  it('keeps every secret, and asks for nothing twice when it runs again', async () => {
    const secrets = await fill('clerk', 60)
    const [from, to] = [clientOf(emulator, 'clerk'), clientOf(emulator, 'unkey')]
    const plan = await planMigration({ from, to, owners: [owner] })
    expect(plan.totals).toMatchObject({ keys: 60, preserve: 60 })
    const journal = await journalPath()
    const report = await runMigration(plan, { journal })
    expect(report.counts).toMatchObject({ moved: 60, failed: 0, open: 0 })
    for (const secret of secrets.values())
      expect((await emulator.keyOf('unkey', secret))?.state).toBe('active')

    const asked = emulator.requests.length
    await runMigration(plan, { journal })
    expect(emulator.requests.slice(asked).map(({ operation }) => operation)).toEqual(['list'])
    const text = await readFile(journal, 'utf8')
    for (const secret of secrets.values()) expect(text).not.toContain(secret)
  })

  it.each(['lost-response', 'error-after-commit', 'error-before-commit'] as const)(
    'finds the target of each key after the import ended in %s',
    async (kind) => {
      await fill('clerk', 30)
      emulator.faults.add({ kind, vendor: 'unkey', operation: 'import' })
      const [from, to] = [clientOf(emulator, 'clerk'), clientOf(emulator, 'unkey')]
      const plan = await planMigration({ from, to, owners: [owner] })
      const report = await runMigration(plan, { journal: await journalPath(), settleMs: 0 })
      expect(report.counts).toMatchObject({ moved: 30, failed: 0, open: 0 })
      const held = new Set(emulator.keys('unkey').map(({ id }) => id))
      expect(held.size).toBe(30)
      for await (const { target } of report.keys()) expect(held.has(target ?? '')).toBe(true)
    },
  )

  it('notices what changed, died and came since the plan', async () => {
    const [changed, dead] = [...(await fill('clerk', 3)).keys()]
    const [from, to] = [clientOf(emulator, 'clerk'), clientOf(emulator, 'unkey')]
    const plan = await planMigration({ from, to, owners: [owner] })
    if (from.can('update')) await from.update(changed ?? '', { scopes: ['read'] })
    await from.revoke(dead ?? '')
    const { id: fresh } = await from.create({ name: 'Fresh', owner })
    const report = await runMigration(plan, { journal: await journalPath() })
    const notes = new Map<string, string | null>()
    for await (const { id, note } of report.keys()) notes.set(id, note)
    expect(notes.get(changed ?? '')).toContain('changed')
    expect(notes.get(dead ?? '')).toContain('revoked, since the plan')
    expect(notes.get(fresh)).toContain('new at the source')
    expect(report.counts).toMatchObject({ moved: 2, skipped: 2 })
  })
})

describe('with new secrets', () => {
  it.each(['lost-response', 'error-after-commit', 'reset-before'] as const)(
    'leaves no key that nobody holds after %s',
    async (kind) => {
      await fill('unkey', 10)
      emulator.faults.add({ kind, vendor: 'clerk', operation: 'create', times: 3 })
      const holders = new Holders()
      const plan = await planMigration({ from: clientOf(emulator, 'unkey'), to: clientOf(emulator, 'clerk') })
      const report = await runMigration(plan, { journal: await journalPath(), deliver: holders.deliver })
      expect(report.counts).toMatchObject({ moved: 10, failed: 0, open: 0 })
      const live = emulator.keys('clerk').filter(({ state }) => state === 'active')
      expect(live).toHaveLength(10)
      expect(holders.secrets.size).toBe(10)
    },
  )

  it('revokes a key whose secret could not be delivered, and makes it anew the next time', async () => {
    await fill('unkey', 2)
    const plan = await planMigration({ from: clientOf(emulator, 'unkey'), to: clientOf(emulator, 'clerk') })
    const journal = await journalPath()
    const first = await runMigration(plan, { journal, deliver: refusing })
    expect(first.counts).toMatchObject({ failed: 2, moved: 0 })
    expect(emulator.keys('clerk').map(({ state }) => state)).toEqual(['revoked', 'revoked'])
    const holders = new Holders()
    const second = await runMigration(plan, { journal, deliver: holders.deliver })
    expect(second.counts).toMatchObject({ failed: 0, moved: 2 })
    expect(holders.deliveries).toHaveLength(2)
  })

  it('does not start without somebody to deliver to', async () => {
    await fill('unkey', 1)
    const plan = await planMigration({ from: clientOf(emulator, 'unkey'), to: clientOf(emulator, 'clerk') })
    await expect(runMigration(plan, { journal: await journalPath() })).rejects.toMatchObject({
      code: 'configuration',
    })
  })

  it.each([
    ['of today', generateIdentity],
    ['that outlives quantum computers', generateHybridIdentity],
  ])('writes an age file for a recipient %s alone, which survives a torn end', async (_, generate) => {
    await fill('unkey', 20)
    const identity = await generate()
    const file = `${await journalPath()}.age`
    const recipients = [await identityToRecipient(identity)]
    const deliver = await ageDelivery({ recipients, file })
    const plan = await planMigration({ from: clientOf(emulator, 'unkey'), to: clientOf(emulator, 'clerk') })
    await expect(ageDelivery({ recipients, file })).rejects.toMatchObject({ code: 'conflict' })
    await runMigration(plan, { journal: await journalPath(), deliver })
    await deliver.close()
    await appendFile(file, '-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5')
    await (await ageDelivery({ recipients, file })).close()
    expect((await stat(file)).mode & 0o777).toBe(0o600)

    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const lines: (Delivery & { secret: string })[] = []
    for (const block of blocksOf(await readFile(file, 'utf8')))
      lines.push(...parse(await decrypter.decrypt(armor.decode(block), 'text')))
    expect(lines).toHaveLength(20)
    for (const { target, secret } of lines) expect((await emulator.keyOf('clerk', secret))?.id).toBe(target)
  })

  it.skipIf(spawnSync('age', ['--version']).error !== undefined)('is read by the age tool', async () => {
    await fill('unkey', 5)
    const identity = await generateIdentity()
    const path = await journalPath()
    const file = `${path}.age`
    const deliver = await ageDelivery({ recipients: [await identityToRecipient(identity)], file })
    const plan = await planMigration({ from: clientOf(emulator, 'unkey'), to: clientOf(emulator, 'clerk') })
    await runMigration(plan, { journal: path, deliver })
    await deliver.close()
    await appendFile(`${path}.identity`, `${identity}\n`, { mode: 0o600 })
    const lines = blocksOf(await readFile(file, 'utf8')).flatMap((input) => {
      const { stdout, status } = spawnSync('age', ['-d', '-i', `${path}.identity`], {
        input,
        encoding: 'utf8',
      })
      expect(status).toBe(0)
      return parse(stdout)
    })
    expect(lines).toHaveLength(5)
  })
})

function blocksOf(text: string): string[] {
  return text.match(/-----BEGIN AGE ENCRYPTED FILE-----\n.*?-----END AGE ENCRYPTED FILE-----\n/gs) ?? []
}

function parse(text: string): (Delivery & { secret: string })[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Delivery & { secret: string })
}

describe('the journal in a file', () => {
  it('is refused to a second process, takes a torn end away, and does not pass over damage', async () => {
    await fill('clerk', 5)
    const [from, to] = [clientOf(emulator, 'clerk'), clientOf(emulator, 'unkey')]
    const plan = await planMigration({ from, to, owners: [owner] })
    const journal = await journalPath()
    const session = await fileJournal(journal).open({ from: 'clerk', to: 'unkey' })
    await expect(runMigration(plan, { journal })).rejects.toMatchObject({ code: 'conflict' })
    await session.close()
    await runMigration(plan, { journal })

    await appendFile(journal, '{"kind":"moved","id":"x"')
    expect((await runMigration(plan, { journal })).counts.moved).toBe(5)
    expect((await readFile(journal, 'utf8')).endsWith('"}\n')).toBe(true)

    await appendFile(journal, '{"kind":"moved","id":"x"}\n')
    await appendFile(journal, '{"kind":"moved","id":"y"}\n')
    await expect(runMigration(plan, { journal })).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('leaves keys that the router takes for one: it revokes both', async () => {
  const secrets = await fill('clerk', 2)
  const [from, to] = [clientOf(emulator, 'clerk'), clientOf(emulator, 'unkey')]
  const plan = await planMigration({ from, to, owners: [owner] })
  await runMigration(plan, { journal: await journalPath() })
  if (!to.can('verify') || !from.can('verify')) throw new Error('Both can.')
  const router = createRouter({ primary: to, secondary: from })
  const [oldId = ''] = secrets.keys()
  await router.revoke(oldId)
  expect(emulator.keys('clerk').find(({ id }) => id === oldId)?.state).toBe('revoked')
  expect(emulator.keys('unkey')).toHaveLength(1)
  expect(await router.verify(secrets.get(oldId) ?? '')).toMatchObject({ valid: false })
})

import type { CreateKeyInput } from 'keymux'
import type { HeldKey } from '../../src/emulator/store.js'
import { planMigration, runMigration, type MigrationItem } from 'keymux/migrate'
import { describe, expect, it } from 'vitest'
import {
  clientOf,
  createEmulator,
  Holders,
  journalPath,
  owners,
  type Emulator,
  type Vendor,
} from './support/world.js'

const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']
const pairs = vendors.flatMap((from) => vendors.filter((to) => to !== from).map((to) => [from, to] as const))
const [owner] = owners
const day = 86_400_000

/** Keys with all that each vendor can hold, and some with almost nothing. */
const keysAt: Readonly<Record<Vendor, readonly CreateKeyInput[]>> = {
  unkey: [
    {},
    { name: 'x', owner },
    {
      name: `A very long name ${'x'.repeat(200)}`,
      owner,
      metadata: { plan: 'pro', seats: 3 },
      scopes: ['write', 'read'],
      expiresAt: new Date(Date.now() + 800 * day),
      vendor: { credits: { remaining: 5 } },
    },
    { name: 'Twin', owner },
    { name: 'Twin', owner },
    { name: 'Odd owner', owner: 'somebody.else' },
    { name: 'Off', owner, enabled: false },
  ],
  clerk: [
    { name: 'Plain', owner },
    {
      name: `A very long name ${'x'.repeat(300)}`,
      owner,
      metadata: { plan: 'pro' },
      scopes: ['read', `long${'x'.repeat(100)}`],
      description: 'For the build',
      expiresAt: new Date(Date.now() + 20 * day),
      vendor: { created_by: owner },
    },
  ],
  factify: [
    { name: 'A' },
    { name: 'Never ends' },
    { name: 'Ends', expiresAt: new Date(Date.now() + 20 * day) },
    { name: 'Never ends' },
  ],
  flow: [{ name: 'First' }, { name: `A very long name ${'x'.repeat(100)}` }],
}

/** What both upstreams hold of a key and its copy, compared as they are, whatever any client says. */
function differences(from: Vendor, to: Vendor, before: HeldKey, after: HeldKey): string[] {
  const different: string[] = []
  const own = { from: comparable(from, before), to: comparable(to, after) }
  for (const field of Object.keys(own.from) as (keyof typeof own.from)[])
    if (JSON.stringify(own.from[field]) !== JSON.stringify(own.to[field])) different.push(field)
  return different.toSorted()
}

function comparable(vendor: Vendor, key: HeldKey): Record<string, unknown> {
  // At these two the owner is the account itself, whoever the key is for.
  const isAccount = vendor === 'factify' || vendor === 'flow'
  const {
    keymux_marker: _,
    keymux_moved_from: __,
    ...metadata
  } = (key.metadata ?? {}) as Record<string, unknown>
  return {
    id: key.id,
    name: key.name,
    owner: isAccount ? null : key.owner,
    metadata,
    scopes: key.scopes.toSorted(),
    description: key.description,
    expiresAt: key.expiresAt,
    createdAt: key.createdAt,
    lastUsedAt: key.lastUsedAt,
  }
}

/** What the record of the source does not tell cannot be planned; a state is not a field that both tell. */
const compared = new Set([
  'id',
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'expiresAt',
  'createdAt',
  'lastUsedAt',
])

describe.each(pairs)('from %s to %s', (from, to) => {
  it('loses what the plan says, field by field, and nothing else', async () => {
    let now = Date.now()
    const emulator = createEmulator({ seed: 1, now: () => new Date(now) })
    const [source, target] = [clientOf(emulator, from), clientOf(emulator, to)]
    for (const input of keysAt[from]) await source.create(input)
    now += 1000

    const plan = await planMigration({
      from: source,
      to: target,
      ...(from === 'clerk' && { owners: [owner] }),
      ...(to === 'clerk' && { owner: owners[1] }),
    })
    const items: MigrationItem[] = []
    for await (const item of plan.items()) items.push(item)
    expect(items).toHaveLength(keysAt[from].length)
    expect(String(plan)).toContain(`${items.length} keys from ${from} to ${to}`)

    const holders = new Holders()
    const report = await runMigration(plan, { journal: await journalPath(), deliver: holders.deliver })
    const targets = new Map<string, string>()
    for await (const key of report.keys()) if (key.target !== null) targets.set(key.id, key.target)

    for (const { id, strategy, losses, why } of items) {
      const [before, after] = [held(emulator, from, id), held(emulator, to, targets.get(id) ?? '')]
      if (strategy === 'skip') {
        if (after !== undefined || why === '') throw new Error(`${id} was to stay`)
        continue
      }
      if (before === undefined || after === undefined) throw new Error(`${id} is missing`)
      const planned = losses.map(({ field }) => field).filter((field) => compared.has(field))
      expect([...new Set(planned)].toSorted()).toEqual(differences(from, to, before, after))
      expect(after.state).toBe(before.state)
    }
    const moved = items.filter(({ strategy }) => strategy !== 'skip')
    expect(moved.length).toBeGreaterThan(0)
    expect(report.counts).toMatchObject({
      moved: moved.length,
      skipped: items.length - moved.length,
      failed: 0,
    })
    expect(emulator.keys(to)).toHaveLength(moved.length)
    for (const [id, secret] of holders.secrets)
      expect((await emulator.keyOf(to, secret))?.id).toBe(targets.get(id))
  })
})

function held(emulator: Emulator, vendor: Vendor, id: string): HeldKey | undefined {
  return emulator.keys(vendor).find((key) => key.id === id)
}

import { planMigration, runMigration } from 'keymux/migrate'
import { raw } from 'keymux/raw'
import { unkey } from 'keymux/unkey'
import { describe, expect, it } from 'vitest'
import { clientOf, createEmulator, Holders, journalPath, owners, type Vendor } from './support/world.js'

const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']
const [owner] = owners

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe.each(vendors)('from one account at %s to another', (vendor) => {
  it('makes every key anew, and hands its secret over', async () => {
    const [old, fresh] = [createEmulator({ seed: 1 }), createEmulator({ seed: 2 })]
    const [from, to] = [clientOf(old, vendor), clientOf(fresh, vendor)]
    const isOwned = from.capabilities.fields.owner !== 'none'
    for (let number = 0; number < 5; number += 1)
      await from.create({ name: `Key ${number}`, ...(isOwned && { owner }) })

    const plan = await planMigration({ from, to, ...(isOwned && { owners: [owner] }) })
    expect(plan.totals).toMatchObject({ keys: 5, reissue: 5, preserve: 0, skip: 0 })
    const holders = new Holders()
    const report = await runMigration(plan, { journal: await journalPath(), deliver: holders.deliver })
    expect(report.counts).toMatchObject({ moved: 5, failed: 0, open: 0, uncertain: 0 })
    expect(
      fresh
        .keys(vendor)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(
      old
        .keys(vendor)
        .map(({ name }) => name)
        .toSorted(),
    )
    expect(old.keys(vendor)).toHaveLength(5)
    for (const secret of holders.secrets.values())
      expect((await fresh.keyOf(vendor, secret))?.state).toBe('active')
  })
})

it('moves keys to another API of the same Unkey workspace, with what only Unkey has', async () => {
  const emulator = createEmulator({ seed: 1 })
  const from = unkey({ ...emulator.credentials.unkey, fetch: emulator.fetch })
  const { data } = await raw(from).POST('/v2/apis.createApi', { body: { name: 'another' } })
  const apiId = data?.data.apiId ?? ''
  const to = unkey({ ...emulator.credentials.unkey, apiId, fetch: emulator.fetch })
  const { id: oldId } = await from.create({ name: 'Paid', vendor: { credits: { remaining: 5 } } })

  const plan = await planMigration({ from, to })
  const [item] = await allOf(plan.items())
  expect(item?.why).toContain('takes each only once')
  const { deliver, secrets } = new Holders()
  const report = await runMigration(plan, { journal: await journalPath(), deliver })
  expect(report.counts).toMatchObject({ moved: 1, open: 0 })
  const verdict = await to.verify(secrets.get(oldId) ?? '')
  expect(verdict).toMatchObject({ valid: true, key: { name: 'Paid', vendor: { credits: 4 } } })
  expect((await allOf(to.list())).map(({ name }) => name)).toEqual(['Paid'])
  expect((await allOf(from.list())).map(({ id }) => id)).toEqual([oldId])
})

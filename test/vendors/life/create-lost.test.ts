import { clerk } from 'keymux/clerk'
import { unkey } from 'keymux/unkey'
import { expect, it } from 'vitest'
import { errorOf } from '../support/outcome.js'
import { inputs, live } from './support/life.js'

// Clerk may keep the name of a key that is revoked.
it('a create at Clerk whose key had to be ended is made again under the same name', async () => {
  const { emulator, urls } = await live()
  const keys = clerk({ ...emulator.credentials.clerk, baseUrl: urls.clerk })
  emulator.faults.add({ kind: 'lost-response', vendor: 'clerk', operation: 'create' })
  emulator.faults.add({
    kind: 'missing-field',
    vendor: 'clerk',
    operation: 'recover',
    field: '/secret',
    times: 3,
  })
  const { id, key } = await keys.create(inputs.clerk, { onAmbiguous: 'reconcile' })
  expect(key.name).toBe(inputs.clerk.name)
  expect(emulator.keys('clerk').map((each) => [each.id, each.state])).toEqual([[id, 'active']])
})

// Clerk lists the keys of one type at a time.
it('a create at Clerk of another type is found among the keys of that type', async () => {
  const { clerk: keys, emulator } = await live()
  emulator.faults.add({ kind: 'lost-response', vendor: 'clerk', operation: 'create' })
  const error = await errorOf(keys.create({ ...inputs.clerk, vendor: { type: 'build_key' } }))
  const [made] = emulator.keys('clerk')
  expect(await error.reconcile?.()).toMatchObject({ status: 'recovered', result: { id: made?.id } })
})

it('a create at Unkey is looked for among the keys of its owner, and recovered if it was to be', async () => {
  const { emulator, urls } = await live()
  const asked: unknown[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (String(url).endsWith('.listKeys')) asked.push(JSON.parse(String(init?.body)))
    return globalThis.fetch(url, init)
  }
  const keys = unkey({ ...emulator.credentials.unkey, baseUrl: urls.unkey, fetch })
  emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'create' })
  const error = await errorOf(keys.create({ ...inputs.unkey, vendor: { recoverable: true } }))
  const [made] = emulator.keys('unkey')
  expect(await error.reconcile?.()).toMatchObject({ status: 'recovered', result: { id: made?.id } })
  expect(asked).toEqual([expect.objectContaining({ externalId: 'user_1' })])
})

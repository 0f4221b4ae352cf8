import { clerk } from 'keymux/clerk'
import { expect, it } from 'vitest'
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

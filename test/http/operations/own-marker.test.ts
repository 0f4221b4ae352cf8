import { expect, it } from 'vitest'
import { carriedMarker, KeymuxError, newMarker, type KeyClient } from 'keymux'
import { clerk } from 'keymux/clerk'
import { createEmulator } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { unkey } from 'keymux/unkey'

const emulator = createEmulator({ seed: 1 })
const { credentials, fetch } = emulator
const clients: readonly KeyClient[] = [
  unkey({ ...credentials.unkey, fetch }),
  clerk({ ...credentials.clerk, fetch }),
  factify({ ...credentials.factify, fetch }),
  flow({ ...credentials.flow, fetch, baseUrl: 'https://flow.test' }),
]
const vendors = clients.map((keys) => [keys.vendor, keys] as const)

it.each(vendors)('finds a key at %s by a marker that was written down before', async (_, keys) => {
  await keys.create({ name: 'another' })
  const marker = newMarker()
  const { id, key } = await keys.create({ name: 'CI of Acme' }, { marker })
  const found: string[] = []
  for await (const each of keys.list()) if (carriedMarker(each) === marker) found.push(each.id)
  expect(found).toEqual([id])
  expect(carriedMarker(key)).toBe(marker)
  expect(key.name).toBe('CI of Acme')
  expect(JSON.stringify(key)).not.toContain(marker)
  expect(carriedMarker({ ...key })).toBeUndefined()
})

it('settles a create that was lost by its own marker', async () => {
  const marker = newMarker()
  emulator.faults.add({ kind: 'lost-response', vendor: 'clerk', operation: 'create' })
  const keys = clerk({ ...credentials.clerk, fetch })
  const error: unknown = await keys.create({ name: 'lost' }, { marker }).catch((thrown: unknown) => thrown)
  if (!KeymuxError.is(error)) throw error
  expect(await error.reconcile?.()).toMatchObject({ status: 'recovered' })
})

it.each(['kmx_short', 'mine', 7])('refuses %s as a marker', async (marker) => {
  const keys = unkey({ ...credentials.unkey, fetch })
  const asked = emulator.requests.length
  await expect(keys.create({}, { marker: marker as never })).rejects.toMatchObject({
    code: 'invalid_request',
    issues: [{ path: 'marker' }],
  })
  expect(emulator.requests.length).toBe(asked)
})

it('does not leave out a marker that has no place', async () => {
  const keys = factify({ ...credentials.factify, fetch })
  await expect(keys.create({ name: 'x'.repeat(60) }, { marker: newMarker() })).rejects.toMatchObject({
    code: 'invalid_request',
    issues: [{ path: 'marker' }],
  })
})

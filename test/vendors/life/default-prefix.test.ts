import { createEmulator } from 'keymux/emulator'
import { unkey } from 'keymux/unkey'
import { expect, it } from 'vitest'

it('tells the prefix that Unkey’s key space gives where the create names none', async () => {
  const emulator = createEmulator({ seed: 1, unkey: { secrets: { prefix: 'sk_live', byteLength: 32 } } })
  const keys = unkey({ ...emulator.credentials.unkey, fetch: emulator.fetch })
  const [created, named] = [await keys.create({ name: 'CI' }), await keys.create({ prefix: 'own_one' })]
  expect([created.prefix, created.warnings]).toEqual(['sk_live_', []])
  expect([named.prefix, named.warnings]).toEqual(['own_one_', []])
  const { id, prefix, warnings } = await keys.rotate(created.id, { overlap: '1h' })
  expect(prefix).toBe('sk_')
  expect(warnings).toEqual([expect.objectContaining({ code: 'changed', path: 'prefix' })])
  expect((await keys.get(id)).hint).toMatch(/^sk_.{4}$/)
})

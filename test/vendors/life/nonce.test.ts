import { KeymuxError } from 'keymux'
import { createEmulator, type Emulator } from 'keymux/emulator'
import { beforeEach, describe, expect, it } from 'vitest'
import { keyClients, someInput, vendors } from '../support/key-clients.js'
import { errorOf } from '../support/outcome.js'

const nonce = '0123456789abcdefghij'
let emulator: Emulator

beforeEach(() => {
  emulator = createEmulator({ seed: 1 })
})

describe.each(vendors)('a create at %s with a nonce of the caller’s', (vendor) => {
  it('makes a key that a list with markers tells by it, and no other list', async () => {
    const keys = keyClients[vendor](emulator, { fetch: emulator.fetch, marker: 'name' })
    const input = someInput()
    const { id } = await keys.create(input, { nonce })
    await keys.create({ ...input, name: 'Another' })
    const names = new Map<string, string | undefined>()
    const told: (string | undefined)[] = []
    for await (const key of keys.list({}, { markers: true })) {
      names.set(key.id, key.name)
      told.push(key.marker)
    }
    expect(told).toContain(nonce)
    expect(names.get(id)).toBe(input.name)
    expect(new Set(told).size).toBe(2)
    for await (const key of keys.list()) expect(key).not.toHaveProperty('marker')
  })

  it('is refused where the nonce has no place, before anything is sent', async () => {
    const keys = keyClients[vendor](emulator, { fetch: emulator.fetch, marker: false })
    const error: unknown = await keys.create(someInput(), { nonce }).catch((thrown: unknown) => thrown)
    expect(KeymuxError.is(error) && [error.code, error.issues[0]?.path]).toEqual(['invalid_request', 'nonce'])
    expect(emulator.requests).toEqual([])
  })

  it.each(['short', 'UPPERCASE-0123456789', 20])('refuses the nonce %s', async (odd) => {
    const keys = keyClients[vendor](emulator, { fetch: emulator.fetch })
    const options = { nonce: odd as string, marker: 'name' as const }
    await expect(keys.create(someInput(), options)).rejects.toMatchObject({ code: 'invalid_request' })
    expect(emulator.requests).toEqual([])
  })
})

const copying = vendors.filter((vendor) => vendor !== 'unkey')

describe.each(copying)('a rotation at %s with a nonce of the caller’s', (vendor) => {
  it('makes a key that a list with markers tells by it', async () => {
    const keys = keyClients[vendor](emulator, { fetch: emulator.fetch, marker: 'name' })
    const input = someInput()
    const old = await keys.create(input)
    if (!keys.can('rotate')) throw new Error('It must be able to rotate.')
    const { id } = await keys.rotate(old.id, { overlap: '1h', nonce })
    const markers = new Map<string, string | undefined>()
    for await (const key of keys.list({}, { markers: true })) markers.set(key.id, key.marker)
    expect(markers.get(id)).toBe(nonce)
    expect(markers.get(old.id)).not.toBe(nonce)
    expect((await keys.get(id)).name).toMatch(new RegExp(`^${input.name}( \\(rotated|$)`))
  })

  it('refuses what is no nonce before anything is sent', async () => {
    const keys = keyClients[vendor](emulator, { fetch: emulator.fetch })
    const rotating = keys.can('rotate') && keys.rotate('key_1', { overlap: '1h', nonce: 'short' })
    const { code, operation, issues } = await errorOf(Promise.resolve(rotating))
    expect([code, operation, issues[0]?.path]).toEqual(['invalid_request', 'rotate', 'nonce'])
    expect(emulator.requests).toEqual([])
  })
})

it('is refused by Unkey, whose reroll makes the key, before anything is sent', async () => {
  const keys = keyClients.unkey(emulator, { fetch: emulator.fetch })
  const rotating = keys.can('rotate') && keys.rotate('key_1', { overlap: '1h', nonce })
  expect((await errorOf(Promise.resolve(rotating))).code).toBe('unsupported')
  expect(emulator.requests).toEqual([])
})

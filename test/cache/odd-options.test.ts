import { cached } from 'keymux/cache'
import { clerk, type ClerkSubjectClient } from 'keymux/clerk'
import { createEmulator } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import { FakeVendor } from './support/fake-vendor.js'

function newClient(): ClerkSubjectClient {
  const { credentials, fetch } = createEmulator({ seed: 1 })
  return clerk({ ...credentials.clerk, fetch })
}

describe('options of a verify', () => {
  const hidden = Object.defineProperty({}, 'scopes', { get: () => ['admin'] })
  class Wanted {
    get scopes(): readonly string[] {
      return ['admin']
    }
  }

  it.each([
    ['a getter that is not enumerable', hidden],
    ['a class', new Wanted()],
    ['no prototype', Object.assign(Object.create(null) as object, { scopes: ['admin'] })],
    ['a prototype of their own', Object.create({ scopes: ['admin'] }) as object],
  ])('with %s ask for what they ask a client for', async (_what, options) => {
    const client = newClient()
    const keys = cached(client)
    const { secret } = await client.create({ name: 'old one' })
    expect(await keys.verify(secret)).toMatchObject({ valid: true })
    for (const each of [client, keys])
      expect(await each.verify(secret, options)).toMatchObject({ reason: 'insufficient_scopes' })
  })

  it('that cannot be read are for the client to refuse', async () => {
    const options = {
      get scopes(): never {
        throw new Error('mine')
      },
    }
    await expect(cached(newClient()).verify('ak_1', options)).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })
})

describe('`bypass`', () => {
  it('that throws rejects with what it threw', async () => {
    const keys = cached(new FakeVendor(), {
      bypass: () => {
        throw new Error('mine')
      },
    })
    const call = keys.verify('a secret')
    await expect(call).rejects.toThrow('mine')
  })

  it.each([
    ['a number', () => 2],
    ['a promise', async () => true],
  ])('that returns %s goes past the cache: no use is left uncounted', async (_what, bypass) => {
    const vendor = new FakeVendor()
    const keys = cached(vendor, { bypass: bypass as unknown as () => boolean })
    for (let time = 0; time < 3; time += 1) await keys.verify('a secret')
    expect(vendor.asked).toHaveLength(3)
  })
})

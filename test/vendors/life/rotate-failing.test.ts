import type { KeyClient } from 'keymux'
import type { Vendor } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import { keyClients } from '../support/key-clients.js'
import { errorOf } from '../support/outcome.js'
import { held, inputs, live, vendors, type Life } from './support/life.js'

/** A client whose request number `failing`, counted from 1, does not get through. */
function failingAt({ emulator, urls }: Life, vendor: Vendor, failing: number): KeyClient {
  let requests = 0
  const fetch: typeof globalThis.fetch = async (url, init) => {
    requests += 1
    if (requests !== failing) return globalThis.fetch(url, init)
    return new Response('{"message":"No."}', { status: 403, headers: { 'content-type': 'application/json' } })
  }
  return keyClients[vendor](emulator, { baseUrl: urls[vendor], fetch })
}

async function rotate(keys: KeyClient, id: string): Promise<unknown> {
  return keys.can('rotate') ? keys.rotate(id, { overlap: '0s' }) : undefined
}

describe.each(vendors)('a rotation at %s of which a step fails', (vendor) => {
  it('does nothing where the old key cannot be read, or the new one not be made', async () => {
    const life = await live()
    const { id } = await life.all[vendor].create(inputs[vendor])
    for (const step of [1, 2]) {
      const error = await errorOf(rotate(failingAt(life, vendor, step), id))
      expect(error).toMatchObject({ code: 'forbidden', operation: 'rotate', mayHaveActed: false })
      expect(error.secret).toBeUndefined()
    }
    expect(life.emulator.keys(vendor).map((key) => [key.id, key.state])).toEqual([[id, 'active']])
  })

  it('gives the new key, and says that the old one may still work, where that cannot be ended', async () => {
    const life = await live()
    const { id } = await life.all[vendor].create(inputs[vendor])
    // After the get and the create; at Clerk a second create, since the name is taken.
    const ending = vendor === 'clerk' ? 4 : 3
    const error = await errorOf(rotate(failingAt(life, vendor, ending), id))
    expect(error).toMatchObject({ code: 'forbidden', vendor, operation: 'rotate', mayHaveActed: true })
    expect(error.message).toContain(`the old one (${id}) may still work`)
    expect(held(life.emulator, vendor, error.id ?? '')?.state).toBe('active')
    const keys = life.all[vendor]
    const secret = error.secret?.reveal() ?? ''
    expect(secret).not.toBe('')
    expect(keys.can('verify') ? (await keys.verify(secret)).valid : true).toBe(true)
    expect(JSON.stringify(error).includes(secret)).toBe(false)
    expect(error.message.includes(secret)).toBe(false)
  })
})

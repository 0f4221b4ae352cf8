import { describe, expect, it } from 'vitest'

import { Secret } from '../../src/core/index.js'
import { createEmulator, type Vendor } from '../../src/emulator/index.js'
import { authorization, bases } from './support/ask.js'
import { createAt, secretIn } from './support/create-everywhere.js'
import { vendors } from './support/faulty.js'

describe.each(vendors)('keyOf at %s', (vendor) => {
  it('tells the key that a secret belongs to, and of no other vendor', async () => {
    const emulator = createEmulator({ seed: 1 })
    const secret = secretIn(vendor, await createAt(emulator, vendor))
    const [held] = emulator.keys(vendor)
    expect(await emulator.keyOf(vendor, secret)).toEqual(held)
    expect(await emulator.keyOf(vendor, new Secret(secret))).toEqual(held)
    const others = vendors.filter((each) => each !== vendor)
    expect(await Promise.all(others.map((other) => emulator.keyOf(other, secret)))).toEqual([
      null,
      null,
      null,
    ])
    expect(await emulator.keyOf(vendor, 'nobody')).toBe(null)
    expect(JSON.stringify(held).includes(secret)).toBe(false)
  })
})

describe('keyOf', () => {
  it('tells a dead key from a live one, and forgets a deleted one', async () => {
    const emulator = createEmulator({ seed: 1 })
    const secret = secretIn('clerk', await createAt(emulator, 'clerk'))
    const [id = ''] = emulator.keys('clerk').map((key) => key.id)
    const headers = authorization(emulator, 'clerk')
    await emulator.fetch(`${bases.clerk}/api_keys/${id}/revoke`, { method: 'POST', headers, body: '{}' })
    expect(await emulator.keyOf('clerk', secret)).toMatchObject({ id, state: 'revoked' })
    await emulator.fetch(`${bases.clerk}/api_keys/${id}`, { method: 'DELETE', headers })
    expect(await emulator.keyOf('clerk', secret)).toBe(null)
  })

  it('does not log that it was asked', async () => {
    const emulator = createEmulator({ seed: 1 })
    await emulator.keyOf('flow', 'nobody')
    expect(emulator.requests).toEqual([])
  })

  it('refuses a vendor that it does not know', async () => {
    const emulator = createEmulator()
    await expect(emulator.keyOf('acme' as Vendor, 'x')).rejects.toThrow(
      expect.objectContaining({ code: 'configuration' }),
    )
  })
})

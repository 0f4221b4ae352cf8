import type { KeyClient } from 'keymux'
import { createEmulator, type Vendor } from 'keymux/emulator'
import { describe, expect, it } from 'vitest'
import { keyClients } from '../support/key-clients.js'
import { errorOf } from '../support/outcome.js'
import { inputs, live } from './support/life.js'

const nameFields: Readonly<Partial<Record<Vendor, string>>> = {
  clerk: 'name',
  factify: 'name',
  flow: 'keyName',
}

/** A client whose vendor tells these fields of every key, wherever the answer has a field of that name. */
function telling(vendor: Vendor, told: Readonly<Record<string, unknown>>) {
  const emulator = createEmulator({ seed: 1 })
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const answer = await emulator.fetch(url, init)
    if ((init?.method ?? 'GET') !== 'GET') return answer
    const text = await answer.text()
    const changed: unknown = JSON.parse(text, (name, value: unknown) => (name in told ? told[name] : value))
    return new Response(JSON.stringify(changed), answer)
  }
  const keys: KeyClient = keyClients[vendor](emulator, { fetch })
  return { emulator, keys }
}

async function rotate(keys: KeyClient, id: string): Promise<unknown> {
  return keys.can('rotate') ? keys.rotate(id, { overlap: '0s' }) : undefined
}

describe.each(['clerk', 'factify', 'flow'] as const)('a key without a name at %s', (vendor) => {
  it.each([null, ''])('is not made anew under an empty one: %j', async (name) => {
    const { emulator, keys } = telling(vendor, { [nameFields[vendor] ?? '']: name })
    const { id } = await keys.create(inputs[vendor])
    const error = await errorOf(rotate(keys, id))
    expect(error).toMatchObject({ code: 'unsupported', operation: 'rotate', id, mayHaveActed: false })
    expect(error.message).toContain('it has no name')
    expect(emulator.keys(vendor).map((key) => [key.id, key.state])).toEqual([[id, 'active']])
  })
})

it('a key that could not be made like that is an error of the rotation', async () => {
  const { emulator, keys } = telling('clerk', { name: 'ab' })
  const { id } = await keys.create(inputs.clerk)
  const error = await errorOf(rotate(keys, id))
  expect(error).toMatchObject({ code: 'invalid_request', operation: 'rotate', issues: [{ path: 'name' }] })
  expect(emulator.keys('clerk')).toHaveLength(1)
})

it('without options names the overlap', async () => {
  const { all } = await live()
  for (const [vendor, keys] of Object.entries(all)) {
    const rotating = keys as unknown as { rotate(id: string): Promise<unknown> }
    const error = await errorOf(rotating.rotate('key_1'))
    expect(error).toMatchObject({ code: 'invalid_request', vendor, issues: [{ path: 'overlap' }] })
  }
})

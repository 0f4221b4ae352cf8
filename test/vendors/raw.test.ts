import { clerk } from 'keymux/clerk'
import { createEmulator, type Vendor } from 'keymux/emulator'
import { factify } from 'keymux/factify'
import { flow } from 'keymux/flow'
import { raw } from 'keymux/raw'
import { unkey } from 'keymux/unkey'
import { afterAll, describe, expect, it } from 'vitest'

const emulator = createEmulator({ seed: 1 })
const server = await emulator.listen()
const { credentials } = emulator

afterAll(() => server.close())

// Each is written out, so that its path, body and answer are checked against the types of the vendor's contract.
const calls: Readonly<Record<Vendor, () => Promise<{ id?: string; secret?: string; status: number }>>> = {
  async unkey() {
    const keys = unkey({ ...credentials.unkey, baseUrl: server.urls.unkey })
    const body = { apiId: credentials.unkey.apiId, name: 'Raw', byteLength: 16 }
    const { data, response } = await raw(keys).POST('/v2/keys.createKey', { body })
    return { ...(data && { id: data.data.keyId, secret: data.data.key }), status: response.status }
  },
  async clerk() {
    const keys = clerk({ ...credentials.clerk, baseUrl: server.urls.clerk })
    const body = { name: 'Raw', subject: credentials.clerk.subject }
    const { data, response } = await raw(keys).POST('/api_keys', { body })
    return { ...(data && { id: data.id, secret: data.secret }), status: response.status }
  },
  async factify() {
    const keys = factify({ ...credentials.factify, baseUrl: server.urls.factify })
    const body = { name: 'Raw', organization_id: credentials.factify.organizationId }
    const { data, response } = await raw(keys).POST('/v1beta/api-keys', { body })
    return { ...(data && { id: data.api_key.id, secret: data.secret }), status: response.status }
  },
  async flow() {
    const keys = flow({ ...credentials.flow, baseUrl: server.urls.flow })
    const { data, response } = await raw(keys).POST('/api-keys', { body: { keyName: 'Raw' } })
    return { ...(data && { id: data.id, secret: data.apiKey }), status: response.status }
  },
}

describe.each(Object.entries(calls))('raw(%s)', (vendor, call) => {
  it("makes a key on the contract's own path, with the client's credential", async () => {
    const { id, secret, status } = await call()
    const held = emulator.keys(vendor as Vendor)
    expect(status).toBe(vendor === 'flow' ? 201 : 200)
    expect(held.map((key) => [key.id, key.name])).toEqual([[id, 'Raw']])
    expect(typeof secret === 'string' && secret.length > 16).toBe(true)
  })
})

it('gives a refusal as typed data, without the credential', async () => {
  const keys = unkey({ ...credentials.unkey, rootKey: 'unkey_wrong_credential', baseUrl: server.urls.unkey })
  const body = { apiId: credentials.unkey.apiId }
  const { data, error, response } = await raw(keys).POST('/v2/keys.createKey', { body })
  expect(data).toBeUndefined()
  expect(response.status).toBe(401)
  expect(error?.error.type).toMatch(/\/errors\/unkey\/authentication\//)
  expect(JSON.stringify(error)).not.toContain('wrong_credential')
})

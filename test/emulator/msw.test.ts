import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it } from 'vitest'

import { createEmulator, type Vendor } from '../../src/emulator/index.js'
import { handlers, type HandlersOptions } from '../../src/msw/index.js'
import { authorization, bases } from './support/ask.js'
import { createAt } from './support/create-everywhere.js'

let close = (): void => {}

function setUp(options?: HandlersOptions) {
  const emulator = createEmulator({ seed: 1 })
  const server = setupServer(...handlers(emulator, options))
  server.listen({
    onUnhandledRequest: ({ url }) => {
      throw new Error(`There is no handler for ${url}.`)
    },
  })
  close = () => server.close()
  return emulator
}

afterEach(() => close())

describe('msw handlers', () => {
  it.each<[Vendor, string]>([
    ['unkey', bases.unkey],
    ['clerk', bases.clerk],
    ['clerk', 'https://api.clerk.com'],
    ['factify', bases.factify],
    ['factify', 'https://api.factify-dev.com'],
    ['flow', 'http://localhost:8000'],
  ])('answer for %s at %s', async (vendor, base) => {
    const emulator = setUp()
    await createAt(emulator, vendor, base, fetch)
    expect(emulator.keys(vendor)).toMatchObject([{ name: 'Build' }])
  })

  it.each(['https://flow.example.com', 'https://flow.example.com/', 'https://flow.example.com/some/prefix'])(
    'answer for Flow at %s',
    async (flow) => {
      const emulator = setUp({ flow })
      await createAt(emulator, 'flow', flow.replace(/\/$/, ''), fetch)
      expect(emulator.keys('flow')).toMatchObject([{ name: 'Build' }])
      expect(emulator.requests).toMatchObject([{ path: '/api-keys' }])
    },
  )

  it('answer every method, without a body too', async () => {
    const emulator = setUp()
    await createAt(emulator, 'flow', 'http://localhost:8000', fetch)
    const [id = ''] = emulator.keys('flow').map((key) => key.id)
    const url = `http://localhost:8000/api-keys/${id}`
    const headers = authorization(emulator, 'flow')
    const put = await fetch(url, { method: 'PUT', headers, body: '{"key_name":"Other"}' })
    expect(await put.json()).toMatchObject({ key_name: 'Other' })
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(204)
  })

  it('pass a refusal on as it is', async () => {
    setUp()
    const response = await fetch('https://api.unkey.com/v2/keys.createKey', { method: 'POST' })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('refuse a URL of Flow that is none', () => {
    const emulator = createEmulator()
    expect(() => handlers(emulator, { flow: 'flow.example.com' })).toThrow(
      expect.objectContaining({ code: 'configuration' }),
    )
  })

  it('leave other hosts alone', async () => {
    setUp()
    const response = await fetch('https://other.example.com/api-keys')
    expect(await response.text()).toContain('There is no handler for https://other.example.com/api-keys.')
  })
})

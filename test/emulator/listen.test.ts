import { connect } from 'node:net'

import { afterEach, describe, expect, it, vi } from 'vitest'

import { createEmulator, type EmulatorServer, type Vendor } from '../../src/emulator/index.js'
import { authorization } from './support/ask.js'
import { createAt } from './support/create-everywhere.js'

const vendors: readonly Vendor[] = ['unkey', 'clerk', 'factify', 'flow']
const servers: EmulatorServer[] = []

async function setUp() {
  const emulator = createEmulator({ seed: 1 })
  const server = await emulator.listen()
  servers.push(server)
  return { emulator, server }
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

describe('listen', () => {
  it('gives each vendor a base URL of its own', async () => {
    const { server } = await setUp()
    expect(server.urls).toEqual({
      unkey: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      clerk: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1$/),
      factify: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      flow: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    })
    expect(new Set(Object.values(server.urls)).size).toBe(4)
  })

  it.each(vendors)('serves a create at %s', async (vendor) => {
    const { emulator, server } = await setUp()
    await createAt(emulator, vendor, server.urls[vendor], fetch)
    expect(emulator.keys(vendor)).toMatchObject([{ name: 'Build', state: 'active' }])
    expect(emulator.requests).toMatchObject([{ vendor, operation: 'create' }])
  })

  it('gives over the wire what it gives without', async () => {
    const { emulator, server } = await setUp()
    const question = { method: 'POST', body: '{}', headers: { accept: 'application/json' } }
    const [wired, direct] = await Promise.all([
      fetch(`${server.urls.clerk}/api_keys`, question),
      emulator.fetch('https://api.clerk.com/v1/api_keys', question),
    ])
    expect(wired.status).toBe(direct.status)
    for (const [name] of direct.headers) expect(wired.headers.has(name)).toBe(true)
    expect(Object.keys((await wired.json()) as object)).toEqual(Object.keys((await direct.json()) as object))
  })

  it('tells a client that sends no Accept from a fetch, which sends one', async () => {
    const { server } = await setUp()
    const { hostname, port } = new URL(server.urls.unkey)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname)
      let text = ''
      socket.on('data', (chunk) => (text += String(chunk)))
      socket.on('end', () => resolve(text))
      socket.write(
        'POST /v2/keys.createKey HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
      )
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toMatch(/content-type: application\/json\r\n/i)
    const fetched = await fetch(`${server.urls.unkey}/v2/keys.createKey`, { method: 'POST' })
    expect(fetched.headers.get('content-type')).toBe('application/problem+json')
  })

  it('answers a HEAD without a body', async () => {
    const { server } = await setUp()
    const response = await fetch(`${server.urls.flow}/api-keys`, { method: 'HEAD' })
    expect(response.status).toBe(405)
    expect(await response.text()).toBe('')
  })

  it('answers without a body where the vendor does', async () => {
    const { emulator, server } = await setUp()
    await createAt(emulator, 'flow', server.urls.flow, fetch)
    const [id = ''] = emulator.keys('flow').map((key) => key.id)
    const headers = authorization(emulator, 'flow')
    const response = await fetch(`${server.urls.flow}/api-keys/${id}`, { method: 'DELETE', headers })
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(response.headers.has('content-type')).toBe(false)
    expect(emulator.keys('flow')).toMatchObject([{ state: 'revoked' }])
  })

  it('closes although a connection is open, and again without a word', async () => {
    const { server } = await setUp()
    const { hostname, port } = new URL(server.urls.flow)
    const socket = connect(Number(port), hostname)
    const closed = new Promise((resolve) => socket.on('close', resolve))
    await new Promise((resolve) => socket.on('connect', resolve))
    await server.close()
    await closed
    await server.close()
    await expect(fetch(server.urls.flow)).rejects.toThrow('fetch failed')
  })

  it('serves one emulator on several ports', async () => {
    const { emulator, server } = await setUp()
    const other = await emulator.listen()
    servers.push(other)
    await createAt(emulator, 'flow', server.urls.flow, fetch)
    await createAt(emulator, 'flow', other.urls.flow, fetch)
    expect(emulator.keys('flow')).toHaveLength(2)
  })
})

describe('listen where nothing can be listened on', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each([
    ['a page', { process: undefined, navigator: { userAgent: 'Mozilla/5.0' } }],
    ['a Worker with modules of Node', { navigator: { userAgent: 'Cloudflare-Workers' } }],
  ])('says so in %s', async (_, globals) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
    await expect(createEmulator().listen()).rejects.toMatchObject({ code: 'unsupported' })
  })
})

import { request } from 'node:http'
import { connect } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import {
  createEmulator,
  type Emulator,
  type EmulatorServer,
  type Fault,
  faultKinds,
} from '../../src/emulator/index.js'
import { authorization, createPaths } from './support/ask.js'
import { createBody } from './support/create-everywhere.js'
import { askForKey, drain, failureOf, last, vendors } from './support/faulty.js'

const servers: EmulatorServer[] = []

async function setUp(fault: Fault) {
  const emulator = createEmulator({ seed: 1 })
  emulator.faults.add(fault)
  const server = await emulator.listen()
  servers.push(server)
  const ask = (init?: RequestInit): Promise<Response> =>
    askForKey(emulator, 'clerk', { base: server.urls.clerk, send: fetch, ...(init && { init }) })
  return { emulator, server, ask }
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** What a create at Clerk gives on a bare socket, and how the connection ended. */
function rawCreate(emulator: Emulator, url: string): Promise<{ text: string; code: string | null }> {
  const { hostname, port } = new URL(url)
  const body = JSON.stringify(createBody(emulator, 'clerk'))
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.on('data', (chunk) => (text += String(chunk)))
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ text, code: error.code ?? '' }))
    socket.on('end', () => resolve({ text, code: null }))
    socket.write(
      `POST /v1${createPaths.clerk} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n` +
        `authorization: ${authorization(emulator, 'clerk')['authorization']}\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  })
}

/** What Node's own client makes of a create at Clerk. */
function nodeCreate(emulator: Emulator, url: string): Promise<{ bytes: number; error: string | null }> {
  return new Promise((resolve) => {
    const headers = authorization(emulator, 'clerk')
    const asked = request(`${url}${createPaths.clerk}`, { method: 'POST', headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.on('end', () => resolve({ bytes, error: null }))
      response.on('error', (error: NodeJS.ErrnoException) => resolve({ bytes, error: error.code ?? '' }))
    })
    asked.on('error', (error: NodeJS.ErrnoException) => resolve({ bytes: 0, error: error.code ?? '' }))
    asked.end(JSON.stringify(createBody(emulator, 'clerk')))
  })
}

describe('over a socket', () => {
  it.each([
    ['reset-before', 0],
    ['lost-response', 1],
  ] as const)('%s is a connection that is reset', async (kind, keys) => {
    const { emulator, server } = await setUp({ kind, times: 3 })
    expect(await rawCreate(emulator, server.urls.clerk)).toEqual({ text: '', code: 'ECONNRESET' })
    expect(emulator.keys('clerk')).toHaveLength(keys)
    expect(await nodeCreate(emulator, server.urls.clerk)).toEqual({ bytes: 0, error: 'ECONNRESET' })
    const failure = await failureOf(askForKey(emulator, 'clerk', { base: server.urls.clerk, send: fetch }))
    expect([failure.error.message, failure.code]).toEqual(['fetch failed', 'ECONNRESET'])
  })

  it('fails as it does without one', async () => {
    for (const kind of ['lost-response', 'truncated-body'] as const) {
      const { emulator, ask } = await setUp({ kind, times: 2 })
      const failures = []
      for (const asking of [ask, () => askForKey(emulator, 'clerk')]) {
        failures.push(await failureOf(asking().then((response) => response.text())))
      }
      const [wired, direct] = failures.map(({ error, code }) => [error.name, error.message, code])
      expect(wired).toEqual(direct)
    }
  })

  it('truncated-body is a part of what was promised, and then the end', async () => {
    const { emulator, server, ask } = await setUp({ kind: 'truncated-body', afterBytes: 20, times: 3 })
    const { text, code } = await rawCreate(emulator, server.urls.clerk)
    const [head = '', body = ''] = text.split('\r\n\r\n')
    expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBeGreaterThan(300)
    expect([body.length, code]).toEqual([20, null])
    expect(await nodeCreate(emulator, server.urls.clerk)).toEqual({ bytes: 20, error: 'ECONNRESET' })
    const response = await ask({ body: JSON.stringify(createBody(emulator, 'clerk', 'Third')) })
    expect([response.status, (await drain(response)).error?.message]).toEqual([200, 'terminated'])
  })

  it('truncated-body with a clean ending is a body of the right length', async () => {
    const { emulator, server } = await setUp({ kind: 'truncated-body', ending: 'clean', afterBytes: 20 })
    const { text } = await rawCreate(emulator, server.urls.clerk)
    const [head = '', body = ''] = text.split('\r\n\r\n')
    expect([/content-length: (\d+)/i.exec(head)?.[1], body.length]).toEqual(['20', 20])
  })

  it('stalled-body stays open until the caller gives up', async () => {
    const { emulator, ask } = await setUp({ kind: 'stalled-body', afterBytes: 20 })
    const caller = new AbortController()
    const response = await ask({ signal: caller.signal })
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value).toHaveLength(20)
    const more = failureOf(Promise.resolve(reader?.read()))
    caller.abort(new Error('enough'))
    expect((await more).error.message).toBe('enough')
    expect(last(emulator)).toMatchObject({ fault: 'stalled-body', done: true })
  })

  it.each<Fault>([
    { kind: 'stalled-body' },
    { kind: 'stalled-body', afterBytes: 0 },
    { kind: 'slow', delayMs: 600_000 },
    { kind: 'slow', delayMs: 600_000, late: 'body' },
  ])('%o does not keep a server from closing', async (fault) => {
    const { emulator, server, ask } = await setUp(fault)
    const failed = failureOf(ask().then((response) => response.text()))
    while (emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await server.close()
    expect((await failed).error).toBeInstanceOf(TypeError)
  })

  it('slow lets the headers through at once where the body is late', async () => {
    const { ask } = await setUp({ kind: 'slow', late: 'body', delayMs: 600_000 })
    const caller = new AbortController()
    const response = await ask({ signal: caller.signal })
    expect(response.status).toBe(200)
    const text = failureOf(response.text())
    caller.abort(new Error('enough'))
    expect((await text).error.message).toBe('enough')
  })

  it('redirect sends to another origin, which fetch follows with the body and without the credential', async () => {
    const target = createEmulator({ seed: 2 })
    const other = await target.listen()
    servers.push(other)
    const location = `${other.urls.clerk}${createPaths.clerk}`
    const { emulator, ask } = await setUp({ kind: 'redirect', location })
    const response = await ask()
    expect([response.redirected, response.status]).toEqual([true, 401])
    expect(target.requests).toMatchObject([{ operation: 'create', done: false }])
    expect(emulator.requests).toMatchObject([{ fault: 'redirect', status: 307, done: false }])
  })

  it.each(faultKinds)('%s leaves the server fit for the next request', async (kind) => {
    const slowly = kind === 'slow' ? { delayMs: 1 } : {}
    for (const vendor of vendors) {
      const { emulator, server } = await setUp({ kind, ...slowly } as Fault)
      const options = { base: server.urls[vendor], send: fetch }
      const caller = new AbortController()
      const init = { signal: caller.signal, redirect: 'manual' } as const
      const response = await askForKey(emulator, vendor, { ...options, init }).catch(() => null)
      if (kind === 'stalled-body') caller.abort()
      await response?.text().catch(() => '')
      emulator.faults.clear()
      const body = JSON.stringify(createBody(emulator, vendor, 'Next'))
      const next = await askForKey(emulator, vendor, { ...options, init: { body } })
      await next.text()
      expect(next.ok).toBe(true)
      await server.close()
    }
  })
})

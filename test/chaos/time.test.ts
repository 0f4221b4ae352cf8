import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../src/connect/index.js'
import { type KeyClient, KeymuxError } from '../../src/core/index.js'
import { createEmulator, type Emulator, type EmulatorServer, type Fault } from '../../src/emulator/index.js'
import { serve, serveRaw } from '../http/support/serve.js'
import { watchRejections } from '../http/support/watch.js'

watchRejections()

const vendors = ['unkey', 'clerk', 'factify', 'flow'] as const
const anHour = 3_600_000

let emulator: Emulator
let server: EmulatorServer

beforeAll(async () => {
  emulator = createEmulator({ seed: 1 })
  server = await emulator.listen()
})
afterAll(async () => server.close())

async function clientOf(
  vendor: (typeof vendors)[number],
  { baseUrl = server.urls[vendor], attemptMs = 300 } = {},
): Promise<KeyClient> {
  const { [vendor]: credentials } = emulator.credentials
  return connect<string>(vendor, { ...credentials, baseUrl, timeout: { attemptMs }, marker: 'name' })
}

async function failureOf(call: Promise<unknown>): Promise<KeymuxError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!KeymuxError.is(error)) throw new Error('The call did not fail as it should.')
  return error
}

// None of these ends by itself within an hour: that a test ends at all shows that the client ended the call.
const faults: [string, Fault][] = [
  ['a silent server', { kind: 'slow', delayMs: anHour }],
  ['a slow body', { kind: 'slow', delayMs: anHour, late: 'body' }],
  ['a stalled body', { kind: 'stalled-body' }],
]

describe.each(faults)('%s', (_, fault) => {
  it.each(vendors)('ends in time at %s, and the error says whether it may have been done', async (vendor) => {
    const keys = await clientOf(vendor)
    const handle = emulator.faults.add({ ...fault, vendor, times: Infinity })
    const [made, ended, listed] = await Promise.all([
      failureOf(keys.create({ name: 'CI of Acme' })),
      failureOf(keys.revoke('key_none')),
      failureOf(keys.list().page()),
    ])
    handle.remove()
    expect(made).toMatchObject({ code: 'timeout', mayHaveActed: true, retryable: false })
    expect(made.reconcile).toBeTypeOf('function')
    expect(ended).toMatchObject({ code: 'timeout', mayHaveActed: true })
    expect(listed).toMatchObject({ code: 'timeout', mayHaveActed: false, retryable: true })
    expect(listed.reconcile).toBeUndefined()
  })
})

describe('a server that is never silent for long', () => {
  it('cannot hold a call by one byte at a time, nor keep its connection', async () => {
    const gone: Promise<void>[] = []
    const drip = (response: ServerResponse): void => {
      gone.push(new Promise((resolve) => response.once('close', resolve)))
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 10)
      response.once('close', () => clearInterval(timer))
    }
    const { url } = await serve(drip)
    const keys = await clientOf('flow', { baseUrl: url })
    expect(await failureOf(keys.create({ name: 'CI' }))).toMatchObject({
      code: 'timeout',
      mayHaveActed: true,
    })
    expect(gone.length).toBe(1)
    await Promise.all(gone)
  })

  it('cannot hold a call by one header at a time', async () => {
    const url = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const timer = setInterval(() => socket.write('x-more: 1\r\n'), 10)
      socket.once('close', () => clearInterval(timer))
    })
    const keys = await clientOf('flow', { baseUrl: url })
    expect(await failureOf(keys.create({ name: 'CI' }))).toMatchObject({
      code: 'timeout',
      mayHaveActed: true,
    })
  })

  it('cannot hold a call that reads by asking it to come again', async () => {
    const { url } = await serve((response) => response.writeHead(503, { 'retry-after': '0' }).end())
    const options = { ...emulator.credentials.flow, baseUrl: url, retry: { limit: 1_000_000 } }
    const keys = await connect<string>('flow', { ...options, timeout: { totalMs: 300 } })
    const error = await failureOf(keys.list().page())
    expect(['timeout', 'unavailable']).toContain(error.code)
    expect(error.mayHaveActed).toBe(false)
  })

  it('cannot hold a settling either', async () => {
    const handle = emulator.faults.add({ kind: 'lost-response', vendor: 'flow', operation: 'create' })
    const keys = await clientOf('flow', { attemptMs: 1000 })
    const error = await failureOf(keys.create({ name: 'CI' }))
    handle.remove()
    emulator.faults.add({ kind: 'slow', delayMs: anHour, vendor: 'flow', operation: 'list' })
    const settling = error.reconcile?.() ?? Promise.resolve()
    expect(await failureOf(settling)).toMatchObject({ code: 'timeout', mayHaveActed: false })
    expect((await error.reconcile?.())?.status).toBe('revoked')
  })
})

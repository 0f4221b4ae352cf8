import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { standIn } from './stand-in.js'

const { emulator, close } = await standIn()
const { app } = await import('./app.js')
const { keys } = await import('./keys.js')
const server = app.listen(0)
const url = `http://localhost:${(server.address() as AddressInfo).port}`

after(async () => {
  server.closeAllConnections()
  server.close()
  await close()
})

beforeEach(() => {
  emulator.faults.clear()
  keys.cache.clear()
})

async function issue(user: string): Promise<{ id: string; secret: string }> {
  const response = await fetch(`${url}/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-user': user },
    body: JSON.stringify({ name: 'CI' }),
  })
  assert.equal(response.status, 201)
  return (await response.json()) as { id: string; secret: string }
}

async function documents(authorization?: string): Promise<Response> {
  const headers = new Headers(authorization === undefined ? [] : [['authorization', authorization]])
  return fetch(`${url}/documents`, { headers })
}

test('a key that was issued opens the documents of its owner, until it is revoked', async () => {
  const { id, secret } = await issue('user_1')
  const response = await documents(`Bearer ${secret}`)
  assert.deepEqual(await response.json(), { owner: 'user_1', documents: ['Minutes', 'Budget'] })
  const end = async (user: string): Promise<number> =>
    (await fetch(`${url}/keys/${id}`, { method: 'DELETE', headers: { 'x-user': user } })).status
  assert.equal(await end('user_2'), 404)
  assert.equal(await end('user_1'), 204)
  assert.equal((await documents(`Bearer ${secret}`)).status, 401)
})

test('without a good key it is a problem, with the headers that belong to it', async () => {
  const none = await documents()
  assert.equal(none.status, 401)
  assert.equal(none.headers.get('www-authenticate'), 'Bearer realm="api"')
  assert.match(none.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.equal(((await none.json()) as { reason: string }).reason, 'missing_credential')
  assert.equal((await documents('Bearer')).status, 400)
  assert.equal((await documents('Bearer acme_made_up')).status, 401)
})

test('while the vendor is down it is a 503, and no good key is called bad', async () => {
  const { secret } = await issue('user_1')
  emulator.faults.add({ kind: 'error-before-commit', vendor: 'unkey', times: Infinity })
  assert.equal((await documents(`Bearer ${secret}`)).status, 503)
  emulator.faults.clear()
  assert.equal((await documents(`Bearer ${secret}`)).status, 200)
})

test('who goes away ends the call to the vendor, and the service goes on', { timeout: 10_000 }, async () => {
  const { secret } = await issue('user_1')
  emulator.faults.add({ kind: 'slow', delayMs: 30_000, vendor: 'unkey', operation: 'verify' })
  const headers = { authorization: `Bearer ${secret}` }
  await assert.rejects(fetch(`${url}/documents`, { headers, signal: AbortSignal.timeout(300) }))
  while (keys.cache.stats().inFlight > 0) await setTimeout(10)
  assert.equal((await documents(`Bearer ${secret}`)).status, 200)
})

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { serveWorker } from './serve.js'
import { standIn } from './stand-in.js'

const { emulator, close } = await standIn()
const { url, stop } = await serveWorker(0)

after(async () => {
  await stop()
  await close()
})

async function issue(): Promise<string> {
  const response = await fetch(`${url}/keys`, { method: 'POST', headers: { 'x-user': 'user_1' } })
  assert.equal(response.status, 201)
  return ((await response.json()) as { secret: string }).secret
}

async function documents(secret: string): Promise<Response> {
  return fetch(`${url}/documents`, { headers: { authorization: `Bearer ${secret}` } })
}

function verifications(): number {
  return emulator.requests.filter(({ operation }) => operation === 'verify').length
}

test('a key that was issued opens the documents of its owner', async () => {
  const response = await documents(await issue())
  assert.equal(response.status, 200)
  assert.deepEqual(await response.json(), { owner: 'user_1', documents: ['Minutes', 'Budget'] })
})

test('many requests at once ask Unkey once, and later ones not at all', async () => {
  const secret = await issue()
  const before = verifications()
  const responses = await Promise.all(Array.from({ length: 20 }, async () => documents(secret)))
  assert.deepEqual(new Set(responses.map(({ status }) => status)), new Set([200]))
  assert.equal((await documents(secret)).status, 200)
  assert.equal(verifications() - before, 1)
})

test('without a good key it is a 401 that says so', async () => {
  const none = await fetch(`${url}/documents`)
  assert.equal(none.status, 401)
  assert.equal(none.headers.get('www-authenticate'), 'Bearer realm="api"')
  assert.equal((await documents('acme_made_up')).status, 401)
})

test('while Unkey is down it is a 503', async () => {
  const secret = await issue()
  const fault = emulator.faults.add({ kind: 'error-before-commit', times: Infinity })
  assert.equal((await documents(secret)).status, 503)
  const issued = await fetch(`${url}/keys`, { method: 'POST', headers: { 'x-user': 'user_1' } })
  assert.equal(issued.status, 503)
  fault.remove()
  assert.equal((await documents(secret)).status, 200)
})

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { serveNext } from './serve'
import { standIn } from './stand-in'

const { emulator, close } = await standIn()
const { url, stop } = await serveNext(0)

after(async () => {
  await stop()
  await close()
})

async function issue(): Promise<string> {
  const response = await fetch(`${url}/api/keys`, { method: 'POST', headers: { 'x-user': 'user_1' } })
  assert.equal(response.status, 201)
  return ((await response.json()) as { secret: string }).secret
}

async function documents(authorization: string): Promise<Response> {
  return fetch(`${url}/api/documents`, { headers: { authorization } })
}

test('a key that was issued opens the documents of its owner', async () => {
  const response = await documents(`Bearer ${await issue()}`)
  assert.equal(response.status, 200)
  assert.deepEqual(await response.json(), { owner: 'user_1', documents: ['Minutes', 'Budget'] })
})

test('without a good key it is a 401 that says so', async () => {
  const none = await fetch(`${url}/api/documents`)
  assert.equal(none.status, 401)
  assert.equal(none.headers.get('www-authenticate'), 'Bearer realm="api"')
  assert.match(none.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.equal((await documents('Bearer acme_made_up')).status, 401)
})

test('while Unkey is down it is a 503', async () => {
  const secret = await issue()
  emulator.faults.add({ kind: 'error-before-commit', operation: 'verify' })
  assert.equal((await documents(`Bearer ${secret}`)).status, 503)
  assert.equal((await documents(`Bearer ${secret}`)).status, 200)
})

import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { standIn } from './stand-in.js'

const { emulator, close } = await standIn()
const { createApp } = await import('./app.js')
const { keys } = await import('./keys.js')

const logged: string[] = []
const app = await createApp({ logger: { stream: { write: (line: string) => void logged.push(line) } } })

after(async () => {
  await app.close()
  await close()
})

beforeEach(() => {
  emulator.faults.clear()
  keys.cache.clear()
})

async function issue(): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: '/keys',
    headers: { 'x-user': 'user_1' },
    body: { name: 'CI' },
  })
  assert.equal(response.statusCode, 201)
  return response.json<{ secret: string }>().secret
}

async function documents(authorization?: string) {
  return app.inject({ url: '/documents', headers: authorization === undefined ? {} : { authorization } })
}

test('a key that was issued opens the documents of its owner', async () => {
  const response = await documents(`Bearer ${await issue()}`)
  assert.equal(response.statusCode, 200)
  assert.deepEqual(response.json(), { owner: 'user_1', documents: ['Minutes', 'Budget'] })
})

test('without a good key it is a problem, with the headers that belong to it', async () => {
  const none = await documents()
  assert.equal(none.statusCode, 401)
  assert.equal(none.headers['www-authenticate'], 'Bearer realm="api"')
  assert.match(String(none.headers['content-type']), /^application\/problem\+json/)
  assert.equal(none.json<{ reason: string }>().reason, 'missing_credential')
  assert.equal((await documents('Bearer acme_made_up')).statusCode, 401)
})

test('a key without the scope is a 403', async () => {
  const { secret } = await keys.create({ name: 'No scopes', owner: 'user_1' })
  const response = await documents(`Bearer ${secret.reveal()}`)
  assert.equal(response.statusCode, 403)
  assert.match(String(response.headers['www-authenticate']), /scope="documents.read"/)
})

test('while the vendor is down it is a 503, the log says why, and holds no secret', async () => {
  const secret = await issue()
  emulator.faults.add({ kind: 'error-before-commit', vendor: 'unkey', operation: 'verify' })
  assert.equal((await documents(`Bearer ${secret}`)).statusCode, 503)
  const log = logged.join('')
  assert.match(log, /unkey\/application\/unexpected_error/)
  assert.ok(!log.includes(secret) && !log.includes(emulator.credentials.unkey.rootKey))
})

test('a key without a name, or without a user, is not made', async () => {
  const bodies = [{ headers: { 'x-user': 'user_1' }, body: {} }, { body: { name: 'CI' } }]
  for (const each of bodies) {
    const response = await app.inject({ method: 'POST', url: '/keys', ...each })
    assert.equal(response.statusCode, 400)
  }
})

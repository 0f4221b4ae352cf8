import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { standIn } from './stand-in.js'

const { emulator, close } = await standIn()
const { app } = await import('./app.js')
const { keys } = await import('./keys.js')

const json = { 'content-type': 'application/json' }

async function issue(user: string): Promise<{ id: string; secret: string }> {
  const response = await app.request('/keys', {
    method: 'POST',
    headers: { ...json, 'x-user': user },
    body: JSON.stringify({ name: 'CI' }),
  })
  assert.equal(response.status, 201)
  return (await response.json()) as { id: string; secret: string }
}

async function documents(secret?: string): Promise<Response> {
  const headers = new Headers(secret === undefined ? [] : [['authorization', `Bearer ${secret}`]])
  return app.request('/documents', { headers })
}

after(close)

beforeEach(() => {
  emulator.faults.clear()
  keys.cache.clear()
})

test('a key that was issued opens the documents of its owner', async () => {
  const { secret } = await issue('user_1')
  const response = await documents(secret)
  assert.equal(response.status, 200)
  assert.deepEqual(await response.json(), { owner: 'user_1', documents: ['Minutes', 'Budget'] })
})

test('without a key, or with one that nobody issued, it is a 401 that says so', async () => {
  const none = await documents()
  assert.equal(none.status, 401)
  assert.equal(none.headers.get('www-authenticate'), 'Bearer realm="api"')
  const wrong = await documents('acme_made_up')
  assert.equal(wrong.status, 401)
  assert.match(wrong.headers.get('www-authenticate') ?? '', /invalid_token/)
})

test('a user sees own keys without their secrets, and ends none but those', async () => {
  const { id, secret } = await issue('user_2')
  const list = await app.request('/keys', { headers: { 'x-user': 'user_2' } })
  const text = await list.text()
  assert.ok(text.includes(id) && !text.includes(secret))
  const end = async (user: string): Promise<number> =>
    (await app.request(`/keys/${id}`, { method: 'DELETE', headers: { 'x-user': user } })).status
  assert.equal(await end('user_3'), 404)
  assert.equal((await documents(secret)).status, 200)
  assert.equal(await end('user_2'), 204)
  assert.equal((await documents(secret)).status, 401)
})

test('a lost answer leaves no key that nobody holds', async () => {
  emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'create' })
  const { id } = await issue('user_4')
  const live = emulator.keys('unkey').filter(({ owner, state }) => owner === 'user_4' && state === 'active')
  assert.deepEqual(
    live.map((key) => key.id),
    [id],
  )
})

test('while the vendor is down it is a 503, and keys that were just seen go on', async () => {
  const [seen, unseen] = [await issue('user_5'), await issue('user_5')]
  assert.equal((await documents(seen.secret)).status, 200)
  emulator.faults.add({ kind: 'error-before-commit', vendor: 'unkey', times: Infinity })
  assert.equal((await documents(seen.secret)).status, 200)
  assert.equal((await documents(unseen.secret)).status, 503)
})

test('a key without a name is not made', async () => {
  const response = await app.request('/keys', { method: 'POST', headers: { 'x-user': 'user_1' }, body: '{}' })
  assert.equal(response.status, 400)
})

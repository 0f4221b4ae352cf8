import { Hono } from 'hono'
import { KeymuxError } from 'keymux'
import { requireKey, requireUser } from './auth.js'
import { keys } from './keys.js'

export const app = new Hono()

// What your customers call, with a key.
app.get('/documents', requireKey({ scopes: ['documents.read'] }), (c) =>
  c.json({ owner: c.get('key').owner, documents: ['Minutes', 'Budget'] }),
)

// What your own dashboard calls, for a user who is signed in.
app.post('/keys', requireUser, async (c) => {
  const body: unknown = await c.req.json().catch(() => undefined)
  const name = nameIn(body)
  if (name === undefined) return c.json({ title: 'A key needs a `name` of 1 to 64 characters.' }, 400)
  const { id, secret } = await keys.create(
    { name, owner: c.get('user'), scopes: ['documents.read'], expiresAt: '90d' },
    // No live key is left that nobody holds, also where the answer is lost.
    { onAmbiguous: 'reconcile' },
  )
  // The one time that anybody sees it.
  return c.json({ id, secret: secret.reveal() }, 201, { 'cache-control': 'no-store' })
})

app.get('/keys', requireUser, async (c) => {
  const list = []
  for await (const { id, name, state, hint, createdAt } of keys.list({ owner: c.get('user') }))
    list.push({ id, name, state, hint, createdAt })
  return c.json(list)
})

app.delete('/keys/:id', requireUser, async (c) => {
  const key = await keys.get(c.req.param('id'))
  if (key.owner !== c.get('user')) return c.json({ title: 'There is no such key.' }, 404)
  // `keys` is the client that verifies as well: its cache knows at once.
  await keys.revoke(key.id)
  return c.body(null, 204)
})

app.onError((error, c) => {
  if (!KeymuxError.is(error)) throw error
  if (error.code === 'not_found') return c.json({ title: 'There is no such key.' }, 404)
  if (error.code === 'invalid_request')
    return c.json({ title: 'That cannot be done.', issues: error.issues }, 400)
  console.error(error)
  return c.json({ title: 'Keys cannot be managed at the moment.' }, 503)
})

function nameIn(body: unknown): string | undefined {
  const name = typeof body === 'object' && body !== null && 'name' in body ? body.name : undefined
  return typeof name === 'string' && /^.{1,64}$/.test(name) ? name : undefined
}

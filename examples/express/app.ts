import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { KeymuxError } from 'keymux'
import { keys } from './keys.js'
import { requireKey } from './require-key.js'

export const app: Express = express()

app.disable('x-powered-by')
app.use(express.json({ limit: '10kb' }))

app.get('/documents', requireKey({ scopes: ['documents.read'] }), (_req, res) => {
  res.json({ owner: res.locals.key.owner, documents: ['Minutes', 'Budget'] })
})

/** In the place of your own session: whoever says so is signed in. */
const requireUser: RequestHandler = (req, res, next) => {
  if (req.get('x-user') === undefined)
    res.status(401).json({ title: 'Sign in first: send the header x-user.' })
  else next()
}

app.post('/keys', requireUser, async (req, res) => {
  const { name } = (req.body ?? {}) as { name?: unknown }
  if (typeof name !== 'string' || !/^.{1,64}$/.test(name)) {
    res.status(400).json({ title: 'A key needs a `name` of 1 to 64 characters.' })
    return
  }
  const { id, secret } = await keys.create(
    { name, owner: req.get('x-user'), scopes: ['documents.read'], expiresAt: '90d' },
    // No live key is left that nobody holds, also where the answer is lost.
    { onAmbiguous: 'reconcile' },
  )
  // The one time that anybody sees it.
  res.status(201).set('cache-control', 'no-store').json({ id, secret: secret.reveal() })
})

app.delete('/keys/:id', requireUser, async (req, res) => {
  const key = await keys.get(String(req.params['id']))
  if (key.owner !== req.get('x-user')) {
    res.status(404).json({ title: 'There is no such key.' })
    return
  }
  // `keys` is the client that verifies as well: its cache knows at once.
  await keys.revoke(key.id)
  res.status(204).end()
})

const onError: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (!KeymuxError.is(error)) {
    next(error)
  } else if (error.code === 'not_found') {
    res.status(404).json({ title: 'There is no such key.' })
  } else {
    console.error(error)
    res.status(503).json({ title: 'Keys cannot be managed at the moment.' })
  }
}
app.use(onError)

import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { KeymuxError } from 'keymux'
import { keyAuth } from './key-auth.js'
import { keys } from './keys.js'

export async function createApp(options: FastifyServerOptions = {}): Promise<FastifyInstance> {
  const app = Fastify(options)
  await app.register(keyAuth)

  app.get('/documents', { onRequest: app.requireKey({ scopes: ['documents.read'] }) }, async ({ key }) => ({
    owner: key.owner,
    documents: ['Minutes', 'Budget'],
  }))

  const newKey = {
    body: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', minLength: 1, maxLength: 64 } },
    },
    // In the place of your own session: whoever says so is signed in.
    headers: { type: 'object', required: ['x-user'], properties: { 'x-user': { type: 'string' } } },
  }

  app.post<{ Body: { name: string }; Headers: { 'x-user': string } }>(
    '/keys',
    { schema: newKey },
    async ({ body, headers }, reply) => {
      const { id, secret } = await keys.create(
        { name: body.name, owner: headers['x-user'], scopes: ['documents.read'], expiresAt: '90d' },
        // No live key is left that nobody holds, also where the answer is lost.
        { onAmbiguous: 'reconcile' },
      )
      // The one time that anybody sees it.
      return reply.code(201).header('cache-control', 'no-store').send({ id, secret: secret.reveal() })
    },
  )

  app.setErrorHandler((error, request, reply) => {
    if (!KeymuxError.is(error)) return reply.send(error)
    request.log.error(error)
    return reply.code(503).send({ title: 'Keys cannot be managed at the moment.' })
  })

  return app
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { authenticate, type Authenticated, type AuthenticateOptions } from 'keymux/middleware'
import { keys } from './keys.js'

type Keys = typeof keys

declare module 'fastify' {
  interface FastifyInstance {
    /** A hook that lets a request with a good key pass; `request.key` says whose it is. */
    requireKey(
      options?: AuthenticateOptions<Keys>,
    ): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  }
  interface FastifyRequest {
    key: Authenticated<Keys>['key']
  }
}

export const keyAuth = fastifyPlugin(async (app) => {
  // Fastify wants a request's shape to be known before there is one.
  app.decorateRequest('key')
  app.decorate('requireKey', (options: AuthenticateOptions<Keys> = {}) => {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const get = (name: string): string | undefined => [request.headers[name]].flat().join(', ') || undefined
      const auth = await authenticate({ headers: { get }, signal: request.signal }, keys, {
        ...options,
        anonymous: false,
      })
      if (auth.ok) {
        request.key = auth.key
        return undefined
      }
      // Fastify logs it; an error of keymux prints without any secret.
      if (auth.error) request.log.error(auth.error)
      return reply
        .code(auth.response.status)
        .headers(Object.fromEntries(auth.response.headers))
        .send(JSON.stringify(auth.problem))
    }
  })
})

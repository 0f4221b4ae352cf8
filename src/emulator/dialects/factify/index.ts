import type { EmulatorCredentials } from '../../credentials.js'
import type { Dialect, World } from '../../dialect.js'
import { createSortableIds } from '../../ids.js'
import { findRoute, type Route } from '../../routes.js'
import { bearerToken, json, parseBody } from '../../wire.js'
import { createKey } from './create.js'
import { apiKeyInvalid, apiKeyMissing, FactifyRefusal, malformedBody, notFound, refusal } from './errors.js'
import { FactifyOrganization } from './organization.js'
import { createRateLimit } from './rate-limit.js'
import { describeFactifyKey } from './record.js'

/** Factify's API, v1beta: snake_case, 200 for every success, ConnectRPC's errors, times to the nanosecond. */
export function factifyDialect(world: World, credentials: EmulatorCredentials['factify']): Dialect {
  const keys = world.store.open('factify', describeFactifyKey)
  const random = world.random.stream('keys')
  const organization = new FactifyOrganization(credentials.organizationId, keys, random, world.now)
  const requestId = createSortableIds(world.random.stream('requests'))
  const countCreation = createRateLimit(world.now)
  const routes: readonly Route<Request, unknown>[] = [
    {
      operation: 'create',
      method: 'POST',
      path: '/v1beta/api-keys',
      async handle(request) {
        countCreation()
        return createKey(organization, await readBody(request))
      },
    },
  ]
  const routeOf = (request: Request) => findRoute(routes, request.method, new URL(request.url).pathname)

  const answer = async (request: Request): Promise<unknown> => {
    const { route } = routeOf(request)
    if (route === null) throw notFound('There is no such route.')
    authenticate(request, credentials.apiKey)
    return route.handle(request)
  }

  return {
    vendor: 'factify',
    operationOf: (request) => routeOf(request).route?.operation ?? null,
    async fetch(request) {
      // Successes carry no request id, but each request has one.
      const id = `req_${requestId()}`
      try {
        return json(200, await answer(request))
      } catch (thrown) {
        if (!(thrown instanceof FactifyRefusal)) throw thrown
        return refusal(thrown, id)
      }
    },
  }
}

function authenticate(request: Request, apiKey: string): void {
  const token = bearerToken(request)
  if (token === null) throw apiKeyMissing()
  if (token !== apiKey) throw apiKeyInvalid()
}

async function readBody(request: Request): Promise<unknown> {
  const body = parseBody(await request.text())
  if (body.kind !== 'json') throw malformedBody()
  return body.value
}

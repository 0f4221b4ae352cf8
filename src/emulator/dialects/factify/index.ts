import type { EmulatorCredentials } from '../../credentials.js'
import type { Dialect, World } from '../../dialect.js'
import { createSortableIds, firstRequest } from '../../ids.js'
import { findRoute, operationsOf } from '../../routes.js'
import { json } from '../../wire.js'
import { callerOf, nameOf } from './caller.js'
import { FactifyRefusal, notFound, refusal } from './errors.js'
import type { FactifySettings } from './options.js'
import { FactifyOrganization } from './organization.js'
import { createRateLimit } from './rate-limit.js'
import { describeFactifyKey } from './record.js'
import { routesOf } from './routes.js'
import { inTrouble } from './trouble.js'

/** Factify's API, v1beta: snake_case, 200 for every success, ConnectRPC's errors, times to the nanosecond. */
export function factifyDialect(
  world: World,
  credentials: EmulatorCredentials['factify'],
  settings: FactifySettings,
): Dialect {
  const keys = world.store.open('factify', describeFactifyKey)
  const random = world.random.stream('keys')
  const organization = new FactifyOrganization(credentials.organizationId, keys, random, world.now, settings)
  // Of the credential's time, they would share its first letters, and no error would show them whole.
  const sortableId = createSortableIds(world.random.stream('requests'), firstRequest)
  const newRequestId = (): string => `req_${sortableId()}`
  const routes = routesOf(organization)
  const routeOf = (request: Request) => findRoute(routes, request.method, new URL(request.url).pathname)

  const { rateLimit } = settings
  const countRequest = rateLimit === null ? null : createRateLimit(rateLimit.limit, world.now)

  const answer = async (request: Request, lagMs: number): Promise<unknown> => {
    const { route, parameters } = routeOf(request)
    if (route === null) throw notFound('There is no such route.')
    const caller = await callerOf(organization, credentials, request)
    countRequest?.(nameOf(caller))
    const query = new URL(request.url).searchParams
    return route.handle({ request, parameters, query, lagMs, caller })
  }

  return {
    vendor: 'factify',
    basePath: '',
    credentialHeader: 'authorization',
    operations: operationsOf(routes),
    enumerations: /^\/(code|quota\/tier)$|^\/details\/\d+\/reason$/,
    operationOf: (request) => routeOf(request).route?.operation ?? null,
    async fetch(request, lagMs) {
      // Successes carry no request id, but each request has one.
      const id = newRequestId()
      try {
        return json(200, await answer(request, lagMs))
      } catch (thrown) {
        if (!(thrown instanceof FactifyRefusal)) throw thrown
        return refusal(thrown, id)
      }
    },
    fail: (_, trouble) => refusal(inTrouble(trouble, world.now()), newRequestId()),
  }
}

import type { EmulatorCredentials } from '../../credentials.js'
import type { Dialect, World } from '../../dialect.js'
import { findRoute, operationsOf } from '../../routes.js'
import { retryAfterHeader } from '../../trouble.js'
import { bearerToken } from '../../wire.js'
import { FlowAccount } from './account.js'
import { FlowRefusal, noRoute, notAuthenticated, refusal } from './errors.js'
import type { FlowSettings } from './options.js'
import { describeFlowKey } from './record.js'
import { routesOf } from './routes.js'

/** Flow's API, a FastAPI application: bare objects, 201 for a create, and three spellings of one resource. */
export function flowDialect(
  world: World,
  credentials: EmulatorCredentials['flow'],
  settings: FlowSettings,
): Dialect {
  const keys = world.store.open('flow', describeFlowKey)
  const account = new FlowAccount(keys, world.random.stream('keys'), world.now)
  const routes = routesOf(account, settings, credentials.token)
  const routeOf = (request: Request) => findRoute(routes, request.method, pathOf(request))

  const answer = async (request: Request, lagMs: number): Promise<Response> => {
    const { route, parameters, allowed } = routeOf(request)
    if (route === null) throw noRoute(allowed)
    if (tokenOf(request, settings.authHeader) !== credentials.token) throw notAuthenticated()
    return route.handle({ request, parameters, query: new URL(request.url).searchParams, lagMs })
  }

  return {
    vendor: 'flow',
    basePath: '',
    credentialHeader: settings.authHeader,
    operations: operationsOf(routes),
    enumerations: /^\/detail\/\d+\/type$/,
    operationOf: (request) => routeOf(request).route?.operation ?? null,
    async fetch(request, lagMs) {
      try {
        return await answer(request, lagMs)
      } catch (thrown) {
        if (!(thrown instanceof FlowRefusal)) throw thrown
        return refusal(thrown)
      }
    },
    // No failure of Flow's own is published: these have the form that FastAPI gives to all.
    fail: (_, trouble) =>
      refusal(new FlowRefusal(trouble.status, trouble.message, retryAfterHeader(trouble))),
  }
}

/** A deployed Flow probably serves its API below `/api/v1`; a local one does not. Both work. */
function pathOf(request: Request): string {
  return new URL(request.url).pathname.replace(/^\/api\/v1(?=\/)/, '')
}

function tokenOf(request: Request, header: string): string | null {
  return header === 'authorization' ? bearerToken(request) : request.headers.get(header)
}

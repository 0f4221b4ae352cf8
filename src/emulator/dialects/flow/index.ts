import type { EmulatorCredentials } from '../../credentials.js'
import type { Dialect, World } from '../../dialect.js'
import type { FlowOptions } from '../../options.js'
import { findRoute, type Route } from '../../routes.js'
import { bearerToken, json, parseBody } from '../../wire.js'
import { FlowAccount } from './account.js'
import { createKey } from './create.js'
import { bodyMalformed, bodyMissing, FlowRefusal, noRoute, notAuthenticated, refusal } from './errors.js'
import { describeFlowKey } from './record.js'

/** Flow's API, a FastAPI application: bare objects, 201 for a create, and three spellings of one resource. */
export function flowDialect(
  world: World,
  credentials: EmulatorCredentials['flow'],
  options: Required<FlowOptions>,
): Dialect {
  const keys = world.store.open('flow', describeFlowKey)
  const account = new FlowAccount(keys, world.random.stream('keys'), world.now)
  const routes: readonly Route<unknown, Response>[] = [
    {
      operation: 'create',
      method: 'POST',
      path: '/api-keys',
      handle: async (body) => json(201, await createKey(account, body, options.casing)),
    },
  ]
  const routeOf = (request: Request) => findRoute(routes, request.method, pathOf(request))

  const answer = async (request: Request): Promise<Response> => {
    const { route, allowed } = routeOf(request)
    if (route === null) throw noRoute(allowed)
    if (tokenOf(request, options.authHeader) !== credentials.token) throw notAuthenticated()
    return route.handle(await readBody(request))
  }

  return {
    vendor: 'flow',
    operationOf: (request) => routeOf(request).route?.operation ?? null,
    async fetch(request) {
      try {
        return await answer(request)
      } catch (thrown) {
        if (!(thrown instanceof FlowRefusal)) throw thrown
        return refusal(thrown)
      }
    },
  }
}

/** A deployed Flow probably serves its API below `/api/v1`; a local one does not. Both work. */
function pathOf(request: Request): string {
  return new URL(request.url).pathname.replace(/^\/api\/v1(?=\/)/, '')
}

function tokenOf(request: Request, header: string): string | null {
  return header === 'authorization' ? bearerToken(request) : request.headers.get(header)
}

async function readBody(request: Request): Promise<unknown> {
  const body = parseBody(await request.text())
  if (body.kind === 'json') return body.value
  throw body.kind === 'empty' ? bodyMissing() : bodyMalformed()
}

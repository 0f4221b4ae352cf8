import type { EmulatorCredentials } from '../../credentials.js'
import type { Dialect, World } from '../../dialect.js'
import { hexAlphabet } from '../../encoding.js'
import type { Random } from '../../random.js'
import { findRoute, operationsOf } from '../../routes.js'
import { retryAfterHeader } from '../../trouble.js'
import { bearerToken, json } from '../../wire.js'
import {
  authorizationInvalid,
  badRequest,
  ClerkRefusal,
  noRoute,
  refusal,
  secretKeyInvalid,
} from './errors.js'
import { ClerkInstance } from './instance.js'
import type { ClerkSettings } from './options.js'
import { describeClerkKey } from './record.js'
import { routesOf } from './routes.js'
import { inTrouble } from './trouble.js'

// The key operations are the same in all of them.
const versions = new Set(['2021-02-05', '2024-10-01', '2025-03-12', '2025-04-10', '2025-11-10', '2026-05-12'])

/** Clerk's Backend API: bare objects in snake_case, 200 for every success, the request id in a header. */
export function clerkDialect(
  world: World,
  credentials: EmulatorCredentials['clerk'],
  settings: ClerkSettings,
): Dialect {
  const keys = world.store.open('clerk', describeClerkKey)
  const instance = new ClerkInstance(keys, world.random.stream('keys'), world.now, settings)
  const requestIds = world.random.stream('requests')
  const newTraceId = (): string => requestIds.text(hexAlphabet, 32)
  const routes = routesOf(instance)
  const routeOf = (request: Request) => findRoute(routes, request.method, pathOf(request))

  // Clerk looks at the credential before it looks at the path.
  const answer = async (request: Request, lagMs: number): Promise<unknown> => {
    authenticate(request, credentials.secretKey)
    refuseUnknownVersion(request)
    const { route, parameters } = routeOf(request)
    if (route === null) throw noRoute()
    return route.handle({ request, parameters, query: new URL(request.url).searchParams, lagMs })
  }

  return {
    vendor: 'clerk',
    basePath: '/v1',
    credentialHeader: 'authorization',
    operations: operationsOf(routes),
    enumerations: /(^|^\/data\/\d+)\/(object|type)$|^\/errors\/\d+\/code$/,
    operationOf: (request) => routeOf(request).route?.operation ?? null,
    async fetch(request, lagMs) {
      const traceId = newTraceId()
      const headers = { 'cf-ray': ray(requestIds) }
      try {
        return json(200, await answer(request, lagMs), headers)
      } catch (thrown) {
        if (!(thrown instanceof ClerkRefusal)) throw thrown
        return refusal(thrown, traceId, headers)
      }
    },
    fail: (_, trouble) =>
      refusal(inTrouble(trouble), newTraceId(), { 'cf-ray': ray(requestIds), ...retryAfterHeader(trouble) }),
  }
}

/** The document's server ends in `/v1`; Clerk's own SDK leaves it out for keys. Both work. */
function pathOf(request: Request): string {
  return new URL(request.url).pathname.replace(/^\/v1(?=\/)/, '')
}

function ray(random: Random): string {
  return `${random.text(hexAlphabet, 16)}-FRA`
}

function authenticate(request: Request, secretKey: string): void {
  const token = bearerToken(request)
  if (token === null) throw authorizationInvalid()
  if (token !== secretKey) throw secretKeyInvalid()
}

/** A version can be asked for in a header or in the query, but not in both. */
function refuseUnknownVersion(request: Request): void {
  const header = request.headers.get('clerk-api-version')
  const query = new URL(request.url).searchParams.get('__clerk_api_version')
  if (header !== null && query !== null) throw badRequest('The API version is given twice.')
  const version = header ?? query
  if (version !== null && !versions.has(version)) throw badRequest('The API version is not known.')
}

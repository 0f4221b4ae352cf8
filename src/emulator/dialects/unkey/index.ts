import type { EmulatorCredentials } from '../../credentials.js'
import type { Dialect, World } from '../../dialect.js'
import { base62Alphabet } from '../../encoding.js'
import { findRoute, operationsOf } from '../../routes.js'
import { longestLagMs } from '../../store.js'
import { json, parseBody } from '../../wire.js'
import type { UnkeyAnswer } from './answer.js'
import {
  authorizationMalformed,
  authorizationMissing,
  bodyTooLarge,
  invalidBody,
  noRoute,
  refusal,
  UnkeyRefusal,
} from './errors.js'
import type { UnkeySettings } from './options.js'
import { createRateLimit } from './rate-limit.js'
import { describeUnkeyKey } from './record.js'
import { rootKeyNotFound } from './refusals.js'
import { routesOf } from './routes.js'
import { inTrouble } from './trouble.js'
import { UnkeyWorkspace } from './workspace.js'

const bodyLimit = 10 * 1024 * 1024

/** Unkey's API, version 2: POST everywhere, the request id only in the body, errors as problem details. */
export function unkeyDialect(
  world: World,
  { rootKey, apiId }: EmulatorCredentials['unkey'],
  settings: UnkeySettings,
): Dialect {
  const keys = world.store.open('unkey', describeUnkeyKey, Math.max(longestLagMs, settings.replicaLagMs))
  const workspace = new UnkeyWorkspace(keys, world.random.stream('keys'), world.now, apiId, settings)
  const requestIds = world.random.stream('requests')
  const newRequestId = (): string => `req_${requestIds.text(base62Alphabet, 16)}`
  const routes = routesOf(workspace)
  const routeOf = (request: Request) => findRoute(routes, request.method, new URL(request.url).pathname)
  const { rateLimit } = settings
  const countRequest = rateLimit === null ? null : createRateLimit(rateLimit.limit, world.now)

  /** `headers` is filled once the workspace is known, which is when the root key is. */
  const answer = async (
    request: Request,
    lagMs: number,
    headers: Record<string, string>,
  ): Promise<UnkeyAnswer> => {
    const { route, allowed } = routeOf(request)
    if (route === null) throw noRoute(allowed)
    const sent = rootKeyOf(request)
    const body = await readBody(request)
    const authenticate = (): void => {
      if (sent !== rootKey) throw rootKeyNotFound()
      const counted = countRequest?.()
      Object.assign(headers, counted?.headers)
      counted?.refuse()
    }
    return route.handle({ body, authenticate, lagMs })
  }

  return {
    vendor: 'unkey',
    basePath: '',
    // A soft delete and a decrypting get are all that Unkey has for these two.
    credentialHeader: 'authorization',
    operations: operationsOf(routes, { revoke: 'delete', recover: 'get' }),
    enumerations: /^\/data\/code$|\/refill\/interval$/,
    operationOf: (request) => routeOf(request).route?.operation ?? null,
    async fetch(request, lagMs) {
      const requestId = newRequestId()
      const headers: Record<string, string> = {}
      try {
        const answered = await answer(request, lagMs, headers)
        return json(200, { meta: { requestId }, ...answered }, headers)
      } catch (thrown) {
        if (!(thrown instanceof UnkeyRefusal)) throw thrown
        return refusal(thrown, requestId, acceptOf(request), headers)
      }
    },
    fail: (request, trouble) => refusal(inTrouble(trouble), newRequestId(), acceptOf(request), {}),
  }
}

function acceptOf(request: Request): string {
  return request.headers.get('accept') ?? ''
}

/** The scheme is compared letter by letter: `bearer` is malformed. */
function rootKeyOf(request: Request): string {
  const header = request.headers.get('authorization')?.trim() ?? ''
  if (header === '') throw authorizationMissing()
  const rootKey = header.startsWith('Bearer ') ? header.slice('Bearer '.length).trim() : ''
  if (rootKey === '') throw authorizationMalformed()
  return rootKey
}

async function readBody(request: Request): Promise<unknown> {
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength > bodyLimit) throw bodyTooLarge(bodyLimit)
  const body = parseBody(new TextDecoder().decode(bytes))
  if (body.kind === 'json') return body.value
  throw invalidBody([{ path: [], message: body.kind === 'empty' ? 'is required' : 'is not valid JSON' }])
}

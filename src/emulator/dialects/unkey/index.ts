import type { EmulatorCredentials } from '../../credentials.js'
import type { Dialect, World } from '../../dialect.js'
import { base62Alphabet } from '../../encoding.js'
import { findRoute, type Route } from '../../routes.js'
import { json, parseBody } from '../../wire.js'
import { createKey, readCreate } from './create.js'
import {
  authorizationMalformed,
  authorizationMissing,
  bodyTooLarge,
  invalidBody,
  noRoute,
  refusal,
  rootKeyNotFound,
  UnkeyRefusal,
} from './errors.js'
import { describeUnkeyKey } from './record.js'
import { UnkeyWorkspace } from './workspace.js'

const bodyLimit = 10 * 1024 * 1024

/** A request to an operation, read and not yet acted on. */
interface Call {
  readonly body: unknown
  /** Checks the root key. The document's rules come first at Unkey, so a bad body hides a wrong root key. */
  readonly authenticate: () => void
}

/** Unkey's API, version 2: POST everywhere, the request id only in the body, errors as problem details. */
export function unkeyDialect(world: World, credentials: EmulatorCredentials['unkey']): Dialect {
  const keys = world.store.open('unkey', describeUnkeyKey)
  const workspace = new UnkeyWorkspace(keys, world.random.stream('keys'), world.now, credentials.apiId)
  const requestIds = world.random.stream('requests')
  const routes: readonly Route<Call, unknown>[] = [
    {
      operation: 'create',
      method: 'POST',
      path: '/v2/keys.createKey',
      async handle({ body, authenticate }) {
        const request = readCreate(body)
        authenticate()
        return createKey(workspace, request)
      },
    },
  ]
  const routeOf = (request: Request) => findRoute(routes, request.method, new URL(request.url).pathname)

  const answer = async (request: Request): Promise<unknown> => {
    const { route, allowed } = routeOf(request)
    if (route === null) throw noRoute(allowed)
    const rootKey = rootKeyOf(request)
    const body = await readBody(request)
    const authenticate = (): void => {
      if (rootKey !== credentials.rootKey) throw rootKeyNotFound()
    }
    return route.handle({ body, authenticate })
  }

  return {
    vendor: 'unkey',
    operationOf: (request) => routeOf(request).route?.operation ?? null,
    async fetch(request) {
      const requestId = `req_${requestIds.text(base62Alphabet, 16)}`
      try {
        return json(200, { meta: { requestId }, data: await answer(request) })
      } catch (thrown) {
        if (!(thrown instanceof UnkeyRefusal)) throw thrown
        return refusal(thrown, requestId, request.headers.get('accept') ?? '')
      }
    },
  }
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

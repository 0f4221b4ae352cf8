import { concealed } from '../emulator/credentials.js'
import type { Dialect, World } from '../emulator/dialect.js'
import type { Guest } from '../emulator/guest.js'
import { findRoute, operationsOf } from '../emulator/routes.js'
import type { Trouble } from '../emulator/trouble.js'
import type { VendorModel } from '../generator/model.js'
import { enumerationsOf } from './answer/enumerations.js'
import { carries, madeCredentials } from './credential.js'
import { MockAccount } from './keys/account.js'
import { madeOptions } from './places.js'
import { MockRefusal } from './refusal.js'
import { Replies } from './replies.js'
import { aliasesOf, routesOf } from './routes.js'

/** Options of a mock with every default filled in. */
export interface MockSetup {
  readonly baseUrl: string
  readonly pageSize: number
}

/** A vendor as its document and its overlay have it, at home in one emulator. */
export function createMockDialect(model: VendorModel, { baseUrl, pageSize }: MockSetup, world: World): Guest {
  const { credential: annotation } = model.root
  const made = madeCredentials(model, world.random.stream('credential'))
  const options = madeOptions(model, world.random.stream('options'))
  const replies = new Replies(model, world, baseUrl)
  const routes = routesOf(new MockAccount(model, world, pageSize), replies)
  const basePath = new URL(baseUrl).pathname.replace(/\/+$/, '')
  const routeOf = (request: Request) => findRoute(routes, request.method, pathBelow(basePath, request))

  const answer = async (request: Request, lagMs: number): Promise<Response> => {
    const { route, parameters, allowed } = routeOf(request)
    if (route === null) throw replies.noRoute(pathBelow(basePath, request), request.method, allowed)
    if (!carries(request, annotation, made))
      throw new MockRefusal('unauthorized', 'The credential is missing or wrong.')
    return route.handle({ request, parameters, query: new URL(request.url).searchParams, lagMs })
  }

  const dialect: Dialect = {
    vendor: model.id,
    basePath,
    credentialHeader: annotation.header.toLowerCase(),
    operations: operationsOf(routes, aliasesOf(model)),
    enumerations: enumerationsOf(model),
    operationOf: (request) => routeOf(request).route?.operation ?? null,
    async fetch(request, lagMs) {
      try {
        return await answer(request, lagMs)
      } catch (thrown) {
        if (!(thrown instanceof MockRefusal)) throw thrown
        return replies.refusal(thrown, routeOf(request).route)
      }
    },
    fail: (request, trouble: Trouble) => replies.trouble(trouble, routeOf(request).route),
  }
  return { dialect, credentials: concealed(made, options) }
}

/** What is not below the base URL is no path of the vendor's. */
function pathBelow(basePath: string, { url }: Request): string {
  const { pathname } = new URL(url)
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : ''
}

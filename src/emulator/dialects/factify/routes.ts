import type { Call, Route } from '../../routes.js'
import { parseBody } from '../../wire.js'
import { type Caller, nameOf, readMe } from './caller.js'
import { createKey } from './create.js'
import { malformedBody } from './errors.js'
import { listKeys } from './list.js'
import type { FactifyOrganization } from './organization.js'
import { keyAt } from './parameters.js'
import { deleteQuota, listQuotas, readQuota, readUsage, setQuota, spendRequest } from './quota.js'
import { createRateLimit } from './rate-limit.js'
import { revokeKey } from './revoke.js'

/** A request whose credential is good. */
export interface FactifyCall extends Call {
  readonly caller: Caller
}

type FactifyRoute = Route<FactifyCall, unknown>

/** Every operation of Factify's on keys and their quotas. */
export function routesOf(organization: FactifyOrganization): readonly FactifyRoute[] {
  return [...keyRoutes(organization), ...quotaRoutes(organization)]
}

/** Requests that may create something, per key and minute. Whether any other POST counts is not known. */
const mostCreations = 100

/** What counts towards the quotas. Bodies are read before keys are looked up, so that nothing comes in between. */
function keyRoutes(organization: FactifyOrganization): readonly FactifyRoute[] {
  const path = '/v1beta/api-keys'
  const countCreation = createRateLimit(mostCreations, organization.now)
  const spend = ({ caller }: FactifyCall): void =>
    spendRequest(organization, caller.kind === 'user' ? null : caller.keyId)
  return [
    {
      operation: 'create',
      method: 'POST',
      path,
      async handle(call) {
        countCreation(nameOf(call.caller))
        spend(call)
        return createKey(organization, await readBody(call.request))
      },
    },
    {
      operation: 'list',
      method: 'GET',
      path,
      async handle(call) {
        spend(call)
        return listKeys(organization, call.query, call.lagMs)
      },
    },
    {
      operation: 'revoke',
      method: 'POST',
      path: `${path}/{api_key_id}/revoke`,
      async handle(call) {
        spend(call)
        const body = await readBody(call.request)
        return revokeKey(organization, keyAt(organization, call.parameters), body)
      },
    },
  ]
}

/** What asks about the quotas does not use them up: whoever has spent one could not find out. */
function quotaRoutes(organization: FactifyOrganization): readonly FactifyRoute[] {
  const path = '/v1beta/quota'
  const ofKey = `${path}/keys/{api_key_id}`
  const get = (operation: FactifyRoute['operation'], at: string, read: (call: FactifyCall) => unknown) => ({
    operation,
    method: 'GET',
    path: at,
    handle: async (call: FactifyCall) => read(call),
  })
  return [
    get('getMe', '/v1beta/me', ({ caller }) => readMe(organization, caller)),
    get('getOrganizationQuota', path, ({ query }) => readQuota(organization, query)),
    get('listAPIKeyQuotas', `${path}/keys`, ({ query }) => listQuotas(organization, query)),
    get('getUsageHistory', `${path}/usage`, ({ query }) => readUsage(organization, query)),
    {
      operation: 'setAPIKeyQuota',
      method: 'PUT',
      path: ofKey,
      async handle({ request, parameters }) {
        const body = await readBody(request)
        return setQuota(organization, keyAt(organization, parameters), body)
      },
    },
    {
      operation: 'deleteAPIKeyQuota',
      method: 'DELETE',
      path: ofKey,
      handle: async ({ parameters, query }) =>
        deleteQuota(organization, keyAt(organization, parameters), query),
    },
  ]
}

async function readBody(request: Request): Promise<unknown> {
  const body = parseBody(await request.text())
  if (body.kind !== 'json') throw malformedBody()
  return body.value
}

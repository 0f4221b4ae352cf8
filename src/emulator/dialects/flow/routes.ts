import type { Call, Route } from '../../routes.js'
import { json, parseBody } from '../../wire.js'
import { type FlowAccount, userOnWire } from './account.js'
import { readId, readUpdate, revokeKey, updateKey } from './change.js'
import { createKey } from './create.js'
import { bodyMalformed, bodyMissing } from './errors.js'
import { listKeys } from './list.js'
import type { FlowSettings } from './options.js'

const all = '/api-keys'
const one = '/api-keys/{key_id}'

/** Every key operation of Flow's, and who is asking. `token` is what a login gives. */
export function routesOf(
  account: FlowAccount,
  settings: FlowSettings,
  token: string,
): readonly Route<Call, Response>[] {
  return [
    {
      operation: 'create',
      method: 'POST',
      path: all,
      handle: async ({ request }) =>
        json(201, await createKey(account, await readBody(request), settings.casing)),
    },
    {
      operation: 'list',
      method: 'GET',
      path: all,
      handle: async ({ query, lagMs }) =>
        json(200, listKeys(account.keys.seen(lagMs), query, settings.listsInactive)),
    },
    {
      operation: 'update',
      method: 'PUT',
      path: one,
      async handle({ request, parameters }) {
        const id = readId(parameters)
        return json(200, updateKey(account, id, readUpdate(await readBody(request))))
      },
    },
    {
      operation: 'revoke',
      method: 'DELETE',
      path: one,
      async handle({ parameters }) {
        revokeKey(account, readId(parameters))
        return new Response(null, { status: 204 })
      },
    },
    {
      operation: 'read_users_me_users_me_get',
      method: 'GET',
      path: '/users/me',
      handle: async () => json(200, userOnWire(account)),
    },
    {
      operation: 'sdk_login_auth_sdk_login_post',
      method: 'POST',
      path: '/auth/sdk/login',
      // What a login wants as a credential is not published; here it is the session token, which it gives again.
      handle: async () => json(200, { jwt: token }),
    },
  ]
}

async function readBody(request: Request): Promise<unknown> {
  const body = parseBody(await request.text())
  if (body.kind === 'json') return body.value
  throw body.kind === 'empty' ? bodyMissing() : bodyMalformed()
}

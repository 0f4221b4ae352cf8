import type { Call, Route } from '../../routes.js'
import { parseBody } from '../../wire.js'
import { createKey } from './create.js'
import { badRequest } from './errors.js'
import { keyAt } from './find.js'
import type { ClerkInstance } from './instance.js'
import { listKeys } from './list.js'
import { clerkKeyOnWire } from './record.js'
import { deleteKey, revokeKey } from './revoke.js'
import { updateKey } from './update.js'
import { readSecret, verifyKey } from './verify.js'

const all = '/api_keys'
const one = '/api_keys/{apiKeyID}'

/** Every key operation of Clerk's. Bodies are read before keys are looked up, so that nothing comes in between. */
export function routesOf(instance: ClerkInstance): readonly Route<Call, unknown>[] {
  return [
    {
      operation: 'create',
      method: 'POST',
      path: all,
      handle: async ({ request }) => createKey(instance, await readBody(request)),
    },
    {
      operation: 'list',
      method: 'GET',
      path: all,
      handle: async ({ query, lagMs }) => listKeys(instance, query, lagMs),
    },
    {
      operation: 'verify',
      method: 'POST',
      path: '/api_keys/verify',
      handle: async ({ request }) => verifyKey(instance, await readBody(request)),
    },
    {
      operation: 'get',
      method: 'GET',
      path: one,
      handle: async ({ parameters, lagMs }) =>
        clerkKeyOnWire(keyAt(instance.keys.seen(lagMs), parameters), instance.now()),
    },
    {
      operation: 'update',
      method: 'PATCH',
      path: one,
      async handle({ request, parameters }) {
        const body = await readBody(request)
        return updateKey(instance, keyAt(instance.keys, parameters), body)
      },
    },
    {
      operation: 'delete',
      method: 'DELETE',
      path: one,
      handle: async ({ parameters }) => deleteKey(instance, keyAt(instance.keys, parameters)),
    },
    {
      operation: 'revoke',
      method: 'POST',
      path: `${one}/revoke`,
      async handle({ request, parameters }) {
        const body = await readBody(request)
        return revokeKey(instance, keyAt(instance.keys, parameters), body)
      },
    },
    {
      operation: 'recover',
      method: 'GET',
      path: `${one}/secret`,
      handle: async ({ parameters, lagMs }) =>
        readSecret(instance, keyAt(instance.keys.seen(lagMs), parameters)),
    },
  ]
}

async function readBody(request: Request): Promise<unknown> {
  const body = parseBody(await request.text())
  if (body.kind === 'json') return body.value
  throw badRequest(
    body.kind === 'empty' ? 'The request body is missing.' : 'The request body is not valid JSON.',
  )
}

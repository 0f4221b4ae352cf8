import type { $ZodType } from 'zod/v4/core'

import type { paths } from '../../../generated/unkey/paths.js'
import * as schemas from '../../../generated/unkey/schemas.js'
import type { Route } from '../../routes.js'
import { type BodyOf, validate } from '../../validate.js'
import type { Operation } from '../../vendor.js'
import type { UnkeyAnswer } from './answer.js'
import * as catalogue from './catalogue.js'
import { createKey } from './create.js'
import { invalidBody } from './errors.js'
import { changePermissions, changeRoles } from './grants.js'
import { migrateKeys } from './migrate.js'
import { getKey, listKeys, whoami } from './read.js'
import { rerollKey } from './reroll.js'
import { deleteKey, updateCredits, updateKey } from './update.js'
import { verifyKey } from './verify.js'
import type { UnkeyWorkspace } from './workspace.js'

/** A request to an operation, read and not yet acted on. */
export interface UnkeyCall {
  readonly body: unknown
  /** Checks the root key. The document's rules come first at Unkey, so a bad body hides a wrong root key. */
  readonly authenticate: () => void
  /** How far behind what it reads is, in milliseconds, beyond what Unkey's replicas always are. */
  readonly lagMs: number
}

type UnkeyRoute = Route<UnkeyCall, UnkeyAnswer>
type RequestTo<P extends keyof paths> = BodyOf<paths[P]['post']>

/** Every operation of Unkey's on keys, and on what they belong to and are given. */
export function routesOf(workspace: UnkeyWorkspace): readonly UnkeyRoute[] {
  return [...keyRoutes(workspace), ...grantRoutes(workspace), ...catalogueRoutes(workspace)]
}

/** An operation that answers a page. */
function page<P extends keyof paths>(
  operation: Operation,
  path: P,
  schema: $ZodType,
  act: (request: RequestTo<P>, lagMs: number) => UnkeyAnswer | Promise<UnkeyAnswer>,
): UnkeyRoute {
  return {
    operation,
    method: 'POST',
    path,
    async handle({ body, authenticate, lagMs }) {
      const read = validate<RequestTo<P>>(schema, body)
      if (!read.ok) throw invalidBody(read.violations)
      authenticate()
      return act(read.value, lagMs)
    },
  }
}

function post<P extends keyof paths>(
  operation: Operation,
  path: P,
  schema: $ZodType,
  act: (request: RequestTo<P>, lagMs: number) => unknown,
): UnkeyRoute {
  return page(operation, path, schema, async (request, lagMs) => ({ data: await act(request, lagMs) }))
}

function keyRoutes(workspace: UnkeyWorkspace): readonly UnkeyRoute[] {
  return [
    post('create', '/v2/keys.createKey', schemas.createRequest, (body) => createKey(workspace, body)),
    post('verify', '/v2/keys.verifyKey', schemas.keysVerifyKeyRequest, (body) => verifyKey(workspace, body)),
    post('get', '/v2/keys.getKey', schemas.keysGetKeyRequest, (body, lagMs) =>
      getKey(workspace, body, lagMs),
    ),
    post('keys.whoami', '/v2/keys.whoami', schemas.keysWhoamiRequest, (body, lagMs) =>
      whoami(workspace, body, lagMs),
    ),
    page('list', '/v2/apis.listKeys', schemas.apisListKeysRequest, (body, lagMs) =>
      listKeys(workspace, body, lagMs),
    ),
    post('update', '/v2/keys.updateKey', schemas.keysUpdateKeyRequest, (body) => updateKey(workspace, body)),
    post('delete', '/v2/keys.deleteKey', schemas.keysDeleteKeyRequest, (body) => deleteKey(workspace, body)),
    post('rotate', '/v2/keys.rerollKey', schemas.keysRerollKeyRequest, (body) => rerollKey(workspace, body)),
    post('import', '/v2/keys.migrateKeys', schemas.keysMigrateKeysRequest, (body) =>
      migrateKeys(workspace, body),
    ),
    post('keys.updateCredits', '/v2/keys.updateCredits', schemas.keysUpdateCreditsRequest, (body) =>
      updateCredits(workspace, body),
    ),
  ]
}

function grantRoutes(workspace: UnkeyWorkspace): readonly UnkeyRoute[] {
  return [
    post('keys.addPermissions', '/v2/keys.addPermissions', schemas.keysAddPermissionsRequest, (body) =>
      changePermissions(workspace, 'add', body),
    ),
    post('keys.setPermissions', '/v2/keys.setPermissions', schemas.keysSetPermissionsRequest, (body) =>
      changePermissions(workspace, 'set', body),
    ),
    post(
      'keys.removePermissions',
      '/v2/keys.removePermissions',
      schemas.keysRemovePermissionsRequest,
      (body) => changePermissions(workspace, 'remove', body),
    ),
    post('keys.addRoles', '/v2/keys.addRoles', schemas.keysAddRolesRequest, (body) =>
      changeRoles(workspace, 'add', body),
    ),
    post('keys.setRoles', '/v2/keys.setRoles', schemas.keysSetRolesRequest, (body) =>
      changeRoles(workspace, 'set', body),
    ),
    post('keys.removeRoles', '/v2/keys.removeRoles', schemas.keysRemoveRolesRequest, (body) =>
      changeRoles(workspace, 'remove', body),
    ),
  ]
}

/** These are named as the vendor names them: a keymux client has no words for them. */
function catalogueRoutes(workspace: UnkeyWorkspace): readonly UnkeyRoute[] {
  const own = <P extends `/v2/${Operation}` & keyof paths>(
    path: P,
    schema: $ZodType,
    act: (workspace: UnkeyWorkspace, request: RequestTo<P>) => unknown,
  ): UnkeyRoute => post(path.slice('/v2/'.length) as Operation, path, schema, (body) => act(workspace, body))
  return [
    own('/v2/apis.createApi', schemas.apisCreateApiRequest, catalogue.createApi),
    own('/v2/apis.getApi', schemas.apisGetApiRequest, catalogue.getApi),
    own('/v2/apis.deleteApi', schemas.apisDeleteApiRequest, catalogue.deleteApi),
    own(
      '/v2/permissions.createPermission',
      schemas.permissionsCreatePermissionRequest,
      catalogue.createPermission,
    ),
    own('/v2/permissions.getPermission', schemas.permissionsGetPermissionRequest, catalogue.getPermission),
    own(
      '/v2/permissions.deletePermission',
      schemas.permissionsDeletePermissionRequest,
      catalogue.deletePermission,
    ),
    own('/v2/permissions.createRole', schemas.permissionsCreateRoleRequest, catalogue.createRole),
    own('/v2/permissions.getRole', schemas.permissionsGetRoleRequest, catalogue.getRole),
    own('/v2/permissions.deleteRole', schemas.permissionsDeleteRoleRequest, catalogue.deleteRole),
    page(
      'permissions.listPermissions',
      '/v2/permissions.listPermissions',
      schemas.permissionsListPermissionsRequest,
      (body) => catalogue.listPermissions(workspace, body),
    ),
    page('permissions.listRoles', '/v2/permissions.listRoles', schemas.permissionsListRolesRequest, (body) =>
      catalogue.listRoles(workspace, body),
    ),
  ]
}

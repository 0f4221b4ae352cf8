import type { paths } from '../../../generated/unkey/paths.js'
import type { BodyOf } from '../../validate.js'
import type { UnkeyPermission, UnkeyRole } from './rbac.js'
import type { UnkeyKey } from './record.js'
import type { UnkeyWorkspace } from './workspace.js'

type PermissionsRequest = BodyOf<paths['/v2/keys.setPermissions']['post']>
type RolesRequest = BodyOf<paths['/v2/keys.setRoles']['post']>

/** What to do with the ones that are sent: none of it does more when it is done twice. */
type Change = 'add' | 'set' | 'remove'

/** `keys.addPermissions` and its like: answers those that the key holds directly, without those of its roles. */
export function changePermissions(
  workspace: UnkeyWorkspace,
  change: Change,
  request: PermissionsRequest,
): readonly unknown[] {
  const { rbac } = workspace
  const key = updatable(workspace, request.keyId)
  const slugs = change === 'remove' ? slugsOf(workspace, request.permissions) : request.permissions
  if (change !== 'remove') {
    if (slugs.some((slug) => !rbac.hasPermission(slug))) workspace.access.demandRbac('create_permission')
    for (const slug of slugs) rbac.ensurePermission(slug)
  }
  const permissions = changed(key.permissions, change, slugs)
  workspace.change(key.id, () => ({ permissions }))
  return permissions.map((slug) => permissionOnWire(rbac.permission(slug)))
}

/** To take a permission away its id will do as well, and one that does not exist is no fault. */
function slugsOf({ rbac }: UnkeyWorkspace, idsOrSlugs: readonly string[]): readonly string[] {
  const permissions = rbac.permissions()
  return idsOrSlugs.map((text) => permissions.find(({ id }) => id === text)?.slug ?? text)
}

/** `keys.addRoles` and its like: a role that does not exist is a 404 even where it is to be taken away. */
export function changeRoles(
  workspace: UnkeyWorkspace,
  change: Change,
  request: RolesRequest,
): readonly unknown[] {
  const key = updatable(workspace, request.keyId)
  const names = request.roles.map((role) => workspace.rbac.role(role).name)
  const roles = changed(key.roles, change, names)
  workspace.change(key.id, () => ({ roles }))
  return roles.map((name) => roleOnWire(workspace, workspace.rbac.role(name)))
}

function updatable(workspace: UnkeyWorkspace, keyId: string): UnkeyKey {
  const { id, apiId } = workspace.key(keyId)
  workspace.access.demand('update_key', apiId)
  // What is held by now, not what the replica still shows; a key that is gone by now is the replica's all the same.
  return workspace.keys.get(id) ?? workspace.key(id)
}

function changed(held: readonly string[], change: Change, sent: readonly string[]): readonly string[] {
  if (change === 'set') return [...new Set(sent)]
  return change === 'add' ? [...new Set([...held, ...sent])] : held.filter((one) => !sent.includes(one))
}

export function permissionOnWire({ id, name, slug, description }: UnkeyPermission): unknown {
  return { id, name, slug, ...(description !== null && description !== '' && { description }) }
}

export function roleOnWire({ rbac }: UnkeyWorkspace, role: UnkeyRole): unknown {
  const { id, name, description, permissions } = role
  return {
    id,
    name,
    ...(description !== null && description !== '' && { description }),
    ...(permissions.length > 0 && {
      permissions: permissions.map((slug) => permissionOnWire(rbac.permission(slug))),
    }),
  }
}

import type { paths } from '../../../generated/unkey/paths.js'
import type { BodyOf } from '../../validate.js'
import { permissionOnWire, roleOnWire } from './grants.js'
import type { UnkeyAnswer } from './answer.js'
import { deletionProtected } from './refusals.js'
import type { UnkeyWorkspace } from './workspace.js'

type Request<P extends keyof paths> = BodyOf<paths[P]['post']>

/** What keys belong to and are given: APIs, permissions and roles. */

export function createApi(workspace: UnkeyWorkspace, { name }: Request<'/v2/apis.createApi'>): unknown {
  workspace.access.demand('create_api', '*')
  return { apiId: workspace.addApi(name).id }
}

export function getApi(workspace: UnkeyWorkspace, { apiId }: Request<'/v2/apis.getApi'>): unknown {
  const { id, name } = workspace.api(apiId)
  workspace.access.demand('read_api', id)
  return { id, name }
}

/** Takes the keys along. */
export function deleteApi(workspace: UnkeyWorkspace, { apiId }: Request<'/v2/apis.deleteApi'>): unknown {
  const api = workspace.api(apiId)
  workspace.access.demand('delete_api', api.id)
  if (api.isProtected) throw deletionProtected()
  workspace.removeApi(api)
  return {}
}

export function createPermission(
  workspace: UnkeyWorkspace,
  request: Request<'/v2/permissions.createPermission'>,
): unknown {
  workspace.access.demandRbac('create_permission')
  const { slug, name, description = null } = request
  return { permissionId: workspace.rbac.createPermission(slug, name, description).id }
}

export function getPermission(
  workspace: UnkeyWorkspace,
  { permission }: Request<'/v2/permissions.getPermission'>,
): unknown {
  workspace.access.demandRbac('read_permission')
  return permissionOnWire(workspace.rbac.permission(permission))
}

export function listPermissions(
  workspace: UnkeyWorkspace,
  page: Request<'/v2/permissions.listPermissions'>,
): UnkeyAnswer {
  workspace.access.demandRbac('read_permission')
  return paged(workspace.rbac.permissions(), page, permissionOnWire)
}

/** Takes the permission from every key and every role. */
export function deletePermission(
  workspace: UnkeyWorkspace,
  { permission: idOrSlug }: Request<'/v2/permissions.deletePermission'>,
): unknown {
  workspace.access.demandRbac('delete_permission')
  const permission = workspace.rbac.permission(idOrSlug)
  workspace.rbac.deletePermission(permission)
  for (const { id, permissions } of workspace.keys.values()) {
    if (!permissions.includes(permission.slug)) continue
    workspace.change(id, () => ({ permissions: permissions.filter((slug) => slug !== permission.slug) }))
  }
  return {}
}

export function createRole(
  workspace: UnkeyWorkspace,
  { name, description }: Request<'/v2/permissions.createRole'>,
): unknown {
  workspace.access.demandRbac('create_role')
  return { roleId: workspace.rbac.createRole(name, description ?? null).id }
}

export function getRole(workspace: UnkeyWorkspace, { role }: Request<'/v2/permissions.getRole'>): unknown {
  workspace.access.demandRbac('read_role')
  return roleOnWire(workspace, workspace.rbac.role(role))
}

export function listRoles(
  workspace: UnkeyWorkspace,
  page: Request<'/v2/permissions.listRoles'>,
): UnkeyAnswer {
  workspace.access.demandRbac('read_role')
  return paged(workspace.rbac.roles(), page, (role) => roleOnWire(workspace, role))
}

/** Takes the role from every key. The document lists no 404 here; one that does not exist is a 404 all the same. */
export function deleteRole(
  workspace: UnkeyWorkspace,
  { role: idOrName }: Request<'/v2/permissions.deleteRole'>,
): unknown {
  workspace.access.demandRbac('delete_role')
  const role = workspace.rbac.role(idOrName)
  workspace.rbac.deleteRole(role)
  for (const { id, roles } of workspace.keys.values()) {
    if (roles.includes(role.name))
      workspace.change(id, () => ({ roles: roles.filter((name) => name !== role.name) }))
  }
  return {}
}

interface Listed {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly slug?: string
}

/** In order of id, from the cursor on, which is the id that the page starts with; a search looks at every text. */
function paged<T extends Listed>(
  all: readonly T[],
  { limit = 100, cursor = '', search = '' }: { limit?: number; cursor?: string; search?: string },
  onWire: (one: T) => unknown,
): UnkeyAnswer {
  const wanted = search.toLowerCase()
  const page = all
    .filter(({ id, name, description, slug }) =>
      [id, name, description, slug].some((text) => text?.toLowerCase().includes(wanted)),
    )
    .filter(({ id }) => id >= cursor)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const next = page[limit]
  return {
    data: page.slice(0, limit).map(onWire),
    pagination: { ...(next !== undefined && { cursor: next.id }), hasMore: next !== undefined },
  }
}

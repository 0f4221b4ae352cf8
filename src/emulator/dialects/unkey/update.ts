import type { paths } from '../../../generated/unkey/paths.js'
import type { BodyOf } from '../../validate.js'
import { changedCredits } from './credits.js'
import { invalidInput } from './errors.js'
import { creditsOnWire } from './key-on-wire.js'
import { refuseLargeMeta } from './meta.js'
import type { UnkeyCredits, UnkeyKey } from './record.js'
import type { UnkeyWorkspace } from './workspace.js'

type UpdateRequest = BodyOf<paths['/v2/keys.updateKey']['post']>
type DeleteRequest = BodyOf<paths['/v2/keys.deleteKey']['post']>
type CreditsRequest = BodyOf<paths['/v2/keys.updateCredits']['post']>

/** `keys.updateKey`: null clears, what is absent stays, and lists and `meta` are replaced. The key is not answered. */
export function updateKey(workspace: UnkeyWorkspace, request: UpdateRequest): unknown {
  const key = workspace.key(request.keyId)
  workspace.access.demand('update_key', key.apiId)
  for (const role of request.roles ?? []) workspace.rbac.role(role)
  const credits = request.credits === undefined ? undefined : changedCredits(key.credits, request.credits)
  refuseLargeMeta(request.meta)
  for (const slug of request.permissions ?? []) workspace.rbac.ensurePermission(slug)
  workspace.change(key.id, () => ({
    ...changesIn(workspace, request),
    ...(credits !== undefined && { credits }),
    updatedAt: workspace.now().getTime(),
  }))
  return {}
}

function changesIn(workspace: UnkeyWorkspace, request: UpdateRequest): Partial<UnkeyKey> {
  const { name, externalId, meta, expires, enabled, ratelimits, roles, permissions } = request
  return {
    ...(name !== undefined && { name }),
    ...(externalId !== undefined && {
      identity: externalId === null ? null : workspace.identity(externalId),
    }),
    ...(meta !== undefined && { meta }),
    ...(expires !== undefined && { expires }),
    ...(enabled !== undefined && { enabled }),
    ...(ratelimits !== undefined && { ratelimits: workspace.ratelimits(ratelimits) }),
    ...(roles !== undefined && { roles: [...new Set(roles)] }),
    ...(permissions !== undefined && { permissions: [...new Set(permissions)] }),
  }
}

/** `keys.deleteKey`: both ways the key is gone for every call, this one included; only `permanent` frees its hash. */
export function deleteKey(workspace: UnkeyWorkspace, { keyId, permanent = false }: DeleteRequest): unknown {
  const key = workspace.key(keyId)
  workspace.access.demand('delete_key', key.apiId)
  workspace.remove(key, { permanent })
  return {}
}

/** `keys.updateCredits`: the one change that answers what came of it. */
export function updateCredits(workspace: UnkeyWorkspace, request: CreditsRequest): unknown {
  const { id, apiId } = workspace.key(request.keyId)
  workspace.access.demand('update_key', apiId)
  let credits: UnkeyCredits | null = null
  workspace.change(id, (key) => {
    credits = creditsAfter(key.credits, request)
    return { credits, updatedAt: workspace.now().getTime() }
  })
  return creditsOnWire(credits)
}

/** Setting null, or nothing, is unlimited and clears the refill. Nothing can be added to or taken from that. */
function creditsAfter(before: UnkeyCredits | null, request: CreditsRequest): UnkeyCredits | null {
  const { operation, value = null } = request
  if (operation === 'set') return value === null ? null : { remaining: value, refill: before?.refill ?? null }
  if (value === null) throw invalidInput(`A value is needed to ${operation} credits.`)
  if (before === null) throw invalidInput('The key has unlimited credits.')
  const remaining = operation === 'increment' ? before.remaining + value : before.remaining - value
  return { ...before, remaining: Math.max(0, remaining) }
}

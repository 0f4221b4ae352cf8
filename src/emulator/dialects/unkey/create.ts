import type { paths } from '../../../generated/unkey/paths.js'
import { sha256 } from '../../encoding.js'
import type { BodyOf } from '../../validate.js'
import { creditsOf } from './credits.js'
import { refuseLargeMeta } from './meta.js'
import { apiNotFound, preconditionFailed } from './refusals.js'
import type { UnkeyWorkspace } from './workspace.js'

type CreateRequest = BodyOf<paths['/v2/keys.createKey']['post']>

/** `keys.createKey`: makes the key, or throws without having made anything. Only the id and the secret are answered. */
export async function createKey(workspace: UnkeyWorkspace, request: CreateRequest): Promise<unknown> {
  refuseWhatIsMissing(workspace, request)
  const credits = creditsOf(request.credits)
  refuseLargeMeta(request.meta)
  const id = workspace.id('key', 9)
  const { secret, start } = workspace.secret(request)
  const hash = await sha256(secret)
  const recoverable = request.recoverable ?? false
  const permissions = [...new Set(request.permissions)]
  for (const slug of permissions) workspace.rbac.ensurePermission(slug)
  workspace.insert(
    {
      id,
      hash,
      apiId: request.apiId,
      start,
      name: request.name ?? null,
      identity: request.externalId === undefined ? null : workspace.identity(request.externalId),
      meta: request.meta ?? null,
      roles: [...new Set(request.roles)],
      permissions,
      // A time in the past is taken as it is: the key is dead on arrival.
      expires: request.expires ?? null,
      credits,
      ratelimits: workspace.ratelimits(request.ratelimits ?? []),
      enabled: request.enabled ?? true,
      recoverable,
      pendingMigration: null,
      createdAt: workspace.now().getTime(),
      updatedAt: null,
      lastUsedAt: null,
    },
    recoverable ? secret : undefined,
  )
  return { keyId: id, key: secret }
}

/** Unlike a permission, a role has to exist before. A root key that may not create is told that there is no API. */
function refuseWhatIsMissing(workspace: UnkeyWorkspace, request: CreateRequest): void {
  const { access } = workspace
  const api = workspace.api(request.apiId)
  if (!access.allows('create_key', api.id)) throw apiNotFound()
  if (request.recoverable === true) {
    if (!access.allows('encrypt_key', api.id)) throw apiNotFound()
    if (!api.storesEncrypted) throw preconditionFailed('The API does not store encrypted keys.')
  }
  for (const role of request.roles ?? []) workspace.rbac.role(role)
}

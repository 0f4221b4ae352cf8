import type { paths } from '../../../generated/unkey/paths.js'
import type { BodyOf } from '../../validate.js'
import { creditsOf } from './credits.js'
import { internalError } from './errors.js'
import { refuseLargeMeta } from './meta.js'
import type { UnkeyKey } from './record.js'
import { migrationNotFound } from './refusals.js'
import type { UnkeyWorkspace } from './workspace.js'

type MigrateRequest = BodyOf<paths['/v2/keys.migrateKeys']['post']>
type ImportedKey = MigrateRequest['keys'][number]

/**
 * `keys.migrateKeys`: imports hashes, all of them or none but for those that are taken. A hash is not looked into:
 * one in hex is imported like any other and never verifies. `failed` is null, not empty, where nothing failed.
 */
export function migrateKeys(workspace: UnkeyWorkspace, request: MigrateRequest): unknown {
  const { apiId, migrationId } = request
  workspace.api(apiId)
  workspace.access.demand('create_key', apiId)
  const algorithm = workspace.migration(migrationId)
  if (algorithm === null) throw migrationNotFound()
  const failed = request.keys.map(({ hash }) => hash).filter((hash) => workspace.isHashTaken(hash))
  const fresh = request.keys.filter(({ hash }) => !workspace.isHashTaken(hash))
  refuseWhatBreaks(fresh)
  const pendingMigration = algorithm === 'sha256' ? null : migrationId
  const keys = fresh.map((key) => recordOf(workspace, key, { apiId, pendingMigration }))
  for (const key of keys) workspace.insert(key)
  return {
    migrated: keys.map(({ id, hash }) => ({ hash, keyId: id })),
    failed: failed.length === 0 ? null : failed,
  }
}

/** Faults that no check in front finds: they fail the whole batch, the first by a panic, two of them in the database. */
function refuseWhatBreaks(keys: readonly ImportedKey[]): void {
  if (keys.some(({ credits }) => credits?.remaining === null)) throw internalError({ panic: true })
  if (new Set(keys.map(({ hash }) => hash)).size < keys.length) throw internalError({ panic: false })
  for (const { credits, meta } of keys) {
    creditsOf(credits)
    refuseLargeMeta(meta)
  }
}

/** Here, and only here, a role that does not exist is made. */
function recordOf(
  workspace: UnkeyWorkspace,
  key: ImportedKey,
  { apiId, pendingMigration }: Pick<UnkeyKey, 'apiId' | 'pendingMigration'>,
): UnkeyKey {
  const [roles, permissions] = [[...new Set(key.roles)], [...new Set(key.permissions)]]
  for (const name of roles) workspace.rbac.ensureRole(name)
  for (const slug of permissions) workspace.rbac.ensurePermission(slug)
  return {
    id: workspace.id('key', 9),
    hash: key.hash,
    apiId,
    start: '',
    name: key.name ?? null,
    identity: key.externalId === undefined ? null : workspace.identity(key.externalId),
    meta: key.meta ?? null,
    roles,
    permissions,
    expires: key.expires ?? null,
    credits: creditsOf(key.credits),
    ratelimits: workspace.ratelimits(key.ratelimits ?? []),
    enabled: key.enabled ?? true,
    recoverable: false,
    pendingMigration,
    createdAt: workspace.now().getTime(),
    updatedAt: null,
    lastUsedAt: null,
  }
}

import type { paths } from '../../../generated/unkey/paths.js'
import { sha256, sha256Hex } from '../../encoding.js'
import type { BodyOf } from '../../validate.js'
import { invalidInput } from './errors.js'
import { nonZero } from './key-on-wire.js'
import { parsePermissionQuery, type PermissionQuery } from './permission-query.js'
import type { CheckedRatelimit } from './ratelimits.js'
import { describeUnkeyKey, stateOf, type UnkeyKey } from './record.js'
import type { UnkeyWorkspace } from './workspace.js'

type VerifyRequest = BodyOf<paths['/v2/keys.verifyKey']['post']>

type Code =
  | 'VALID'
  | 'FORBIDDEN'
  | 'INSUFFICIENT_PERMISSIONS'
  | 'USAGE_EXCEEDED'
  | 'RATE_LIMITED'
  | 'DISABLED'
  | 'EXPIRED'

interface Decision {
  readonly code: Code
  readonly ratelimits: readonly CheckedRatelimit[]
}

/**
 * `keys.verifyKey`: answers 200 whatever it decides, and spends a credit and tokens of rate limits. A root key that
 * may not verify is told that there is no such key.
 */
export async function verifyKey(workspace: UnkeyWorkspace, request: VerifyRequest): Promise<unknown> {
  const query = request.permissions === undefined ? null : parsePermissionQuery(request.permissions)
  const [hash, migrated] = await Promise.all([sha256(request.key), migratedHash(workspace, request)])
  // From here on nothing waits: two verifications at the same time must not spend the same credit.
  const found = workspace.keys.byHash(hash) ?? adopt(workspace, request, hash, migrated)
  if (found === undefined || !workspace.access.allows('verify_key', found.apiId)) {
    return { valid: false, code: 'NOT_FOUND' }
  }
  const { code, ratelimits } = decide(workspace, found, request, query)
  const key = code === 'VALID' ? spend(workspace, found, request) : found
  return onWire(workspace, key, code, ratelimits)
}

/**
 * In which order Unkey checks is not known. Here whatever costs nothing comes first, and credits come last, so that a
 * refused verification spends none. Tokens are spent even if the credits do not suffice.
 */
function decide(
  workspace: UnkeyWorkspace,
  key: UnkeyKey,
  request: VerifyRequest,
  query: PermissionQuery | null,
): Decision {
  const now = workspace.now()
  const state = stateOf(key, now)
  if (workspace.settings.forbids(describeUnkeyKey(key, now))) return refused('FORBIDDEN')
  if (state === 'disabled') return refused('DISABLED')
  if (state === 'expired') return refused('EXPIRED')
  const held = workspace.rbac.effective(key.permissions, key.roles)
  if (query !== null && !query(held)) return refused('INSUFFICIENT_PERMISSIONS')
  const ratelimits = workspace.ratelimitCounters.spend(key, request.ratelimits ?? [], now.getTime())
  if (ratelimits.some(({ exceeded }) => exceeded)) return { code: 'RATE_LIMITED', ratelimits }
  const enough = key.credits === null || key.credits.remaining >= costOf(request)
  return { code: enough ? 'VALID' : 'USAGE_EXCEEDED', ratelimits }
}

function refused(code: Code): Decision {
  return { code, ratelimits: [] }
}

function costOf({ credits }: VerifyRequest): number {
  return credits?.cost ?? 1
}

function spend(workspace: UnkeyWorkspace, key: UnkeyKey, request: VerifyRequest): UnkeyKey {
  const { credits } = key
  const after = {
    lastUsedAt: workspace.now().getTime(),
    credits: credits === null ? null : { ...credits, remaining: credits.remaining - costOf(request) },
  }
  workspace.change(key.id, () => after)
  return { ...key, ...after }
}

/** A key as a verification shows it. `enabled` is absent for a disabled key, as every zero is; credits of 0 are not. */
function onWire(
  workspace: UnkeyWorkspace,
  key: UnkeyKey,
  code: Code,
  ratelimits: readonly CheckedRatelimit[],
): unknown {
  return {
    valid: code === 'VALID',
    code,
    keyId: key.id,
    ...(key.name !== null && { name: key.name }),
    ...(key.meta !== null && { meta: key.meta }),
    ...nonZero('expires', key.expires),
    ...(key.credits !== null && { credits: key.credits.remaining }),
    ...(key.enabled && { enabled: true }),
    // Always there, whether or not they were asked about.
    permissions: workspace.shuffled(workspace.rbac.effective(key.permissions, key.roles)),
    roles: key.roles,
    ...(key.identity !== null && { identity: key.identity }),
    ...(ratelimits.length > 0 && { ratelimits }),
  }
}

/** The hash that a prefixed-api-key migration knows a secret by: that of its last part, in hex. Null elsewhere. */
async function migratedHash(
  workspace: UnkeyWorkspace,
  { key, migrationId }: VerifyRequest,
): Promise<string | null> {
  if (migrationId === undefined) return null
  if (workspace.migration(migrationId) !== 'github.com/seamapi/prefixed-api-key') return null
  const parts = key.split('_')
  if (parts.length < 3) throw invalidInput('Invalid key format')
  return sha256Hex(parts.at(-1) ?? '')
}

/** A key of a prefixed-api-key migration, which becomes one of Unkey's own when it is first seen. */
function adopt(
  workspace: UnkeyWorkspace,
  { key: secret, migrationId }: VerifyRequest,
  hash: string,
  migrated: string | null,
): UnkeyKey | undefined {
  const key = migrated === null ? undefined : workspace.keys.byHash(migrated)
  if (key === undefined || key.pendingMigration !== migrationId) return undefined
  // Unkey fills the start in; with what of such a key is not known.
  const start = secret.slice(0, secret.lastIndexOf('_') + 5)
  const adopted = { hash, start, pendingMigration: null }
  workspace.change(key.id, () => adopted)
  return { ...key, ...adopted }
}

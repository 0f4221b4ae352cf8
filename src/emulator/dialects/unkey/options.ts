import type { HeldKey } from '../../store.js'
import { refuseUnknown, requireOption } from '../../option-check.js'

/** What is arranged at Unkey by other means than the API of its keys, and how fast its replicas are. */
export interface UnkeySetup {
  /**
   * How long a write stays unseen by what looks a key up by its id, lists keys or asks whoami: a key that was just
   * made is not found, and one that was just changed shows its old state. In milliseconds by the emulator's clock;
   * default 0. Verification does not lag.
   */
  readonly replicaLagMs?: number
  /** The workspace's limit of requests per minute, with its headers in every answer. Default: no limit, no headers. */
  readonly rateLimit?: { readonly limit: number }
  /** What the root key may do, such as `api.*.create_key`; the list is read at each request. Default: everything. */
  readonly rootKeyPermissions?: readonly string[]
  /** Roles that exist from the start, each with the slugs of its permissions. Default: none. */
  readonly roles?: Readonly<Record<string, readonly string[]>>
  /** Migrations that Unkey's support has arranged. Default: whatever id begins with `mig_` or `m_` imports SHA-256. */
  readonly migrations?: Readonly<Record<string, UnkeyMigration>>
  /** Keys that verify as FORBIDDEN, as for an address that is not allowed. Default: none. */
  readonly forbids?: (key: HeldKey) => boolean
  /** Whether the API of the credentials is protected from deletion. Default: false. */
  readonly deleteProtection?: boolean
  /**
   * What the secrets of a key space are made of where a create does not say: the `prefix` that they start with and how many
   * random bytes follow. A reroll always takes this length, but never this prefix. Default: no prefix, 16 bytes.
   */
  readonly secrets?: { readonly prefix?: string; readonly byteLength?: number }
}

/** How the keys of a migration are hashed. */
export type UnkeyMigration = 'sha256' | 'github.com/seamapi/prefixed-api-key'

/** Options with every default filled in; null is no limit and any permission. */
export interface UnkeySettings {
  readonly replicaLagMs: number
  readonly rateLimit: { readonly limit: number } | null
  readonly rootKeyPermissions: readonly string[] | null
  readonly roles: Readonly<Record<string, readonly string[]>>
  readonly migrations: Readonly<Record<string, UnkeyMigration>> | null
  readonly forbids: (key: HeldKey) => boolean
  readonly deleteProtection: boolean
  readonly secrets: { readonly prefix: string; readonly byteLength: number }
}

export function unkeySettings(options: UnkeySetup): UnkeySettings {
  const { replicaLagMs = 0, rateLimit = null, rootKeyPermissions = null, ...rest } = options
  const { roles = {}, migrations = null, forbids = () => false, ...others } = rest
  const { deleteProtection = false, secrets = {}, ...unknown } = others
  refuseUnknown(unknown, 'unkey.')
  requireOption(
    Number.isFinite(replicaLagMs) && replicaLagMs >= 0,
    'needs milliseconds as its unkey.replicaLagMs',
  )
  requireOption(
    rateLimit === null || (Number.isSafeInteger(rateLimit.limit) && rateLimit.limit > 0),
    'needs a positive whole number as its unkey.rateLimit.limit',
  )
  requireOption(
    rootKeyPermissions === null || areTexts(rootKeyPermissions),
    'needs a list of permissions as its unkey.rootKeyPermissions',
  )
  requireOption(
    Object.values(roles).every(areTexts),
    'needs a list of permissions for each of its unkey.roles',
  )
  requireOption(
    Object.values(migrations ?? {}).every((kind) => kinds.has(kind)),
    `knows the unkey.migrations ${[...kinds].join(' and ')}`,
  )
  requireOption(typeof forbids === 'function', 'needs a function as its unkey.forbids')
  requireOption(typeof deleteProtection === 'boolean', 'needs true or false as its unkey.deleteProtection')
  const lasting = { deleteProtection, secrets: secretSettings(secrets) }
  return { replicaLagMs, rateLimit, rootKeyPermissions, roles, migrations, forbids, ...lasting }
}

function secretSettings(options: NonNullable<UnkeySetup['secrets']>): UnkeySettings['secrets'] {
  const { prefix = '', byteLength = 16, ...unknown } = options
  refuseUnknown(unknown, 'unkey.secrets.')
  requireOption(
    typeof prefix === 'string' && /^\w{0,16}$/.test(prefix),
    'needs up to 16 letters, digits and underscores as its unkey.secrets.prefix',
  )
  requireOption(
    Number.isInteger(byteLength) && byteLength >= 16 && byteLength <= 255,
    'needs a whole number from 16 to 255 as its unkey.secrets.byteLength',
  )
  return { prefix, byteLength }
}

const kinds: ReadonlySet<string> = new Set(['sha256', 'github.com/seamapi/prefixed-api-key'])

function areTexts(values: unknown): boolean {
  return Array.isArray(values) && values.every((value) => typeof value === 'string')
}

/** The migration to import SHA-256 hashes under: any id will do unless the setup names its own. */
export function plainMigration({ migrations }: UnkeySettings, name: string): string | undefined {
  if (migrations === null) return `mig_${name}`
  return Object.keys(migrations).find((id) => migrations[id] === 'sha256')
}

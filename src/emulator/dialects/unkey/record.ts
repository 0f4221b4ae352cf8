import type { HeldKey, HeldKeyState } from '../../store.js'

/** A key as Unkey keeps it. Times are Unix milliseconds. */
export interface UnkeyKey {
  readonly id: string
  readonly hash: string
  readonly apiId: string
  /** The prefix and the first four characters of the secret, which reads of the key show. */
  readonly start: string
  readonly name: string | null
  readonly identity: UnkeyIdentity | null
  readonly meta: Readonly<Record<string, unknown>> | null
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly expires: number | null
  readonly credits: UnkeyCredits | null
  readonly ratelimits: readonly UnkeyRatelimit[]
  readonly enabled: boolean
  readonly recoverable: boolean
  readonly createdAt: number
  readonly updatedAt: number | null
  readonly lastUsedAt: number | null
}

/** Whom keys belong to. A key's `externalId` makes one if there is none yet. */
export interface UnkeyIdentity {
  readonly id: string
  readonly externalId: string
}

export interface UnkeyCredits {
  /** Null is unlimited. */
  readonly remaining: number | null
  readonly refill: {
    readonly interval: string
    readonly amount: number
    readonly refillDay: number | null
  } | null
}

export interface UnkeyRatelimit {
  readonly id: string
  readonly name: string
  readonly limit: number
  /** In milliseconds. */
  readonly duration: number
  readonly autoApply: boolean
}

/** What a test may see of a key. */
export function describeUnkeyKey(key: UnkeyKey, now: Date): HeldKey {
  return {
    id: key.id,
    name: key.name,
    description: null,
    owner: key.identity?.externalId ?? null,
    metadata: key.meta,
    scopes: key.permissions,
    state: state(key, now),
    createdAt: new Date(key.createdAt),
    updatedAt: date(key.updatedAt),
    lastUsedAt: date(key.lastUsedAt),
    expiresAt: date(key.expires),
  }
}

/** Unkey has no revoked keys: a deleted one is gone. */
function state(key: UnkeyKey, now: Date): HeldKeyState {
  if (!key.enabled) return 'disabled'
  return key.expires !== null && key.expires <= now.getTime() ? 'expired' : 'active'
}

function date(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds)
}

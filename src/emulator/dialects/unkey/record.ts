import type { HeldKey, HeldKeyState } from '../../store.js'

/** A key as Unkey keeps it. Times are Unix milliseconds. */
export interface UnkeyKey {
  readonly id: string
  /** SHA-256 in base64 of the secret, or what an import said it was: nobody checks. */
  readonly hash: string
  readonly apiId: string
  /** The prefix and the first four characters of the secret, which reads of the key show; empty if it was imported. */
  readonly start: string
  readonly name: string | null
  readonly identity: UnkeyIdentity | null
  readonly meta: Readonly<Record<string, unknown>> | null
  readonly roles: readonly string[]
  /** Those that the key holds directly, as slugs. */
  readonly permissions: readonly string[]
  readonly expires: number | null
  /** Null is unlimited. */
  readonly credits: UnkeyCredits | null
  readonly ratelimits: readonly UnkeyRatelimit[]
  readonly enabled: boolean
  readonly recoverable: boolean
  /** The migration whose hash the key still has, until it is first seen. */
  readonly pendingMigration: string | null
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
  readonly remaining: number
  /** Kept and shown, but nothing here refills: when exactly Unkey does is not known. */
  readonly refill: UnkeyRefill | null
}

export interface UnkeyRefill {
  readonly interval: string
  readonly amount: number
  readonly refillDay: number | null
}

/** A rate limit as requests give it. */
export interface RatelimitInput {
  readonly name: string
  readonly limit: number
  /** In milliseconds. */
  readonly duration: number
  readonly autoApply: boolean
}

export interface UnkeyRatelimit extends RatelimitInput {
  readonly id: string
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
    state: stateOf(key, now),
    createdAt: new Date(key.createdAt),
    updatedAt: date(key.updatedAt),
    lastUsedAt: date(key.lastUsedAt),
    expiresAt: date(key.expires),
  }
}

/** Unkey has no revoked keys: a deleted one is gone. */
export function stateOf(key: UnkeyKey, now: Date): HeldKeyState {
  if (!key.enabled) return 'disabled'
  return key.expires !== null && key.expires <= now.getTime() ? 'expired' : 'active'
}

function date(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds)
}

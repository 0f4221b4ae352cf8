import type { HeldKey, HeldKeyState } from '../../store.js'

/** A key as Clerk keeps it. Times are Unix milliseconds. */
export interface ClerkKey {
  readonly id: string
  readonly hash: string
  readonly type: string
  readonly subject: string
  readonly name: string
  readonly description: string | null
  /** Any JSON, not only an object. */
  readonly claims: unknown
  readonly scopes: readonly string[]
  readonly revoked: boolean
  readonly revocationReason: string | null
  readonly expiration: number | null
  readonly createdBy: string | null
  readonly lastUsedAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** A key in Clerk's answers: snake_case, every field present, `expired` reckoned at the time of asking. */
export function clerkKeyOnWire(key: ClerkKey, now: Date): Record<string, unknown> {
  return {
    object: 'api_key',
    id: key.id,
    type: key.type,
    subject: key.subject,
    name: key.name,
    description: key.description,
    claims: key.claims,
    scopes: key.scopes,
    revoked: key.revoked,
    revocation_reason: key.revocationReason,
    expired: isExpired(key, now),
    expiration: key.expiration,
    created_by: key.createdBy,
    last_used_at: key.lastUsedAt,
    created_at: key.createdAt,
    updated_at: key.updatedAt,
  }
}

/** What a test may see of a key. */
export function describeClerkKey(key: ClerkKey, now: Date): HeldKey {
  return {
    id: key.id,
    name: key.name,
    description: key.description,
    owner: key.subject,
    metadata: key.claims,
    scopes: key.scopes,
    state: state(key, now),
    createdAt: new Date(key.createdAt),
    updatedAt: new Date(key.updatedAt),
    lastUsedAt: key.lastUsedAt === null ? null : new Date(key.lastUsedAt),
    expiresAt: key.expiration === null ? null : new Date(key.expiration),
  }
}

/** Clerk cannot disable a key: revoking is for good. */
function state(key: ClerkKey, now: Date): HeldKeyState {
  if (key.revoked) return 'revoked'
  return isExpired(key, now) ? 'expired' : 'active'
}

/** Revoked or expired: what Clerk calls invalid. */
export function isDead(key: ClerkKey, now: Date): boolean {
  return state(key, now) !== 'active'
}

/** When a lifetime in seconds ends, fractions included; null is never. */
export function expirationIn(seconds: number | null, now: Date): number | null {
  return seconds === null ? null : now.getTime() + Math.round(seconds * 1000)
}

function isExpired(key: ClerkKey, now: Date): boolean {
  return key.expiration !== null && key.expiration <= now.getTime()
}

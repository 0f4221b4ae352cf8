import type { HeldKey, HeldKeyState } from '../../store.js'
import type { Timestamp } from './timestamp.js'

/** A key as Factify keeps it. */
export interface FactifyKey {
  readonly id: string
  readonly hash: string
  readonly name: string
  readonly organizationId: string
  readonly keyPrefix: string
  readonly createdAt: Timestamp
  readonly expiresAt: Timestamp | null
  readonly revokedAt: Timestamp | null
}

/** A key in Factify's answers. What is not set is absent, never null; `is_active` is reckoned at the time of asking. */
export function factifyKeyOnWire(key: FactifyKey, now: Date): Record<string, unknown> {
  return {
    id: key.id,
    name: key.name,
    organization_id: key.organizationId,
    created_at: key.createdAt.text,
    ...(key.expiresAt !== null && { expires_at: key.expiresAt.text }),
    ...(key.revokedAt !== null && { revoked_at: key.revokedAt.text }),
    is_active: stateOf(key, now) === 'active',
    key_prefix: key.keyPrefix,
  }
}

/** What a test may see of a key. */
export function describeFactifyKey(key: FactifyKey, now: Date): HeldKey {
  return {
    id: key.id,
    name: key.name,
    description: null,
    owner: key.organizationId,
    metadata: null,
    scopes: [],
    state: stateOf(key, now),
    createdAt: key.createdAt.date,
    updatedAt: null,
    lastUsedAt: null,
    expiresAt: key.expiresAt?.date ?? null,
  }
}

/** Whether a key works; one that is both revoked and expired counts as revoked. */
export function stateOf(key: FactifyKey, now: Date): HeldKeyState {
  if (key.revokedAt !== null) return 'revoked'
  return key.expiresAt !== null && key.expiresAt.date <= now ? 'expired' : 'active'
}

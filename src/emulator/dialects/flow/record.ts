import type { HeldKey } from '../../store.js'

/** A key as Flow keeps it. */
export interface FlowKey {
  readonly id: string
  readonly hash: string
  readonly keyName: string
  readonly keyPrefix: string
  readonly userId: string
  readonly isActive: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly lastUsedAt: Date | null
}

/** What a test may see of a key. A revoked key and a disabled one are the same to Flow: not active. */
export function describeFlowKey(key: FlowKey): HeldKey {
  return {
    id: key.id,
    name: key.keyName,
    description: null,
    owner: key.userId,
    metadata: null,
    scopes: [],
    state: key.isActive ? 'active' : 'disabled',
    createdAt: key.createdAt,
    updatedAt: key.updatedAt,
    lastUsedAt: key.lastUsedAt,
    expiresAt: null,
  }
}

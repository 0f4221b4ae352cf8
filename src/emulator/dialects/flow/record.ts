import type { HeldKey, HeldKeyState } from '../../store.js'

/** A key as Flow keeps it. */
export interface FlowKey {
  readonly id: string
  readonly hash: string
  readonly keyName: string
  readonly keyPrefix: string
  readonly userId: string
  readonly isActive: boolean
  /** Whether it was a DELETE that made it inactive. Flow never tells, and perhaps does not know. */
  readonly isRevoked: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly lastUsedAt: Date | null
}

/** What a test may see of a key. A revoked key and a disabled one are the same in Flow's answers, but not here. */
export function describeFlowKey(key: FlowKey): HeldKey {
  return {
    id: key.id,
    name: key.keyName,
    description: null,
    owner: key.userId,
    metadata: null,
    scopes: [],
    state: stateOf(key),
    createdAt: key.createdAt,
    updatedAt: key.updatedAt,
    lastUsedAt: key.lastUsedAt,
    expiresAt: null,
  }
}

function stateOf({ isActive, isRevoked }: FlowKey): HeldKeyState {
  if (isActive) return 'active'
  return isRevoked ? 'revoked' : 'disabled'
}

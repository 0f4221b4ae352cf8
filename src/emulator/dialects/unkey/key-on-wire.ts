import type { UnkeyCredits, UnkeyKey } from './record.js'
import type { UnkeyWorkspace } from './workspace.js'

/**
 * A key as reads of it show it. What is empty or zero is left out and never null; unlimited credits are empty, used-up
 * ones are not. Neither the API nor whether the key is recoverable is in it.
 */
export function keyOnWire(workspace: UnkeyWorkspace, key: UnkeyKey, plaintext?: string): unknown {
  const permissions = workspace.rbac.effective(key.permissions, key.roles)
  return {
    keyId: key.id,
    start: key.start,
    enabled: key.enabled,
    createdAt: key.createdAt,
    ...(key.name !== null && { name: key.name }),
    ...(key.meta !== null && Object.keys(key.meta).length > 0 && { meta: key.meta }),
    ...nonZero('updatedAt', key.updatedAt),
    ...nonZero('lastUsedAt', key.lastUsedAt),
    ...nonZero('expires', key.expires),
    ...(permissions.length > 0 && { permissions: workspace.shuffled(permissions) }),
    ...(key.roles.length > 0 && { roles: key.roles }),
    ...(key.credits !== null && { credits: creditsOnWire(key.credits) }),
    ...(key.identity !== null && { identity: key.identity }),
    ...(plaintext !== undefined && { plaintext }),
    ...(key.ratelimits.length > 0 && { ratelimits: key.ratelimits }),
  }
}

/** The credits of a key. Null, which is unlimited, is shown by `updateCredits` alone. */
export function creditsOnWire(credits: UnkeyCredits | null): unknown {
  if (credits === null) return { remaining: null }
  const { remaining, refill } = credits
  if (refill === null) return { remaining }
  const { interval, amount, refillDay } = refill
  return { remaining, refill: { interval, amount, ...(refillDay !== null && { refillDay }) } }
}

/** A number of a key under its name, unless it is nothing: a Go server leaves a zero out as it does what is not set. */
export function nonZero(name: string, value: number | null): Readonly<Record<string, number>> {
  return value === null || value === 0 ? {} : { [name]: value }
}

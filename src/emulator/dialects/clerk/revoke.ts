import type { paths } from '../../../generated/clerk/paths.js'
import { revokeApiKeyRequest } from '../../../generated/clerk/schemas.js'
import { type BodyOf, validate } from '../../validate.js'
import { invalidBody } from './errors.js'
import type { ClerkInstance } from './instance.js'
import { type ClerkKey, clerkKeyOnWire } from './record.js'

type RevokeRequest = BodyOf<paths['/api_keys/{apiKeyID}/revoke']['post']>

/**
 * `POST /api_keys/{id}/revoke`: for good. What a second revocation answers is not known; here it is the record as the
 * first one left it, reason included.
 */
export function revokeKey(instance: ClerkInstance, key: ClerkKey, body: unknown): unknown {
  const read = validate<RevokeRequest>(revokeApiKeyRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  const now = instance.now()
  if (key.revoked) return clerkKeyOnWire(key, now)
  const revocationReason = read.value.revocation_reason ?? null
  const revoked: ClerkKey = { ...key, revoked: true, revocationReason, updatedAt: now.getTime() }
  instance.change(key, revoked)
  return clerkKeyOnWire(revoked, now)
}

/** `DELETE /api_keys/{id}`: the record goes as well, and its name is free again. */
export function deleteKey(instance: ClerkInstance, key: ClerkKey): unknown {
  instance.remove(key)
  return { id: key.id, object: 'api_key', deleted: true }
}

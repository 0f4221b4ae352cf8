import type { paths } from '../../../generated/clerk/paths.js'
import { updateApiKeyRequest } from '../../../generated/clerk/schemas.js'
import { type BodyOf, validate } from '../../validate.js'
import { invalidBody } from './errors.js'
import type { ClerkInstance } from './instance.js'
import { type ClerkKey, clerkKeyOnWire, expirationIn } from './record.js'

type UpdateRequest = BodyOf<paths['/api_keys/{apiKeyID}']['patch']>

/**
 * `PATCH /api_keys/{id}`: what is sent replaces, what is not stays. Name, type and creator cannot change, so they are
 * unknown fields here. Whether a revoked key can change is not known; here it can.
 */
export function updateKey(instance: ClerkInstance, key: ClerkKey, body: unknown): unknown {
  const read = validate<UpdateRequest>(updateApiKeyRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  const now = instance.now()
  const changed: ClerkKey = { ...key, ...changesIn(read.value, now), updatedAt: now.getTime() }
  instance.change(key, changed)
  return clerkKeyOnWire(changed, now)
}

function changesIn(request: UpdateRequest, now: Date): Partial<ClerkKey> {
  const { claims, scopes, description, subject, seconds_until_expiration: lifetime } = request
  return {
    ...(claims !== undefined && { claims }),
    ...(scopes !== undefined && { scopes }),
    ...(description !== undefined && { description }),
    ...(subject !== undefined && { subject }),
    // Counted from now and not from the creation. Nobody has confirmed what null does; here the key lives forever.
    ...(lifetime !== undefined && { expiration: expirationIn(lifetime, now) }),
  }
}

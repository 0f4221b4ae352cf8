import type { paths } from '../../../generated/clerk/paths.js'
import { verifyApiKeyRequest } from '../../../generated/clerk/schemas.js'
import { sha256 } from '../../encoding.js'
import { type BodyOf, validate } from '../../validate.js'
import { invalidBody, keyNotFound, secretNotFound } from './errors.js'
import type { ClerkInstance } from './instance.js'
import { type ClerkKey, clerkKeyOnWire, isDead } from './record.js'

type VerifyRequest = BodyOf<paths['/api_keys/verify']['post']>

/**
 * `POST /api_keys/verify`: the record of the key, with no word on whether it is valid. An unknown secret is a 404; for
 * a revoked or expired one the settings decide, since nobody has said which of the two answers Clerk gives.
 */
export async function verifyKey(instance: ClerkInstance, body: unknown): Promise<unknown> {
  const read = validate<VerifyRequest>(verifyApiKeyRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  const hash = await sha256(read.value.secret)
  const key = instance.keys.byHash(hash)
  if (key === undefined) throw secretNotFound()
  const now = instance.now()
  if (!isDead(key, now)) {
    const used: ClerkKey = { ...key, lastUsedAt: now.getTime() }
    instance.change(key, used)
    return clerkKeyOnWire(used, now)
  }
  if (instance.settings.deadKeys === 'not-found') throw secretNotFound()
  return clerkKeyOnWire(key, now)
}

/** `GET /api_keys/{id}/secret`, of a dead key too. */
export function readSecret(instance: ClerkInstance, key: ClerkKey): unknown {
  const secret = instance.settings.readableSecrets ? instance.keys.secretOf(key.id) : undefined
  if (secret === undefined) throw keyNotFound()
  return { secret }
}

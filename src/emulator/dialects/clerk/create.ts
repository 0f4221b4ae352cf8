import type { paths } from '../../../generated/clerk/paths.js'
import { createRequest } from '../../../generated/clerk/schemas.js'
import { sha256 } from '../../encoding.js'
import { type BodyOf, validate } from '../../validate.js'
import { invalidBody, nameTaken } from './errors.js'
import type { ClerkInstance } from './instance.js'
import { type ClerkKey, clerkKeyOnWire, expirationIn } from './record.js'

/** `POST /api_keys`: the one answer that holds the secret beside the record. */
export async function createKey(instance: ClerkInstance, body: unknown): Promise<unknown> {
  const read = validate<BodyOf<paths['/api_keys']['post']>>(createRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  const request = read.value
  const [id, secret] = [instance.id(), instance.secret()]
  const hash = await sha256(secret)
  // From here on nothing waits: two creates of one name at the same time must not both find it free.
  if (instance.isNameTaken(request.subject, request.name)) throw nameTaken()
  const now = instance.now()
  const key: ClerkKey = {
    id,
    hash,
    type: request.type ?? 'api_key',
    subject: request.subject,
    name: request.name,
    description: request.description ?? null,
    claims: request.claims ?? null,
    scopes: request.scopes ?? [],
    revoked: false,
    revocationReason: null,
    expiration: expirationIn(request.seconds_until_expiration ?? null, now),
    createdBy: request.created_by ?? null,
    lastUsedAt: null,
    createdAt: now.getTime(),
    updatedAt: now.getTime(),
  }
  instance.add(key, secret)
  return { ...clerkKeyOnWire(key, now), secret }
}

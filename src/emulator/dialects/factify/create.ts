import type { paths } from '../../../generated/factify/paths.js'
import { createRequest } from '../../../generated/factify/schemas.js'
import { sha256 } from '../../encoding.js'
import { type BodyOf, validate } from '../../validate.js'
import { invalidArgument, invalidBody, notFound } from './errors.js'
import type { FactifyOrganization } from './organization.js'
import { type FactifyKey, factifyKeyOnWire } from './record.js'
import { parseTimestamp, type Timestamp } from './timestamp.js'

const longestLife = 8760 * 60 * 60 * 1000
const shownCharacters = 16

/** `POST /v1beta/api-keys`: the record and, only here, the secret. */
export async function createKey(organization: FactifyOrganization, body: unknown): Promise<unknown> {
  const read = validate<BodyOf<paths['/v1beta/api-keys']['post']>>(createRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  const request = read.value
  const now = organization.now()
  const expiresAt = request.expires_at === undefined ? null : expiry(request.expires_at, now)
  // The document allows a create both 403 and 404. The organization is all that can be missing, so that is the 404.
  if (request.organization_id !== organization.id) throw notFound('The organization was not found.')
  const [id, secret] = [organization.keyId(), organization.secret()]
  const key: FactifyKey = {
    id,
    hash: await sha256(secret),
    name: request.name,
    organizationId: organization.id,
    keyPrefix: `${secret.slice(0, shownCharacters)}...`,
    createdAt: organization.timestamp(now),
    expiresAt,
    revokedAt: null,
  }
  organization.keys.insert(key)
  return { api_key: factifyKeyOnWire(key, now), secret }
}

/** The document states both bounds in prose, where no schema sees them. */
function expiry(text: string, now: Date): Timestamp {
  const expiresAt = parseTimestamp(text)
  if (expiresAt === null) throw invalidArgument('expires_at', 'must be an RFC 3339 timestamp')
  if (expiresAt.date <= now) throw invalidArgument('expires_at', 'must be in the future')
  if (expiresAt.date.getTime() > now.getTime() + longestLife) {
    throw invalidArgument('expires_at', 'must be within 8760 hours from now')
  }
  return expiresAt
}

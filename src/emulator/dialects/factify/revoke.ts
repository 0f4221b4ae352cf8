import type { paths } from '../../../generated/factify/paths.js'
import { revokeApiKeyRequest } from '../../../generated/factify/schemas.js'
import { type BodyOf, validate } from '../../validate.js'
import { invalidBody } from './errors.js'
import type { FactifyOrganization } from './organization.js'
import { type FactifyKey, factifyKeyOnWire } from './record.js'

type RevokeRequest = BodyOf<paths['/v1beta/api-keys/{api_key_id}/revoke']['post']>

/**
 * `POST /v1beta/api-keys/{id}/revoke`: for good. The reason goes to an audit log that no answer shows, so it is not
 * kept here. What a second revocation answers is not known; here it is the record with the time of the first.
 */
export function revokeKey(organization: FactifyOrganization, key: FactifyKey, body: unknown): unknown {
  const read = validate<RevokeRequest>(revokeApiKeyRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  const now = organization.now()
  const revoked: FactifyKey = { ...key, revokedAt: key.revokedAt ?? organization.timestamp(now) }
  organization.keys.replace(revoked)
  return { api_key: factifyKeyOnWire(revoked, now) }
}

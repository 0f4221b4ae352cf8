import type { EmulatorCredentials } from '../../credentials.js'
import { sha256 } from '../../encoding.js'
import { bearerToken } from '../../wire.js'
import { apiKeyExpired, apiKeyInvalid, apiKeyMissing, forbidden } from './errors.js'
import type { FactifyOrganization } from './organization.js'
import { stateOf } from './record.js'

/** Who asks: a user, or an API key, whose id is null if it is the one of the credentials. */
export type Caller = { readonly kind: 'user' } | { readonly kind: 'api-key'; readonly keyId: string | null }

/** Who is counted: each key by itself. */
export function nameOf(caller: Caller): string {
  return caller.kind === 'user' ? 'user' : (caller.keyId ?? '')
}

/** Factify's keys are for calling Factify, so every key that was made here and still works is let in as well. */
export async function callerOf(
  organization: FactifyOrganization,
  credentials: EmulatorCredentials['factify'],
  request: Request,
): Promise<Caller> {
  const token = bearerToken(request)
  if (token === null) throw apiKeyMissing()
  if (token === credentials.apiKey) return { kind: 'api-key', keyId: null }
  if (token === organization.userToken) return { kind: 'user' }
  const key = organization.keys.byHash(await sha256(token))
  if (key === undefined) throw apiKeyInvalid()
  const state = stateOf(key, organization.now())
  if (state === 'active') return { kind: 'api-key', keyId: key.id }
  throw state === 'expired' ? apiKeyExpired() : apiKeyInvalid()
}

/** `GET /v1beta/me`: about the user of a JWT. To an API key, however good, the document says only that it is not for it. */
export function readMe(organization: FactifyOrganization, caller: Caller): unknown {
  if (caller.kind !== 'user') throw forbidden('This operation is for users, not for API keys.')
  return {
    user: { id: organization.userId, name: 'Ada Example', email: 'ada@example.com' },
    organizations: [{ id: organization.id, name: 'Example', created_at: '2026-01-01T00:00:00Z' }],
  }
}

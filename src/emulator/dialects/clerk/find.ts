import type { Parameters } from '../../routes.js'
import type { Keys } from '../../store.js'
import { invalidParameter, keyNotFound } from './errors.js'
import type { ClerkKey } from './record.js'

const keyId = /^(ak|api_key)_[0-9A-Fa-f]{32}$/

/** The key that a path names. The form `api_key_…` is well-formed too, but here no key has such an id. */
export function keyAt(keys: Keys<ClerkKey>, { apiKeyID = '' }: Parameters): ClerkKey {
  if (!keyId.test(apiKeyID)) throw invalidParameter('url_parameter.apiKeyID', 'must be the id of an API key')
  const key = keys.get(apiKeyID)
  if (key === undefined) throw keyNotFound()
  return key
}

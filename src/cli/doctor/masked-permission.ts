import type { KeyClient } from '../../core/index.js'
import type { UnkeyClient } from '../../providers/unkey/index.js'
import { raw } from '../../raw/index.js'

/**
 * Whether a list that was not found is one that the credential may not see. Unkey answers 404 to a root key that may not read an
 * API's keys, as it does for an API that is not there; but its getApi says 403 for the one and 404 for the other.
 */
export async function isMasked(keys: KeyClient, options: Readonly<Record<string, string>>): Promise<boolean> {
  const { apiId } = options
  if (!isUnkey(keys) || apiId === undefined) return false
  const { response } = await raw(keys).POST('/v2/apis.getApi', { body: { apiId } })
  // 200: the API is there and may be seen, so it is its keys that may not.
  return response.status === 403 || response.status === 200
}

function isUnkey(keys: KeyClient): keys is KeyClient & UnkeyClient {
  return keys.vendor === 'unkey'
}

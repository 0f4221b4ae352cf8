import { isHeaderName } from '../../http/checked-options.js'
import { configurationError } from '../../http/configuration-error.js'
import type { VendorProfile } from '../../http/vendor-profile.js'

/**
 * Flow documents no way to authenticate: its SDK sends no credential at all. The default is a bearer token; another header
 * carries the token by itself. Throws `configuration` for what is no header's name.
 */
export function withAuthHeader(profile: VendorProfile, header: string | undefined): VendorProfile {
  if (header === undefined) return profile
  if (!isHeaderName(header))
    throw configurationError(profile, '`authHeader` must be the name of a header, such as X-API-Key.')
  if (header.toLowerCase() === profile.credential.header) return profile
  return { ...profile, credential: { ...profile.credential, header: header.toLowerCase(), scheme: '' } }
}

import type { VendorProfile } from '../../http/vendor-profile.js'

/**
 * Flow documents no way to authenticate: its SDK sends no credential at all. The default is a bearer token; another header
 * carries the token by itself.
 */
export function withAuthHeader(profile: VendorProfile, header: string | undefined): VendorProfile {
  if (header === undefined || header.toLowerCase() === profile.credential.header) return profile
  return { ...profile, credential: { ...profile.credential, header: header.toLowerCase(), scheme: '' } }
}

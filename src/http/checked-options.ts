import type { Timeout } from '../core/call-options.js'
import { configurationError } from './configuration-error.js'
import type { VendorProfile } from './vendor-profile.js'

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
// Refused here, since the runtime's own error would quote the value.
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/

/** The headers in lower case, so that none is sent twice in two spellings. */
export function checkedHeaders(
  profile: VendorProfile,
  headers: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  if (headers === undefined) return {}
  const checked: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const fits = headerName.test(name) && typeof value === 'string' && headerValue.test(value)
    if (!fits)
      throw configurationError(profile, `\`headers\` holds a name or value that HTTP cannot carry: ${name}.`)
    if (name.toLowerCase() === profile.credential.header) {
      throw configurationError(
        profile,
        `\`headers\` must not set ${name}: pass \`${profile.credential.option}\` instead.`,
      )
    }
    checked[name.toLowerCase()] = value
  }
  return checked
}

export function checkedTimeout(
  profile: VendorProfile,
  given: Timeout | undefined,
  otherwise: Required<Timeout>,
): Required<Timeout> {
  if (given === undefined) return otherwise
  const timeout = { ...otherwise, ...given }
  for (const [name, value] of Object.entries(timeout)) {
    // setTimeout takes no more than this and would fire at once.
    if (typeof value !== 'number' || !(value > 0 && value <= 2_147_483_647)) {
      throw configurationError(
        profile,
        `\`timeout.${name}\` must be a number of milliseconds from 1 to 2147483647.`,
      )
    }
  }
  return timeout
}

export function checkedLimit(profile: VendorProfile, limit = 2): number {
  if (Number.isInteger(limit) && limit >= 0) return limit
  throw configurationError(profile, '`retry.limit` must be a whole number, 0 or more.')
}

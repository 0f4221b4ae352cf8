import type { ErrorCode } from '../core/error-codes.js'
import type { Effect } from './effect.js'
import type { VendorProfile } from './vendor-profile.js'

/** What to do about an error, in a sentence that ends its message. */
export function adviceFor(profile: VendorProfile, code: ErrorCode, effect: Effect = 'acts'): string {
  if (effect === 'settles' && isOpen(code))
    return 'It may have been done all the same: call again, a second time does no more.'
  return profile.advice[code] ?? general(profile, code)
}

function isOpen(code: ErrorCode): boolean {
  return code === 'timeout' || code === 'aborted' || code === 'ambiguous'
}

function general(profile: VendorProfile, code: ErrorCode): string {
  const { option, env } = profile.credential
  switch (code) {
    case 'unauthorized':
      return `Check \`${option}\` (or ${env}): it is missing, mistyped, expired or for another environment.`
    case 'forbidden':
      return `Give the credential in \`${option}\` the permission that this needs, or use another one.`
    case 'not_found':
      return 'Check the ids that you passed, and that the credential belongs to the same account.'
    case 'conflict':
      return 'Something with these values exists already: change them, or use what exists.'
    case 'invalid_request':
      return 'Correct the input and call again.'
    case 'rate_limited':
      return 'Wait as long as `retryAfterMs` says, then call again.'
    case 'quota_exceeded':
      return 'The account has used up its quota: raise it at the vendor, or wait until it starts anew.'
    case 'unavailable':
    case 'network':
      return 'Nothing was done: call again later.'
    case 'timeout':
    case 'aborted':
    case 'ambiguous':
      return 'The vendor may have done it all the same: look for the result before you call again, or you may have it twice.'
    case 'invalid_response':
      return 'Check `baseUrl`, and what stands between you and the vendor.'
    case 'configuration':
    case 'unsupported':
      return 'Correct how the client was made.'
  }
}

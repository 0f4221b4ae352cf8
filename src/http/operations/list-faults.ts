import type { KeymuxError } from '../../core/keymux-error.js'
import { vendorError } from '../vendor-error.js'
import type { VendorProfile } from '../vendor-profile.js'

/** The error for a list without an end. */
export function endless(profile: VendorProfile, operation = 'list'): KeymuxError {
  const what = 'gives the same page of its list again and again. Tell the vendor.'
  return vendorError(profile, operation, 'invalid_response', what)
}

/** The error for a list with a key that cannot be named: passing over it would make a list that looks whole and is not. */
export function withoutId(profile: VendorProfile, operation = 'list'): KeymuxError {
  const what =
    'has a key in its list without an id that can be read. Read the list by `page()` to get at the others.'
  return vendorError(profile, operation, 'invalid_response', what)
}

/** The error for a list in which a walk cannot find its place again. */
export function placeLost(profile: VendorProfile, operation = 'list'): KeymuxError {
  const what =
    'has a list that changes faster than it can be read: none of the keys that were read last is there any more. List again when fewer keys are created or deleted.'
  return vendorError(profile, operation, 'unavailable', what, { retryable: true })
}

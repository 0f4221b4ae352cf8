import { KeymuxError } from '../../core/keymux-error.js'
import type { VendorProfile } from '../vendor-profile.js'

/** The error for a list without an end. */
export function endless({ id: vendor, name }: VendorProfile, operation = 'list'): KeymuxError {
  const message = `${name} gives the same page of its list again and again. Tell the vendor.`
  return new KeymuxError({ code: 'invalid_response', message, vendor, operation })
}

/** The error for a list with a key that cannot be named: passing over it would make a list that looks whole and is not. */
export function withoutId({ id: vendor, name }: VendorProfile, operation = 'list'): KeymuxError {
  const message = `A key in the list of ${name} has no id that can be read. Read the list by \`page()\` to get at the others.`
  return new KeymuxError({ code: 'invalid_response', message, vendor, operation })
}

/** The error for a list in which a walk cannot find its place again. */
export function placeLost({ id: vendor, name }: VendorProfile, operation = 'list'): KeymuxError {
  return new KeymuxError({
    code: 'unavailable',
    message: `The list of ${name} changes faster than it can be read: none of the keys that were read last is there any more. List again when fewer keys are created or deleted.`,
    vendor,
    operation,
    retryable: true,
  })
}

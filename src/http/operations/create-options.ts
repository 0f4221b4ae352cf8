import type { CreateOptions } from '../../core/create-options.js'
import { InputCheck } from '../../core/input-check.js'
import type { VendorProfile } from '../vendor-profile.js'

/** Throws `invalid_request` for options of a create, or of a rotation that makes one, that cannot be meant. */
export function checkCreateOptions(
  profile: VendorProfile,
  options: CreateOptions,
  operation: 'create' | 'rotate' = 'create',
): void {
  const check = new InputCheck(profile, operation)
  check.takes(check.input(options), ['signal', 'timeout', 'headers', 'marker', 'nonce', 'onAmbiguous'])
  const { marker, nonce, onAmbiguous } = options
  if (![undefined, true, false, 'name'].includes(marker))
    check.refuse('marker', "must be true, false or 'name'")
  check.text('nonce', nonce, { pattern: /^[0-9a-z]{20}$/ })
  if (nonce !== undefined && onAmbiguous === 'reconcile')
    check.refuse('nonce', "is for one create only, and `onAmbiguous: 'reconcile'` may make more")
  check.text('onAmbiguous', onAmbiguous, { oneOf: ['throw', 'reconcile'] })
  check.end()
}

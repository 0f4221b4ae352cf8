import type { CreateOptions } from '../../core/create-options.js'
import { InputCheck } from '../../core/input-check.js'
import { isMarker } from '../../core/marker.js'
import type { VendorProfile } from '../vendor-profile.js'

/** Throws `invalid_request` for options of a create that cannot be meant. */
export function checkCreateOptions(profile: VendorProfile, options: CreateOptions): void {
  const check = new InputCheck(profile, 'create')
  check.takes(check.input(options), ['signal', 'timeout', 'headers', 'marker', 'onAmbiguous'])
  const { marker, onAmbiguous } = options
  if (marker !== undefined && typeof marker !== 'boolean' && marker !== 'name' && !isMarker(marker))
    check.refuse('marker', "must be true, false, 'name', or `kmx_` and twenty of a-z and 0-9")
  check.text('onAmbiguous', onAmbiguous, { oneOf: ['throw', 'reconcile'] })
  check.end()
}

import { InputCheck } from '../core/input-check.js'
import type { VendorProfile } from './vendor-profile.js'

/** Throws `invalid_request` for the option at `path`, before anything is sent: "must be a string". */
export function refuseInput(profile: VendorProfile, operation: string, path: string, what: string): never {
  throw new InputCheck(profile, operation).refusal(path, what)
}

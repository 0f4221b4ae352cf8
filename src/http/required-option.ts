import { configurationError } from './configuration-error.js'
import { environmentVariable } from './environment.js'
import type { VendorProfile } from './vendor-profile.js'

/** An option that the vendor cannot do without: as given, else from the environment, else a `configuration` error. */
export function requiredOption(
  profile: Pick<VendorProfile, 'id' | 'name'>,
  option: string,
  given: string | undefined,
  env: string,
): string {
  const value = given === '' ? environmentVariable(env) : (given ?? environmentVariable(env))
  if (typeof value === 'string' && value !== '') return value
  throw configurationError(profile, `\`${option}\` is missing. Pass it to ${profile.id}(), or set ${env}.`)
}

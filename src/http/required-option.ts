import type { Credential } from '../core/client-options.js'
import { configurationError } from './configuration-error.js'
import { alsoMissing } from './also-missing.js'
import { environmentVariable } from './environment.js'
import type { VendorProfile } from './vendor-profile.js'

/** An option that the vendor cannot do without: as given, else from the environment, else a `configuration` error. */
export function requiredOption(profile: VendorProfile, option: string, options: object, env: string): string {
  const given = Reflect.get(options, option) as unknown
  const value = given === '' ? environmentVariable(env) : (given ?? environmentVariable(env))
  if (typeof value === 'string' && value !== '') return value
  const credential = Reflect.get(options, profile.credential.option) as Credential | undefined
  throw configurationError(
    profile,
    `\`${option}\` is missing. Pass it to ${profile.id}(), or set ${env}.${alsoMissing(profile, credential, options)}`,
  )
}

import type { ClientOptions, Credential } from '../core/client-options.js'
import { environmentVariable } from './environment.js'
import { isBrowser } from './is-browser.js'
import type { VendorProfile } from './vendor-profile.js'

/**
 * The rest of an error about a missing option, where the credential is missing as well: who is told of one at a time starts the
 * program once more for each. In a page a proxy may add it.
 */
export function alsoMissing(
  { credential: { option, env } }: VendorProfile,
  given: Credential | undefined,
  { baseUrl }: ClientOptions,
): string {
  const isThere = (given ?? '') !== '' || environmentVariable(env) !== undefined
  if (isThere || (isBrowser() && baseUrl !== undefined)) return ''
  return ` So is \`${option}\`: pass it too, or set ${env}.`
}

import type { ClientOptions, Credential } from '../core/client-options.js'
import { alsoMissing } from './also-missing.js'
import { configurationError } from './configuration-error.js'
import { environmentVariable } from './environment.js'
import type { VendorProfile } from './vendor-profile.js'

/**
 * The base of every URL, without a closing slash. A path such as `/api/keys` is taken from the page's own origin.
 * Throws `configuration` when it is missing (Flow has no public host) or no HTTP URL.
 */
export function resolveBaseUrl(
  profile: VendorProfile,
  options: ClientOptions,
  credential: Credential | undefined,
): string {
  const { baseUrl: given } = options
  const { baseUrlEnv: env } = profile
  const named = given === '' && env !== undefined ? undefined : given
  const chosen = named ?? (env === undefined ? undefined : environmentVariable(env)) ?? profile.baseUrl
  if (chosen === null) {
    throw configurationError(
      profile,
      `\`baseUrl\` is missing: no public host is known. Pass the URL of your deployment, or set ${env}.${alsoMissing(profile, credential, options)}`,
    )
  }
  const url = parse(chosen)
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw configurationError(profile, '`baseUrl` must be an http or https URL.')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw configurationError(profile, '`baseUrl` must not hold a user, a password, a query or a fragment.')
  }
  return url.href.replace(/\/+$/, '')
}

function parse(text: string): URL | undefined {
  if (text === '') return undefined
  const page = typeof location === 'object' ? location.href : undefined
  return URL.canParse(text, page) ? new URL(text, page) : undefined
}

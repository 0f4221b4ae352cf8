import { cleanCause } from '../core/clean-cause.js'
import { Secret } from '../core/secret.js'
import type { ClientOptions, Credential } from '../core/client-options.js'
import { configurationError } from './configuration-error.js'
import { environmentVariable } from './environment.js'
import { isBrowser } from './is-browser.js'
import { isSecret, type HeaderFields } from './request-headers.js'
import type { VendorProfile } from './vendor-profile.js'

/** What lets a call in: the headers that say who calls, and the texts in them that nothing may quote. */
export interface Carried {
  readonly headers: HeaderFields
  readonly secrets: readonly string[]
}

/**
 * Reads the credential anew for each call; one of nothing where a proxy at `baseUrl` adds it. There is something to wait for
 * only where the caller gave a function.
 */
export type CredentialSource = () => Carried | Promise<Carried>

const nothing: Carried = { headers: {}, secrets: [] }

// A line break at the end of a variable is the usual accident. The header's own error would quote the credential.
const sendable = /^[\x21-\x7e]+$/

/**
 * Where the credential comes from: the option, else the environment.
 *
 * Throws `configuration` when there is none, and in a browser when there is one: a page cannot keep it. There, leave it
 * out and let `baseUrl` point at a proxy that adds it, or set `dangerouslyAllowBrowser`.
 */
export function credentialSource(
  profile: VendorProfile,
  given: Credential | undefined,
  options: ClientOptions,
): CredentialSource {
  const { option, env, header, scheme } = profile.credential
  const credential = keep(
    profile,
    given === '' ? environmentVariable(env) : (given ?? environmentVariable(env)),
  )
  const exposed = isBrowser()

  if (credential === undefined) {
    if (exposed && options.baseUrl !== undefined) return () => nothing
    throw configurationError(profile, `\`${option}\` is missing. Pass it to ${profile.id}(), or set ${env}.`)
  }
  if (exposed && options.dangerouslyAllowBrowser !== true) {
    throw configurationError(
      profile,
      `\`${option}\` would be readable by everybody who opens this page. Leave it out and point \`baseUrl\` at a proxy of yours that adds it, or set \`dangerouslyAllowBrowser: true\`.`,
    )
  }
  const carried = (value: string): Carried => {
    if (typeof value === 'string' && sendable.test(value))
      return {
        headers: { [header]: scheme === '' ? value : `${scheme} ${value}` },
        secrets: isSecret(value) ? [value] : [],
      }
    throw configurationError(
      profile,
      `\`${option}\` is empty or holds a character that no HTTP header can carry, such as a space or a line break. Check how it was read.`,
    )
  }
  if (Secret.is(credential)) return () => carried(credential.reveal())
  return async () => carried(await ask(profile, credential))
}

type Source = Exclude<Credential, string>
type CredentialFunction = Exclude<Source, Secret>

/** A bare string is wrapped at once, so that no debugger or dump shows it in a closure. */
function keep(profile: VendorProfile, given: Credential | undefined): Source | undefined {
  if (given === undefined || given === '') return undefined
  if (typeof given === 'string') return new Secret(given)
  if (typeof given === 'function' || Secret.is(given)) return given
  throw configurationError(
    profile,
    `\`${profile.credential.option}\` must be a string, a Secret, or a function that returns either.`,
  )
}

async function ask(profile: VendorProfile, source: CredentialFunction): Promise<string> {
  let answer: unknown
  try {
    answer = await source()
  } catch (error) {
    throw configurationError(
      profile,
      `the function given as \`${profile.credential.option}\` failed.`,
      cleanCause(error, []),
    )
  }
  if (Secret.is(answer)) return answer.reveal()
  if (typeof answer === 'string') return answer
  throw configurationError(
    profile,
    `the function given as \`${profile.credential.option}\` must return a string or a Secret.`,
  )
}

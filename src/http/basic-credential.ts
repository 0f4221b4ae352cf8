import type { Credential } from '../core/client-options.js'
import { credentialSource, type Carried, type CredentialSource } from './credential.js'
import { isSecret } from './request-headers.js'
import type { VendorProfile } from './vendor-profile.js'

/** A credential besides the first one: an option of the factory, and the environment variable that it falls back to. */
export interface OtherCredential {
  readonly option: string
  readonly env: string
}

type SourceOf = typeof credentialSource

/**
 * HTTP's own way to be let in by a user name and a password. The credential is the password of a user, who is a credential
 * too or always the same; without one it is itself the name, and the password is empty.
 */
export function basicCredential(user?: OtherCredential | string): SourceOf {
  return (profile, given, options) => {
    const own = plainSource(profile, profile.credential, given, options)
    const name =
      typeof user === 'object' ? plainSource(profile, user, optionOf(options, user.option), options) : user
    return () => {
      const read = [own(), typeof name === 'function' ? name() : name] as const
      return read.some((each) => each instanceof Promise)
        ? Promise.all(read).then(([one, other]) => carried(profile, one, other))
        : carried(profile, ...(read as readonly [Carried, Carried | string | undefined]))
    }
  }
}

/** A source whose one header is the text itself. */
function plainSource(
  profile: VendorProfile,
  { option, env }: OtherCredential,
  given: Credential | undefined,
  options: Parameters<SourceOf>[2],
): CredentialSource {
  const credential = { option, env, header: 'text', scheme: '' }
  return credentialSource({ ...profile, credential }, given, options)
}

function carried(profile: VendorProfile, own: Carried, user: Carried | string | undefined): Carried {
  const password = own.headers['text']
  const name = typeof user === 'object' ? user.headers['text'] : user
  // A proxy adds all of it or nothing.
  if (password === undefined) return own
  const pair = encoded(name === undefined ? `${password}:` : `${name}:${password}`)
  const secrets = typeof user === 'object' ? [...own.secrets, ...user.secrets] : own.secrets
  return {
    headers: { [profile.credential.header]: `Basic ${pair}` },
    secrets: isSecret(pair) ? [pair, ...secrets] : secrets,
  }
}

/** In UTF-8, as RFC 7617 has it for all but old servers; what is not a visible character of ASCII was refused before. */
function encoded(pair: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(pair)))
}

/** What a factory was given under the name of one of the vendor's own options. */
export function optionOf(options: object, name: string): Credential | undefined {
  return (options as Readonly<Record<string, Credential | undefined>>)[name]
}

import { optionOf, type OtherCredential } from './basic-credential.js'
import { checkedHeaders } from './checked-options.js'
import { credentialSource, type Carried } from './credential.js'

/** A credential with a header of its own. */
export interface NamedCredential extends OtherCredential {
  /** In lower case. */
  readonly header: string
  readonly scheme: string
}

/** Several credentials, each in a header of its own, of which the first is read as `first` does it. */
export function namedCredentials(
  others: readonly NamedCredential[],
  first: typeof credentialSource = credentialSource,
): typeof credentialSource {
  return (profile, given, options) => {
    const sources = others.map((credential) => {
      const named = { ...profile, credential }
      checkedHeaders(named, options.headers)
      return credentialSource(named, optionOf(options, credential.option), options)
    })
    sources.unshift(first(profile, given, options))
    return () => {
      const read = sources.map((source) => source())
      return read.some((each) => each instanceof Promise)
        ? Promise.all(read).then(together)
        : together(read as readonly Carried[])
    }
  }
}

function together(all: readonly Carried[]): Carried {
  return {
    headers: Object.assign({}, ...all.map(({ headers }) => headers)) as Carried['headers'],
    secrets: all.flatMap(({ secrets }) => secrets),
  }
}

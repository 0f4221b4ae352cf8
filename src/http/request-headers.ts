export type HeaderFields = Readonly<Record<string, string>>

const carriesSecret = /auth|cookie|key|secret|token/

/** Shorter ones are a mode or a version, and would be taken out of every text that has the same letters. */
const shortestSecret = 6

/** Headers of the caller's own that may hold another credential: nothing made from the answer may quote them. */
export function secretsIn(headers: HeaderFields): readonly string[] {
  return Object.keys(headers).flatMap((name) => {
    const value = headers[name]
    return isSecret(value) && carriesSecret.test(name) ? [value] : []
  })
}

/** Whether a text is long enough to be looked for in what a vendor says. */
export function isSecret(text: string | undefined): text is string {
  return text !== undefined && text.length >= shortestSecret
}

/** What a client sends with each request, but for the credential: put together once. */
export interface OwnHeaders {
  readonly withBody: HeaderFields
  readonly bodiless: HeaderFields
}

export function ownHeaders(headers: HeaderFields): OwnHeaders {
  const accept = 'application/json'
  return {
    withBody: { accept, 'content-type': 'application/json', ...headers },
    bodiless: { accept, ...headers },
  }
}

import { wrong, type Settings } from './options.js'

/** A request as far as it matters here: a fetch `Request`, or anything that can be asked for its headers. */
export interface KeyRequest {
  /** Answers with the header's value, null or undefined where there is none: a `Headers`, or your framework's own. */
  readonly headers: { get(name: string): string | null | undefined }
  /** Ends the verification when whoever sent the request has gone. */
  readonly signal?: AbortSignal | null | undefined
}

/** What a request presents: one secret, nothing, another credential than a key, or something that cannot be a key. */
export type Presented = { readonly kind: 'secret'; readonly text: string } | Unpresented

/** What is no key. */
export type Unpresented =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed'; readonly detail: string }

const nothing: Presented = { kind: 'nothing' }

// All that a vendor's secret may be made of, which is more than RFC 6750's b64token. A comma is how headers of one name are joined.
const secretLike = /^[\x21-\x2b\x2d-\x7e]+$/

/** Finds the key in the request's headers. No text that it gives back, but the secret itself, holds any of the request. */
export function presentedIn(request: KeyRequest, settings: Settings): Presented {
  const found = settings.headers.map((name) => readHeader(request, name, settings))
  const given = found.filter(({ kind }) => kind === 'secret' || kind === 'malformed')
  if (given.length > 1) return several()
  return given[0] ?? found.find(({ kind }) => kind === 'other') ?? nothing
}

function readHeader({ headers }: KeyRequest, name: string, { scheme, maxLength }: Settings): Presented {
  const value: unknown = headers.get(name) ?? undefined
  if (value === undefined) return nothing
  if (typeof value !== 'string') throw wrong('`request.headers.get` must return a string, null or undefined.')
  const text = name === 'authorization' ? credentialsOf(value, scheme) : value.trim()
  if (text === undefined) return { kind: 'other' }
  if (text === '')
    return malformed(`The header ${name} holds no key: check that it was set where you call from.`)
  if (text.length > maxLength) return malformed(`The key in the header ${name} is too long.`)
  if (text.includes(',')) return several()
  return secretLike.test(text)
    ? { kind: 'secret', text }
    : malformed(`The header ${name} holds a character that no key has, such as a space.`)
}

/** What follows the scheme, which is written in any case; undefined behind another scheme. */
function credentialsOf(value: string, scheme: string): string | undefined {
  const text = value.trim()
  const end = text.indexOf(' ')
  const own = end < 0 ? text : text.slice(0, end)
  if (own.toLowerCase() !== scheme.toLowerCase()) return undefined
  return end < 0 ? '' : text.slice(end).trim()
}

function several(): Presented {
  return malformed('The request holds more than one key: send one.')
}

function malformed(detail: string): Presented {
  return { kind: 'malformed', detail }
}

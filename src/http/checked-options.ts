import type { Timeout } from '../core/call-options.js'
import type { Marker } from '../core/create-options.js'
import type { Retry } from '../core/client-options.js'
import { configurationError } from './configuration-error.js'
import type { VendorProfile } from './vendor-profile.js'

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** A wrong one of these breaks the request on its way, and nobody can tell how far it came. */
const ofTransport =
  /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i

// Refused here, since the runtime's own error would quote the value.
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/

/** The headers in lower case, so that none is sent twice in two spellings; undefined where none are given. */
export function checkedHeaders(
  profile: VendorProfile,
  headers: Readonly<Record<string, string>> | undefined,
  source = '`headers`',
): Readonly<Record<string, string>> | undefined {
  if (headers === undefined || headers === null) return undefined
  // Without a prototype, so that no name means more than itself.
  const checked = Object.create(null) as Record<string, string>
  for (const [name, value] of entriesOf(profile, headers)) {
    // A name that is none is not quoted: it may be a whole line, credential included.
    if (typeof name !== 'string' || !headerName.test(name))
      throw configurationError(profile, `${source} holds a header's name that HTTP cannot carry.`)
    if (typeof value !== 'string' || !headerValue.test(value))
      throw configurationError(profile, `${source} holds a value for ${name} that HTTP cannot carry.`)
    if (name.toLowerCase() === profile.credential.header) {
      throw configurationError(
        profile,
        `\`headers\` must not set ${name}: pass \`${profile.credential.option}\` instead.`,
      )
    }
    if (ofTransport.test(name))
      throw configurationError(profile, `${source} must not set ${name}: \`fetch\` does.`)
    checked[name.toLowerCase()] = value
  }
  return checked
}

/** Also of a `Headers` or a `Map`, whose entries `Object.entries` would leave out without a word. */
function entriesOf(profile: VendorProfile, headers: object): readonly (readonly [unknown, unknown])[] {
  if (typeof headers !== 'object' || Array.isArray(headers))
    throw configurationError(profile, '`headers` must be an object of names and values.')
  return Symbol.iterator in headers
    ? Array.from(headers as Iterable<readonly [unknown, unknown]>)
    : Object.entries(headers)
}

export function checkedTimeout(
  profile: VendorProfile,
  given: Timeout | undefined,
  otherwise: Required<Timeout>,
): Required<Timeout> {
  if (given === undefined || given === null) return otherwise
  if (typeof given !== 'object')
    throw configurationError(profile, '`timeout` must be an object: `{ attemptMs, totalMs, settleMs }`.')
  const timeout = { ...otherwise }
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(timeout, name))
      throw configurationError(
        profile,
        `\`timeout\` has no \`${name}\`: it takes ${Object.keys(timeout).join(', ')}.`,
      )
    if (value === undefined) continue
    // setTimeout takes no more than this and would fire at once.
    if (typeof value !== 'number' || !(value >= 1 && value <= 2_147_483_647)) {
      throw configurationError(
        profile,
        `\`timeout.${name}\` must be a number of milliseconds from 1 to 2147483647.`,
      )
    }
    timeout[name as keyof Timeout] = value
  }
  return timeout
}

export function checkedRetry(profile: VendorProfile, given: Retry | undefined): Required<Retry> {
  if (given === undefined || given === null) return { limit: 2 }
  if (typeof given !== 'object') throw configurationError(profile, '`retry` must be an object: `{ limit }`.')
  const { limit = 2, ...others } = given
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    throw configurationError(profile, `\`retry\` has no \`${unknown}\`: it takes \`limit\`.`)
  if (Number.isInteger(limit) && limit >= 0) return { limit }
  throw configurationError(profile, '`retry.limit` must be a whole number, 0 or more.')
}

/** The option `marker`, or its default. Throws `configuration` for anything else. */
export function checkedMarker(profile: VendorProfile, given: Marker | undefined): Marker {
  const marker = given ?? true
  if (typeof marker === 'boolean' || marker === 'name') return marker
  throw configurationError(profile, "`marker` must be true, false or 'name'.")
}

/** Whether a text can be the name of the header that carries a credential. */
export function isHeaderName(name: unknown): name is string {
  return (
    typeof name === 'string' &&
    headerName.test(name) &&
    !ofTransport.test(name) &&
    !/^(accept|content-type)$/i.test(name)
  )
}

export function checkedFetch(
  profile: VendorProfile,
  fetch: typeof globalThis.fetch | undefined,
): typeof globalThis.fetch | undefined {
  if (fetch === undefined || typeof fetch === 'function') return fetch
  throw configurationError(profile, '`fetch` must be a function.')
}

export function checkedSignal(
  profile: VendorProfile,
  signal: AbortSignal | undefined,
): AbortSignal | undefined {
  if (signal === undefined || signal === null) return undefined
  // By what it does, not its class: it may be a polyfill's or come from another realm.
  if (typeof signal.addEventListener === 'function' && typeof signal.aborted === 'boolean') return signal
  throw configurationError(profile, '`signal` must be an AbortSignal.')
}

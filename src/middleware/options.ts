import { KeymuxError } from '../core/keymux-error.js'
import type { VerifyingClient } from '../core/verifying-client.js'
import type { VerifyOptions } from '../core/verify-key.js'

type OptionsOfVerify<Client extends VerifyingClient> = NonNullable<Parameters<Client['verify']>[1]>

/** What `authenticate()` takes. */
export interface AuthenticateOptions<Client extends VerifyingClient = VerifyingClient> {
  /**
   * The header that carries the key, or several of which a request uses one. Default `'authorization'`. In any other, such as
   * `'x-api-key'`, the whole value is the key.
   */
  readonly header?: string | readonly string[] | undefined
  /** What precedes the key in `authorization`. Default `'Bearer'`. */
  readonly scheme?: string | undefined
  /** What the key must be allowed to do, all of it. Default nothing. */
  readonly scopes?: readonly string[] | undefined
  /** What is protected, as the challenge in `WWW-Authenticate` names it. Default `'api'`. */
  readonly realm?: string | undefined
  /** Whether a request without any credential is let in, as `key: null`. Default false. One with a bad key never is. */
  readonly anonymous?: boolean | undefined
  /**
   * What precedes the reason in the `type` of a problem: with `'https://acme.com/problems/'` it is
   * `https://acme.com/problems/insufficient-scopes`. Without it the type is `about:blank`, as RFC 9457 has it.
   */
  readonly namespace?: string | undefined
  /** How many characters a key has at most; a longer one is refused without a request. Default 1024. */
  readonly maxLength?: number | undefined
  /**
   * What else the verification is told, in the terms of the client: `cost`, `timeout`, `vendor`.
   *
   * @example
   * authenticate(request, keys, { verify: { cost: 5 } })
   */
  readonly verify?: Omit<OptionsOfVerify<Client>, 'scopes' | 'signal'> | undefined
}

/** The options as they are used. */
export interface Settings {
  /** In lower case. */
  readonly headers: readonly string[]
  readonly scheme: string
  readonly scopes: readonly string[]
  readonly realm: string
  readonly anonymous: boolean
  readonly namespace: string | undefined
  readonly maxLength: number
  readonly verify: Omit<VerifyOptions, 'scopes' | 'signal'>
}

const names = ['header', 'scheme', 'scopes', 'realm', 'anonymous', 'namespace', 'maxLength', 'verify']

/** RFC 9110: names of headers and of schemes are tokens. */
const token = /^[\w!#$%&'*+.^`|~-]+$/
const printable = /^[\x20-\x7e]+$/
const absoluteUri = /^[a-z][a-z\d+.-]*:[\x21-\x7e]+$/i

/** Throws `configuration` for what is wrong with the options. */
export function checkedOptions(options: AuthenticateOptions): Settings {
  if (!isObject(options)) throw wrong('the options must be an object.')
  const unknown = Object.keys(options).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw wrong(
      `there is no option \`${unknown}\`: it takes ${names.map((name) => `\`${name}\``).join(', ')}.`,
    )
  const { scheme = 'Bearer', realm = 'api', anonymous = false, namespace, maxLength = 1024 } = options
  const { header = 'authorization', scopes = [], verify = {} } = options
  const headers = typeof header === 'string' ? [header] : header
  ensure(isTextsOf(headers, token) && headers.length > 0, 'header', 'a header’s name, or a list of some')
  ensure(isTextOf(scheme, token), 'scheme', 'one word, such as Bearer')
  ensure(isTextsOf(scopes, /./), 'scopes', 'a list of strings')
  ensure(isTextOf(realm, printable), 'realm', 'a text of printable ASCII characters')
  ensure(typeof anonymous === 'boolean', 'anonymous', 'true or false')
  ensure(
    namespace === undefined || isTextOf(namespace, absoluteUri),
    'namespace',
    'an absolute URI, such as https://acme.com/problems/',
  )
  ensure(Number.isSafeInteger(maxLength) && maxLength > 0, 'maxLength', 'a whole number, 1 or more')
  ensure(isObject(verify), 'verify', 'an object')
  for (const name of ['scopes', 'signal'])
    if (name in verify)
      throw wrong(
        name === 'scopes'
          ? '`verify.scopes` is `scopes`, beside it: so that a refusal can name them.'
          : '`verify.signal` is the signal of the request.',
      )
  return {
    headers: [...new Set(headers.map((name) => name.toLowerCase()))],
    scheme,
    scopes,
    realm,
    anonymous,
    namespace,
    maxLength,
    verify,
  }
}

function ensure(isRight: boolean, name: string, what: string): void {
  if (!isRight) throw wrong(`\`${name}\` must be ${what}.`)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTextOf(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}

function isTextsOf(value: unknown, pattern: RegExp): boolean {
  return Array.isArray(value) && value.every((item) => isTextOf(item, pattern))
}

/** A fault of whoever wrote the call. */
export function wrong(what: string): KeymuxError {
  return new KeymuxError({ code: 'configuration', message: `keymux/middleware: ${what}` })
}

import { KeymuxError } from '../core/keymux-error.js'
import { Secret } from '../core/secret.js'
import type { VerifyingClient } from '../core/verifying-client.js'
import type { Verdict } from '../core/verify-key.js'
import type { Anonymous, Authenticated, Authentication, Rejected } from './authentication.js'
import { checkedOptions, wrong, type AuthenticateOptions, type Settings } from './options.js'
import { presentedIn, type KeyRequest, type Unpresented } from './presented.js'
import { rejected } from './rejected.js'
import { abortedError, ensureVerifies, isOfTheCall, troubleOf } from './trouble.js'

/**
 * Whether a request may pass: finds the key in `Authorization: Bearer` or another header, asks the client about it, and resolves to
 * the key or to the answer to give.
 *
 * - 401 without a key, and for one that is unknown, expired, revoked or disabled; 403 for one that lacks a scope, or may not be used
 *   here; 429 for one that was used too often; 400 for what cannot be a key, or is two.
 * - 503 where the vendor cannot be asked, or refuses your own credential: trouble is never taken for a bad key.
 *
 * Nothing is logged, and no answer, header or error holds any part of the secret. With `keymux/cache` before the client there is no
 * request to the vendor on most calls.
 *
 * Rejects with a `KeymuxError` where there is nobody to answer, or the fault is in the code: `aborted` once `request.signal` is;
 * `unsupported` for a client that cannot verify; `configuration` and `invalid_request` for options.
 *
 * @example
 * const auth = await authenticate(request, keys, { scopes: ['documents.read'] })
 * if (!auth.ok) return auth.response
 * return Response.json(await documentsOf(auth.key.owner))
 */
export async function authenticate<Client extends VerifyingClient>(
  request: KeyRequest,
  keys: Client,
  options?: AuthenticateOptions<Client> & { readonly anonymous?: false | undefined },
): Promise<Authentication<Client>>
export async function authenticate<Client extends VerifyingClient>(
  request: KeyRequest,
  keys: Client,
  options: AuthenticateOptions<Client>,
): Promise<Authentication<Client> | Anonymous>
export async function authenticate(
  request: KeyRequest,
  keys: VerifyingClient,
  options: AuthenticateOptions = {},
): Promise<Authentication | Anonymous> {
  ensureVerifies(keys)
  const settings = checkedOptions(options)
  if (typeof request?.headers?.get !== 'function')
    throw wrong(
      '`request` must be a fetch Request, or an object whose `headers` has a `get`, such as { headers: new Headers(…) }.',
    )
  const presented = presentedIn(request, settings)
  if (presented.kind === 'secret') return checked(request, keys, presented.text, settings)
  if (presented.kind === 'nothing' && settings.anonymous) return { ok: true, key: null, verdict: null }
  return unpresented(presented, settings)
}

async function checked(
  { signal }: KeyRequest,
  keys: VerifyingClient,
  text: string,
  settings: Settings,
): Promise<Authenticated | Rejected> {
  if (hasGone(signal)) throw abortedError(keys, false)
  const { scopes, verify } = settings
  let verdict: Verdict<object>
  try {
    verdict = await keys.verify(new Secret(text), {
      ...verify,
      ...(scopes.length > 0 && { scopes }),
      ...(signal && { signal }),
    })
    ensureVerdict(verdict, keys)
  } catch (error) {
    if (hasGone(signal)) throw KeymuxError.is(error) ? error : abortedError(keys, true)
    if (isOfTheCall(error)) throw error
    const trouble = troubleOf(error, keys, text)
    return { ...rejected('unavailable', settings, { retryAfterMs: trouble.retryAfterMs }), error: trouble }
  }
  if (verdict.valid) return { ok: true, key: verdict.key, verdict }
  const { reason, retryAt } = verdict
  // A verdict of your own client's may have been text on its way.
  const retryAfterMs = retryAt && new Date(retryAt).getTime() - Date.now()
  return { ...rejected(reason, settings, { retryAfterMs }), verdict }
}

function hasGone(signal: KeyRequest['signal']): boolean {
  return signal?.aborted === true
}

/** The answer to a request that holds no key, or nothing that can be one. */
function unpresented(presented: Unpresented, settings: Settings): Rejected {
  if (presented.kind === 'malformed') return rejected('malformed_credential', settings, presented)
  const { headers, scheme } = settings
  const ways = headers.map((name) =>
    name === 'authorization' ? `\`Authorization: ${scheme} <key>\`` : `\`${name}: <key>\``,
  )
  return rejected('missing_credential', settings, { detail: `Send your API key as ${ways.join(' or ')}.` })
}

/** A client of your own may answer anything; what is no verdict must not be taken for one. */
function ensureVerdict(verdict: Verdict<object>, { vendor }: VerifyingClient): void {
  const { valid, key } = (verdict ?? {}) as Partial<Verdict<object>>
  if (valid === false || (valid === true && typeof key === 'object' && key !== null)) return
  throw new KeymuxError({
    code: 'invalid_response',
    message: `The client of ${vendor} answered with something that is no verdict.`,
    vendor,
    operation: 'verify',
  })
}

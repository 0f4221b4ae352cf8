import type { CallOptions, Timeout } from '../core/call-options.js'
import { KeymuxError } from '../core/keymux-error.js'
import { quotes, redact } from '../core/redact.js'
import { parseJson, type Answer } from './answer.js'
import type { Asked } from './answer-failure.js'
import { resolveBaseUrl } from './base-url.js'
import { callFailure } from './call-failure.js'
import type { ClientOptions, Credential } from './client-options.js'
import { credentialSource, type CredentialSource } from './credential.js'
import { Deadline, defaultTimeout } from './deadline.js'
import { checkedHeaders, checkedLimit, checkedTimeout } from './checked-options.js'
import { readRateLimit, readRetryAfter } from './rate-limit.js'
import { readText } from './read-text.js'
import { fetchWithinOrigin } from './redirects.js'
import { mayRepeat, repeat, type Outcome } from './repeat.js'
import type { VendorProfile } from './vendor-profile.js'

/** A request to a vendor, less what the sender adds: base URL, credential, common headers. */
export interface VendorRequest extends Asked {
  readonly method: string
  /** From the base URL on, with its query: `/v2/keys.createKey`. */
  readonly path: string
  /** JSON text. */
  readonly body?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** Sends requests to one vendor. The one place that reads its credential. */
export class Sender {
  readonly profile: VendorProfile
  readonly baseUrl: string
  readonly #fetch: typeof globalThis.fetch | undefined
  readonly #headers: Readonly<Record<string, string>>
  readonly #timeout: Required<Timeout>
  readonly #repeats: number
  readonly #credential: CredentialSource

  /** Throws `configuration` for a missing credential or base URL, or an option of the wrong kind. */
  constructor(profile: VendorProfile, credential: Credential | undefined, options: ClientOptions) {
    this.profile = profile
    this.baseUrl = resolveBaseUrl(profile, options.baseUrl)
    this.#fetch = options.fetch
    this.#headers = checkedHeaders(profile, options.headers)
    this.#timeout = checkedTimeout(profile, options.timeout, defaultTimeout)
    this.#repeats = checkedLimit(profile, options.retry?.limit)
    this.#credential = credentialSource(profile, credential, options)
  }

  /**
   * The answer, whatever its status. Rejects with `timeout`, `aborted`, `network` or `ambiguous` where none came, and
   * repeats only what the vendor certainly did not act on.
   */
  async send(request: VendorRequest, options: CallOptions = {}): Promise<Answer> {
    const startedAt = performance.now()
    const timeout = checkedTimeout(this.profile, options.timeout, this.#timeout)
    const callHeaders = checkedHeaders(this.profile, options.headers)
    const deadline = new Deadline(timeout, options.signal)
    let attempts = 0
    const attempt = async (): Promise<Outcome> => {
      attempts += 1
      return this.#attempt(request, callHeaders, deadline, attempts, startedAt)
    }

    const first = await attempt()
    const again = (outcome: Outcome): boolean => mayRepeat(outcome, request.effect)
    const outcome =
      this.#repeats > 0 && again(first) ? await this.#repeat(request, first, attempt, deadline, again) : first
    if (KeymuxError.is(outcome)) throw outcome
    return outcome
  }

  async #repeat(
    request: VendorRequest,
    first: Outcome,
    attempt: () => Promise<Outcome>,
    deadline: Deadline,
    again: (outcome: Outcome) => boolean,
  ): Promise<Outcome> {
    try {
      return await repeat(this.baseUrl, first, attempt, { limit: this.#repeats, deadline, again })
    } catch (thrown) {
      throw callFailure(this.profile, request, thrown, { sent: false, secrets: [] })
    }
  }

  async #attempt(
    request: VendorRequest,
    callHeaders: Readonly<Record<string, string>>,
    deadline: Deadline,
    attempts: number,
    startedAt: number,
  ): Promise<Outcome> {
    let secrets: readonly string[] = []
    let sent = false
    try {
      return await deadline.run(async (signal) => {
        const credential = await this.#credential()
        const headers = this.#requestHeaders(request, callHeaders, credential)
        secrets = secretsOf(credential, { ...this.#headers, ...callHeaders })
        const url = this.baseUrl + request.path
        const body = request.body ?? null
        const init: RequestInit = { method: request.method, headers, body, signal, redirect: 'manual' }
        sent = true
        const response = await fetchWithinOrigin(this.#fetch ?? globalThis.fetch, url, init)
        const text = await readTextOf(response)
        return this.#answer(request, url, response, text, { attempts, startedAt, secrets })
      })
    } catch (thrown) {
      return callFailure(this.profile, request, thrown, { sent, secrets })
    }
  }

  #requestHeaders(
    request: VendorRequest,
    callHeaders: Readonly<Record<string, string>>,
    credential: string | undefined,
  ): Record<string, string> {
    const { header, scheme } = this.profile.credential
    return {
      accept: 'application/json',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...this.#headers,
      ...request.headers,
      ...callHeaders,
      ...(credential === undefined
        ? {}
        : { [header]: scheme === '' ? credential : `${scheme} ${credential}` }),
    }
  }

  #answer(
    request: VendorRequest,
    url: string,
    response: Response,
    text: string,
    call: { attempts: number; startedAt: number; secrets: readonly string[] },
  ): Answer {
    const now = Date.now()
    const { status, headers } = response
    const body = parseJson(text)
    const requestId = this.profile.requestId(body, headers)
    return {
      meta: {
        request: { method: request.method, url },
        status,
        headers: withoutSecrets(headers, call.secrets),
        requestId: requestId === undefined ? null : redact(requestId, call.secrets),
        attempts: call.attempts,
        durationMs: performance.now() - call.startedAt,
        rateLimit: readRateLimit(this.profile, headers, now),
      },
      text,
      body,
      retryAfterMs: status === 429 || status === 503 ? readRetryAfter(this.profile, headers, now) : undefined,
      secrets: call.secrets,
    }
  }
}

const carriesSecret = /auth|cookie|key|secret|token/

/** What nothing made from the answer may quote: the credential, and headers of the caller's own that may hold another. */
function secretsOf(
  credential: string | undefined,
  headers: Readonly<Record<string, string>>,
): readonly string[] {
  const own = Object.entries(headers).filter(([name]) => carriesSecret.test(name))
  return [...(credential === undefined ? [] : [credential]), ...own.map(([, value]) => value)]
}

/** A refusal stands even when its body is cut off; a success without its body is none. */
async function readTextOf(response: Response): Promise<string> {
  if (response.status < 400) return readText(response)
  return readText(response).catch(() => '')
}

/** The headers, less any that quotes a secret of this call: a debugging proxy may echo what it was sent. */
function withoutSecrets(headers: Headers, secrets: readonly string[]): Headers {
  const clean = new Headers()
  headers.forEach((value, name) => {
    if (!quotes(value, secrets)) clean.append(name, value)
  })
  return clean
}

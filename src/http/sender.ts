import type { CallOptions, Timeout } from '../core/call-options.js'
import { KeymuxError } from '../core/keymux-error.js'
import { parseJson, type Answer } from './answer.js'
import type { Asked } from './answer-failure.js'
import { resolveBaseUrl } from './base-url.js'
import { callFailure } from './call-failure.js'
import {
  checkedFetch,
  checkedHeaders,
  checkedRetry,
  checkedSignal,
  checkedTimeout,
} from './checked-options.js'
import type { ClientOptions, Credential } from '../core/client-options.js'
import type { RequestEvent, ResponseEvent, RetryEvent, Hooks } from '../core/hooks.js'
import { redact } from '../core/redact.js'
import { changedError } from './changed-error.js'
import { configurationError } from './configuration-error.js'
import { credentialSource, type CredentialSource } from './credential.js'
import { CallEnded, Deadline, defaultTimeout } from './deadline.js'
import type { Effect } from './effect.js'
import { secretsOf, type Found } from './found.js'
import { readAnswer } from './read-answer.js'
import { ReceivedText } from './received-text.js'
import { asksToSendElsewhere, followWithinOrigin } from './redirects.js'
import { checkedHooks, tell } from './hooks.js'
import { mayHaveActed, mayRepeat, repeat, type Outcome } from './repeat.js'
import { ownHeaders, secretsIn, type HeaderFields, type OwnHeaders } from './request-headers.js'
import { sentOnce } from './sent-once.js'
import type { VendorProfile } from './vendor-profile.js'

/** A request to a vendor, less what the sender adds: base URL, credential, common headers. */
export interface VendorRequest extends Asked {
  readonly method: string
  /** From the base URL on, with its query: `/v2/keys.createKey`. */
  readonly path: string
  /** JSON text. */
  readonly body?: string | undefined
  readonly headers?: HeaderFields | undefined
  /** Texts in the body that nothing may quote: the secret that is verified. */
  readonly secrets?: readonly string[] | undefined
  /** Whether it was sent before, and may have been done then. */
  readonly mayHaveActed?: boolean | undefined
  /** The status of a success, where the vendor's document gives it no body: 204. */
  readonly emptyStatus?: number | undefined
  /** Finds what of an answer must not be lost, whatever becomes of the call. An answer that holds any is never asked for again. */
  readonly salvage?: ((body: unknown) => Found) | undefined
}

/** One call: what all its attempts have in common. */
interface Call {
  readonly request: VendorRequest
  readonly headers: HeaderFields
  readonly secrets: readonly string[]
  readonly deadline: Deadline
  /** What hooks tell the call by; undefined as long as none was told. */
  reference: object | undefined
  attempts: number
  /** Whether an attempt before this one may have done what was asked. */
  mayHaveActed: boolean
}

/** One attempt, as far as it came. */
interface Attempt {
  readonly call: Call
  readonly received: ReceivedText
  /** Nothing may quote these; the credential is among them once it was read. */
  secrets: readonly string[]
  /** Undefined as long as nothing was sent. */
  sentTo: string | undefined
  /** Whether an answer has begun: what fails from then on was sent, whatever it says. */
  isAnswered: boolean
}

/** Sends requests to one vendor. The one place that reads its credential. */
export class Sender {
  /** The vendor. */
  readonly profile: VendorProfile
  /** Where requests go. */
  readonly baseUrl: string
  /** What is told of each call. */
  readonly hooks: Hooks
  readonly #fetch: typeof globalThis.fetch | undefined
  readonly #headers: OwnHeaders
  readonly #secrets: readonly string[]
  readonly #timeout: Required<Timeout>
  readonly #repeats: number
  readonly #credential: CredentialSource

  /**
   * Throws `configuration` for a missing credential or base URL, or an option of the wrong kind. The vendor's own headers
   * (a version, say) are made of options and go with every request.
   */
  constructor(
    profile: VendorProfile,
    credential: Credential | undefined,
    options: ClientOptions,
    vendorHeaders: HeaderFields = {},
  ) {
    this.profile = profile
    this.baseUrl = resolveBaseUrl(profile, options, credential)
    this.hooks = checkedHooks(profile, options.hooks)
    this.#fetch = checkedFetch(profile, options.fetch)
    const headers = {
      ...checkedHeaders(profile, vendorHeaders, 'an option'),
      ...checkedHeaders(profile, options.headers),
    }
    this.#headers = ownHeaders(headers)
    this.#secrets = secretsIn(headers)
    this.#timeout = checkedTimeout(profile, options.timeout, defaultTimeout)
    this.#repeats = checkedRetry(profile, options.retry).limit
    this.#credential = (profile.credential.source ?? credentialSource)(profile, credential, options)
  }

  /** How long a call with these options may take. */
  timeoutOf(options: CallOptions | undefined): Required<Timeout> {
    return checkedTimeout(this.profile, options?.timeout, this.#timeout)
  }

  /**
   * The answer, whatever its status. Rejects with `timeout`, `aborted`, `network` or `ambiguous` where none came, and
   * repeats only what the vendor certainly did not act on.
   */
  async send(request: VendorRequest, options?: CallOptions): Promise<Answer> {
    const call = this.#begun(request, options)
    const again = (outcome: Outcome): boolean =>
      mayRepeat(this.profile, outcome, request.effect) &&
      (KeymuxError.is(outcome) || !holdsKey(request, outcome.body))
    const first = await this.#attempt(call)
    const outcome = again(first) ? await this.#repeat(call, first, again) : first
    if (KeymuxError.is(outcome)) throw outcome
    return call.mayHaveActed ? { ...outcome, mayHaveActed: true } : outcome
  }

  /** What is wrong with the options of a call tells which call it was. */
  #begun(request: VendorRequest, options: CallOptions | undefined): Call {
    try {
      return this.#begin(request, options)
    } catch (error) {
      throw KeymuxError.is(error) ? changedError(error, { operation: request.operation }) : error
    }
  }

  #begin(request: VendorRequest, options: CallOptions = {}): Call {
    const { profile } = this
    const timeout = checkedTimeout(profile, options.timeout, this.#timeout)
    const own = request.body === undefined ? this.#headers.bodiless : this.#headers.withBody
    const given = checkedHeaders(profile, options.headers)
    const more = request.headers === undefined ? given : { ...request.headers, ...given }
    const secrets = [...this.#secrets, ...(request.secrets ?? [])]
    return {
      request,
      headers: more === undefined ? own : { ...own, ...more },
      secrets: more === undefined ? secrets : [...secrets, ...secretsIn(more)],
      deadline: new Deadline(timeout, checkedSignal(profile, options.signal)),
      reference: undefined,
      attempts: 0,
      mayHaveActed: request.mayHaveActed === true,
    }
  }

  #repeat(call: Call, first: Outcome, again: (outcome: Outcome) => boolean): Promise<Outcome> {
    return repeat(first, () => this.#attempt(call), {
      limit: this.#repeats,
      deadline: call.deadline,
      again,
      waits: (latest, waitMs) => {
        call.mayHaveActed ||= mayHaveActed(this.profile, latest, call.request.effect)
        tell(this.hooks.retry, retryEvent(this.profile.id, call, latest, waitMs))
      },
    })
  }

  async #attempt(call: Call): Promise<Outcome> {
    const { request, deadline, secrets } = call
    call.attempts += 1
    const received = new ReceivedText()
    const attempt: Attempt = { call, received, secrets, sentTo: undefined, isAnswered: false }
    try {
      return await deadline.run((signal) => this.#exchange(attempt, signal))
    } catch (thrown) {
      void received.cancel()
      const come = parseJson(received.text, (body) => holdsKey(request, body))
      const found = foundIn(request, come)
      return callFailure(this.profile, request, thrown, {
        sentTo: attempt.sentTo,
        isAnswered: attempt.isAnswered,
        mayHaveActed: call.mayHaveActed,
        secrets: attempt.secrets,
        found,
      })
    }
  }

  async #exchange(attempt: Attempt, signal: AbortSignal): Promise<Answer> {
    const { call, received } = attempt
    const { request } = call
    const asked = this.#credential()
    const carried = asked instanceof Promise ? await asked : asked
    attempt.secrets = [...carried.secrets, ...call.secrets]
    const url = this.baseUrl + request.path
    const init: RequestInit = {
      method: request.method,
      headers: together(call.headers, carried.headers),
      body: request.body ?? null,
      signal,
      redirect: 'manual',
    }
    const fetch = this.#fetchFunction(request.effect)
    // Where there was something to wait for, its caller may have been told by now that nothing was sent.
    if (asked !== carried && signal.aborted) throw new CallEnded('aborted')
    attempt.sentTo = url
    const event = this.#announce(attempt, url)
    let response = await fetch(url, init)
    if (asksToSendElsewhere(response.status)) response = await followWithinOrigin(fetch, url, init, response)
    attempt.isAnswered = true
    const text = await textOf(response, received)
    const answer = readAnswer(this.profile, response, text, {
      method: request.method,
      url,
      attempts: call.attempts,
      startedAt: call.deadline.startedAt,
      secrets: attempt.secrets,
      holdsKey: (body) => holdsKey(request, body),
    })
    if (event !== undefined)
      tell(this.hooks.response, responseEvent(event, answer, secretsOf(foundIn(request, answer.body))))
    return answer
  }

  /** Tells of a request, if anybody listens to that or to its answer. */
  #announce({ call, secrets }: Attempt, url: string): RequestEvent | undefined {
    const { request: hook, response } = this.hooks
    if (hook === undefined && response === undefined) return undefined
    const { operation, method } = call.request
    const event: RequestEvent = {
      vendor: this.profile.id,
      operation,
      call: referenceOf(call),
      method,
      url: redact(url, secrets),
      attempt: call.attempts,
    }
    tell(hook, event)
    return event
  }

  #fetchFunction(effect: Effect): typeof globalThis.fetch {
    if (this.#fetch !== undefined) return this.#fetch
    const { fetch } = globalThis
    if (typeof fetch === 'function') return effect === 'reads' ? fetch : sentOnce(fetch)
    throw configurationError(this.profile, 'there is no global `fetch` here. Pass one as `fetch`.')
  }
}

/** Assigned, since spreads of two objects take V8 six times as long; without a prototype, so that no name means more than itself. */
function together(own: HeaderFields, carried: HeaderFields): HeaderFields {
  return Object.assign(Object.create(null) as Record<string, string>, own, carried)
}

function referenceOf(call: Call): object {
  call.reference ??= Object.freeze({})
  return call.reference
}

/** `secrets` are what this very answer tells, which nothing could be cleaned of before. */
function responseEvent(event: RequestEvent, { meta }: Answer, secrets: readonly string[]): ResponseEvent {
  const { status, durationMs } = meta
  const requestId = meta.requestId === null ? null : redact(meta.requestId, secrets)
  return { ...event, status, requestId, durationMs }
}

function retryEvent(vendor: string, call: Call, latest: Outcome, waitMs: number): RetryEvent {
  const why = KeymuxError.is(latest) ? { code: latest.code } : { status: latest.meta.status }
  const { operation } = call.request
  return { vendor, operation, call: referenceOf(call), attempt: call.attempts + 1, waitMs, ...why }
}

/** A refusal stands even when its body is cut off; a success without its body is none. */
function textOf(response: Response, received: ReceivedText): Promise<string> {
  const text = received.read(response)
  return response.status < 400 ? text : text.catch(() => received.text)
}

function holdsKey(request: VendorRequest, body: unknown): boolean {
  return foundIn(request, body).secret !== undefined
}

function foundIn(request: VendorRequest, body: unknown): Found {
  if (request.salvage === undefined || body === undefined) return {}
  try {
    return request.salvage(body)
  } catch {
    // Only a fault of ours gets here, and it must not hide what the call came to.
    return {}
  }
}

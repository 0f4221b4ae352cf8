import type { HttpMeta } from '../core/http-meta.js'
import { quotes, redact } from '../core/redact.js'
import { readJson, type Answer } from './answer.js'
import { headersWithout, textOfHeaders, withoutSession } from './clean-headers.js'
import { clock } from './clock.js'
import { readRateLimit, readRetryAfter } from './rate-limit.js'
import type { VendorProfile } from './vendor-profile.js'

/** What is known of a call besides its answer. */
export interface Attempt {
  readonly method: string
  readonly url: string
  readonly attempts: number
  readonly startedAt: number
  readonly secrets: readonly string[]
  readonly holdsKey: (body: unknown) => boolean
}

/**
 * The answer that a response and its text make. Never throws: what surrounds the body may be as odd as it likes, the body
 * must reach the caller.
 */
export function readAnswer(
  profile: VendorProfile,
  response: Response,
  text: string,
  attempt: Attempt,
): Answer {
  const read = readJson(text, attempt.holdsKey)
  try {
    return answerOf(profile, response.status, response.headers, text, read, attempt)
  } catch {
    return answerOf(bare(profile), response.status, plainHeaders(response), text, read, attempt)
  }
}

/** The HTTP side of a call, less what quotes a secret that was only learnt from the answer. */
export function metaWithout({ meta, headerText }: Answer, secrets: readonly string[]): HttpMeta {
  return cleanMeta(meta, headerText, secrets)
}

/** One look at all that was said, since nearly always there is nothing to take out. */
function cleanMeta(meta: HttpMeta, said: string, secrets: readonly string[]): HttpMeta {
  if (!quotes(said, secrets)) return meta
  const requestId = meta.requestId === null ? null : redact(meta.requestId, secrets)
  return { ...meta, headers: headersWithout(meta.headers, secrets), requestId }
}

function answerOf(
  profile: VendorProfile,
  status: number,
  headers: Headers,
  text: string,
  { body, isWhole }: ReturnType<typeof readJson>,
  { method, url, attempts, startedAt, secrets }: Attempt,
): Answer {
  const requestId = profile.requestId(body, headers)
  const headerText = textOfHeaders(headers) + (requestId ?? '')
  const meta = {
    request: { method, url },
    status,
    headers: withoutSession(headers, headerText),
    requestId: requestId ?? null,
    attempts,
    durationMs: clock() - startedAt,
    rateLimit: saysLimit(profile, headerText) ? readRateLimit(profile, headers, Date.now()) : null,
  }
  return {
    meta: cleanMeta(meta, headerText, secrets),
    headerText,
    text,
    body,
    isWhole,
    retryAfterMs: status === 429 || status === 503 ? readRetryAfter(profile, headers, Date.now()) : undefined,
    secrets,
  }
}

/** To look at a text that is there anyway costs a tenth of asking headers for one that they do not have. */
function saysLimit({ rateLimit }: VendorProfile, said: string): boolean {
  return rateLimit !== null && said.includes(rateLimit.limit.toLowerCase())
}

/** A stub's headers may be anything. */
function plainHeaders(response: Response): Headers {
  try {
    return new Headers(response.headers)
  } catch {
    return new Headers()
  }
}

/** The profile without what may have failed. */
function bare(profile: VendorProfile): VendorProfile {
  return { ...profile, requestId: () => undefined }
}

import type { HttpMeta } from '../core/http-meta.js'
import { redact } from '../core/redact.js'
import { parseJson, type Answer } from './answer.js'
import { cleanHeaders, textOfHeaders } from './clean-headers.js'
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
  const body = parseJson(text)
  try {
    return answerOf(profile, response.status, response.headers, text, body, attempt)
  } catch {
    return answerOf(bare(profile), response.status, plainHeaders(response), text, body, attempt)
  }
}

/** The HTTP side of a call, less what quotes a secret that was only learnt from the answer. */
export function metaWithout({ meta, headerText }: Answer, secret: string): HttpMeta {
  const secrets = [secret]
  const headers = cleanHeaders(meta.headers, headerText, secrets)
  const requestId = meta.requestId === null ? null : redact(meta.requestId, secrets)
  return headers === meta.headers && requestId === meta.requestId ? meta : { ...meta, headers, requestId }
}

function answerOf(
  profile: VendorProfile,
  status: number,
  headers: Headers,
  text: string,
  body: unknown,
  { method, url, attempts, startedAt, secrets }: Attempt,
): Answer {
  const now = Date.now()
  const headerText = textOfHeaders(headers)
  const requestId = profile.requestId(body, headers)
  return {
    meta: {
      request: { method, url },
      status,
      headers: cleanHeaders(headers, headerText, secrets),
      requestId: requestId === undefined ? null : redact(requestId, secrets),
      attempts,
      durationMs: clock() - startedAt,
      rateLimit: readRateLimit(profile, headers, now),
    },
    headerText,
    text,
    body,
    retryAfterMs: status === 429 || status === 503 ? readRetryAfter(profile, headers, now) : undefined,
    secrets,
  }
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

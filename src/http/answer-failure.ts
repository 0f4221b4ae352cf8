import { isPassing, type ErrorCode } from '../core/error-codes.js'
import { KeymuxError, type Issue } from '../core/keymux-error.js'
import { redact } from '../core/redact.js'
import type { Secret } from '../core/secret.js'
import { adviceFor } from './advice.js'
import type { Answer } from './answer.js'
import type { Effect } from './effect.js'
import type { VendorProfile } from './vendor-profile.js'

/** A vendor's message can be a page long; the first lines are what helps. */
const longestMessage = 500

/** What was asked, for the words of an error. */
export interface Asked {
  /** `create` */
  readonly operation: string
  readonly effect: Effect
}

/** The error for an answer whose status is not a success. */
export function answerFailure(
  profile: VendorProfile,
  asked: Asked,
  answer: Answer,
  found: { id?: string | undefined; secret?: Secret | undefined } = {},
): KeymuxError {
  const { status, requestId } = answer.meta
  const told = profile.readFailure(answer.body)
  const mayHaveActed = leavesOpen(asked.effect, answer)
  const code = mayHaveActed ? openCode(status) : (told.code ?? codeOfStatus(status))
  const clean = (text: string): string => redact(text, answer.secrets)
  return new KeymuxError({
    code,
    message: [
      `${profile.name} answered ${asked.operation} with ${status}${reason(told.message, clean)}.`,
      adviceFor(profile, code),
    ].join(' '),
    vendor: profile.id,
    operation: asked.operation,
    status,
    vendorCode: told.vendorCode === undefined ? undefined : clean(told.vendorCode),
    requestId: requestId ?? undefined,
    retryable: isPassing(code) && !mayHaveActed,
    retryAfterMs: answer.retryAfterMs,
    mayHaveActed,
    issues: told.issues?.map((issue) => cleanIssue(issue, clean)),
    id: found.id,
    secret: found.secret,
  })
}

/** Whether this answer leaves open what the vendor did: a failure on its side, and no promise that it was before the act. */
export function leavesOpen(effect: Effect, answer: Answer): boolean {
  if (effect === 'reads') return false
  const { status, headers } = answer.meta
  if (status === 503) return !headers.has('retry-after')
  // 408 is Factify's expired deadline, 499 its cancelled call: both may come after the act. A status below 400 is a
  // redirect or a success of an odd kind.
  return status >= 500 || status === 408 || status === 499 || status < 400
}

function openCode(status: number): ErrorCode {
  return status === 408 ? 'timeout' : 'ambiguous'
}

function codeOfStatus(status: number): ErrorCode {
  if (status >= 500) return 'unavailable'
  switch (status) {
    case 401:
      return 'unauthorized'
    case 402:
      return 'quota_exceeded'
    case 403:
      return 'forbidden'
    case 404:
    case 410:
      return 'not_found'
    case 408:
      return 'timeout'
    case 409:
      return 'conflict'
    case 429:
      return 'rate_limited'
    default:
      return status >= 400 ? 'invalid_request' : 'invalid_response'
  }
}

function reason(message: string | undefined, clean: (text: string) => string): string {
  if (message === undefined || message.trim() === '') return ''
  const text = clean(message).trim().slice(0, longestMessage)
  return `: ${text.replace(/[.\s]+$/, '')}`
}

function cleanIssue(issue: Issue, clean: (text: string) => string): Issue {
  return { path: clean(issue.path), message: clean(issue.message) }
}

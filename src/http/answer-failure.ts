import { isPassing, type ErrorCode } from '../core/error-codes.js'
import type { Issue, KeymuxError } from '../core/keymux-error.js'
import { redact } from '../core/redact.js'
import { adviceFor } from './advice.js'
import { isRedirect, type Answer } from './answer.js'
import type { Effect } from './effect.js'
import { foundInRefusal, kept, secretsOf, whereKept, type Found } from './found.js'
import { asksToSendElsewhere, redirectTarget } from './redirects.js'
import { vendorError } from './vendor-error.js'
import type { VendorFailure, VendorProfile } from './vendor-profile.js'

/** A vendor's message can be a page long; the first lines are what helps. */
const longestMessage = 500
const mostIssues = 100

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
  found: Found = {},
): KeymuxError {
  const { status, requestId } = answer.meta
  const told = profile.readFailure(answer.body ?? answer.text)
  // A refusal with a key in it contradicts itself: what was asked for was done.
  const held = foundInRefusal(found)
  const isProof = held.secret !== undefined && asked.effect !== 'reads'
  const refused = told.code ?? codeOfStatus(status)
  const { mayHaveActed: didBefore = false } = answer
  // Of the vendor's being unavailable there is no more to say than that it is open what an earlier attempt did.
  const isOpen = leavesOpen(asked.effect, answer, told) || isProof || (didBefore && refused === 'unavailable')
  const mayHaveActed = isOpen || didBefore
  const code = isOpen ? openCode(asked.effect, status) : refused
  const clean = cleaner([...answer.secrets, ...secretsOf(found)])
  const what = isRedirect(status) ? clean(redirect(answer)) : reason(told.message, clean)
  const whenOpen = mayHaveActed ? adviceFor(profile, 'ambiguous', asked.effect) : ''
  const advice = isOpen ? whenOpen : `${adviceFor(profile, code, asked.effect)} ${whenOpen}`.trimEnd()
  const said = `answered ${asked.operation} with ${status}${what}. ${advice}${whereKept(held)}`
  return vendorError(profile, asked.operation, code, said, {
    status,
    vendorCode: told.vendorCode === undefined ? undefined : clean(told.vendorCode),
    requestId: requestId === null ? undefined : clean(requestId),
    retryable: isPassing(code) && !mayHaveActed,
    retryAfterMs: answer.retryAfterMs,
    mayHaveActed,
    issues: told.issues?.slice(0, mostIssues).map((issue) => cleanIssue(issue, clean)),
    ...kept(held, answer.secrets),
  })
}

/** Whether this answer leaves open what the vendor did: it promises neither that it refused nor that it was before the act. */
export function leavesOpen(effect: Effect, answer: Answer, told: VendorFailure): boolean {
  if (effect === 'reads') return false
  const { status, headers } = answer.meta
  if (status === 429 || asksToSendElsewhere(status)) return false
  if (status === 503) return !headers.has('retry-after')
  // 408 is an expired deadline, 499 a cancelled call: both may come after the act, and so may a failure on the vendor's
  // side that comes with the status of a refusal.
  const refuses = status >= 400 && status < 500 && status !== 408 && status !== 499
  return !refuses || told.code === 'unavailable' || told.code === 'timeout'
}

function openCode(effect: Effect, status: number): ErrorCode {
  if (status === 408) return 'timeout'
  return effect === 'spends' ? 'unavailable' : 'ambiguous'
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

/** Names the other origin, never a path or a query. */
function redirect({ meta }: Answer): string {
  const target = redirectTarget(meta.headers.get('location'), meta.request.url)
  return `: it redirected the call to ${target?.origin ?? 'an unknown place'}, which keymux does not follow. Check \`baseUrl\``
}

function reason(message: string | undefined, clean: (text: string) => string): string {
  const text = message === undefined ? '' : clean(message).replace(/[.\s]+$/, '')
  return text === '' ? '' : `: ${text}`
}

/** A vendor's words on one line, short, and without these secrets. */
function cleaner(secrets: readonly string[]): (text: string) => string {
  return (text) =>
    redact(text.slice(0, 4 * longestMessage), secrets)
      // A line break would forge a line of a log, an escape sequence a terminal's.
      .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim()
      .slice(0, longestMessage)
}

function cleanIssue(issue: Issue, clean: (text: string) => string): Issue {
  return { path: clean(issue.path), message: clean(issue.message) }
}

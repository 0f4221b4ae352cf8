import type { Rejected } from './authentication.js'
import { challengeFor } from './challenge.js'
import type { Settings } from './options.js'
import { problemOf, type Problem } from './problem.js'
import { rejections, type RejectionReason } from './rejections.js'

/** What is known of a rejection besides its reason. */
interface Told {
  readonly detail?: string
  readonly retryAfterMs?: number | undefined
}

/** A rejection with the answer to give. */
export function rejected(
  reason: RejectionReason,
  settings: Settings,
  { detail, retryAfterMs }: Told,
): Rejected {
  // What a client of your own may say that no vendor does: a refusal all the same.
  const known = Object.hasOwn(rejections, reason) ? reason : 'forbidden'
  const problem = problemOf(known, detail ?? rejections[known].detail, settings)
  const headers = headersOf(problem, settings, retryAfterMs)
  const response = new Response(JSON.stringify(problem), { status: problem.status, headers })
  return { ok: false, reason: known, problem, response }
}

function headersOf(problem: Problem, settings: Settings, retryAfterMs: number | undefined): Headers {
  const headers = new Headers({
    'content-type': 'application/problem+json',
    // The answer is this request's alone, and another a moment later.
    'cache-control': 'no-store',
  })
  const { status } = problem
  if (status < 429) headers.set('www-authenticate', challengeFor(problem, settings))
  if (status >= 429 && retryAfterMs !== undefined && Number.isFinite(retryAfterMs))
    headers.set('retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1000))))
  return headers
}

import { KeymuxError } from '../core/keymux-error.js'
import { succeeded, type Answer } from './answer.js'
import { leavesOpen } from './answer-failure.js'
import { CallEnded, type Deadline } from './deadline.js'
import type { Effect } from './effect.js'
import type { VendorProfile } from './vendor-profile.js'

const firstDelayMs = 300

/** An attempt with less time than this could only end as a call of which nobody knows what came of it. */
const leastAttemptMs = 50

/** What an attempt came to: an answer of any status, or the error of a call without one. */
export type Outcome = Answer | KeymuxError

/** Whether another attempt is right: it may help, and the vendor certainly did not act on this one. */
export function mayRepeat(profile: VendorProfile, outcome: Outcome, effect: Effect): boolean {
  if (KeymuxError.is(outcome)) return mayRepeatUnanswered(outcome, effect)
  const { status } = outcome.meta
  if (succeeded(outcome)) return false
  const told = profile.readFailure(outcome.body)
  // The quota of a month may answer as the limit of a minute does, and does not pass while one waits.
  if (told.code === 'quota_exceeded') return false
  if (effect === 'reads' || effect === 'settles') return status === 429 || status >= 500 || status === 408
  return !leavesOpen(effect, outcome, told) && (status === 429 || status === 503)
}

function mayRepeatUnanswered({ code, retryable }: KeymuxError, effect: Effect): boolean {
  // `ambiguous` is a lost connection here: a second time does no harm, and tells what the first one came to.
  return (code === 'network' && retryable) || (code === 'ambiguous' && effect === 'settles')
}

interface Repeating {
  readonly limit: number
  readonly deadline: Deadline
  again(outcome: Outcome): boolean
  /** Hears of each wait before a repeat. */
  waits(latest: Outcome, waitMs: number): void
}

/**
 * Repeats a call after a first outcome that allows it. ky does what it is best at, counting, backing off with jitter and
 * waiting; it sees a request without body or headers, so that it has no credential to put into an error. It is loaded only
 * here: a call that succeeds at once does not pay for it. In a page whose network is gone it may not come, and then the first
 * outcome is the last.
 */
export async function repeat(
  url: string,
  first: Outcome,
  attempt: () => Promise<Outcome>,
  options: Repeating,
): Promise<Outcome> {
  const { limit, deadline, again, waits } = options
  const ky = await import('ky').then(
    (loaded) => loaded.default,
    () => undefined,
  )
  if (ky === undefined) return first
  const aborted = (): boolean => deadline.signal?.aborted === true
  if (aborted()) throw new CallEnded('aborted')
  let latest = first
  let untried = true
  let wait = 0
  const waiting = new AbortController()
  // ky and its Request would leave listeners on the caller's own signal.
  const abort = (): void => waiting.abort()
  deadline.signal?.addEventListener('abort', abort, { once: true })
  try {
    await ky(url, {
      timeout: false,
      signal: waiting.signal,
      retry: {
        limit,
        shouldRetry: ({ retryCount }) => {
          wait = waitBefore(latest, retryCount)
          return again(latest) && wait + leastAttemptMs <= deadline.remainingMs
        },
        delay: () => {
          waits(latest, wait)
          return wait
        },
      },
      fetch: async () => {
        if (!untried) latest = await attempt()
        untried = false
        if (again(latest)) throw new Error('again')
        return new Response()
      },
    })
  } catch {
    if (aborted() && again(latest)) throw new CallEnded('aborted')
  } finally {
    deadline.signal?.removeEventListener('abort', abort)
  }
  return latest
}

function waitBefore(latest: Outcome, count: number): number {
  const asked = KeymuxError.is(latest) ? undefined : latest.retryAfterMs
  return asked ?? firstDelayMs * 2 ** (count - 1) * (0.5 + Math.random() / 2)
}

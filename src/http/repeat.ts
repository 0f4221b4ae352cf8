import ky from 'ky'
import { KeymuxError } from '../core/keymux-error.js'
import { succeeded, type Answer } from './answer.js'
import { leavesOpen } from './answer-failure.js'
import { CallEnded, type Deadline } from './deadline.js'
import type { Effect } from './effect.js'

const firstDelayMs = 300

/** What an attempt came to: an answer of any status, or the error of a call without one. */
export type Outcome = Answer | KeymuxError

/** Whether another attempt is right: it may help, and the vendor certainly did not act on this one. */
export function mayRepeat(outcome: Outcome, effect: Effect): boolean {
  if (KeymuxError.is(outcome)) return outcome.code === 'network' && outcome.retryable
  const { status } = outcome.meta
  if (succeeded(outcome) || leavesOpen(effect, outcome)) return false
  return status === 429 || status === 503 || (effect === 'reads' && (status >= 500 || status === 408))
}

/**
 * Repeats a call after a first outcome that allows it. ky does what it is best at, counting, backing off with jitter and
 * waiting; it sees a request without body or headers, so that it has no credential to put into an error. It comes in only
 * here: a call that succeeds at once does not pay for it.
 */
export async function repeat(
  url: string,
  first: Outcome,
  attempt: () => Promise<Outcome>,
  options: { limit: number; deadline: Deadline; again: (outcome: Outcome) => boolean },
): Promise<Outcome> {
  const { limit, deadline, again } = options
  let latest = first
  let untried = true
  const askedToWait = (): number | undefined => (KeymuxError.is(latest) ? undefined : latest.retryAfterMs)
  try {
    await ky(url, {
      timeout: false,
      retry: {
        limit,
        shouldRetry: () => again(latest) && (askedToWait() ?? 0) < deadline.remainingMs,
        delay: (count) => askedToWait() ?? firstDelayMs * 2 ** (count - 1),
        jitter: (delay) => (askedToWait() === undefined ? delay * (0.5 + Math.random() / 2) : delay),
      },
      fetch: async () => {
        if (!untried) latest = await attempt()
        untried = false
        if (again(latest)) throw new Error('again')
        return new Response()
      },
      ...(deadline.signal === undefined ? {} : { signal: deadline.signal }),
    })
  } catch {
    if (deadline.signal?.aborted === true) throw new CallEnded('aborted')
  }
  return latest
}

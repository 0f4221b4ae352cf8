import { KeymuxError } from '../core/keymux-error.js'
import { succeeded, type Answer } from './answer.js'
import { leavesOpen } from './answer-failure.js'
import type { Deadline } from './deadline.js'
import type { Effect } from './effect.js'
import { sleep } from './sleep.js'
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

/** Whether an attempt that came to this may have done what was asked. */
export function mayHaveActed(profile: VendorProfile, outcome: Outcome, effect: Effect): boolean {
  if (KeymuxError.is(outcome)) return outcome.mayHaveActed
  return leavesOpen(effect, outcome, profile.readFailure(outcome.body))
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

/** Repeats a call as often and as long as that may help. An attempt after the caller's abort sends nothing, and says so. */
export async function repeat(
  first: Outcome,
  attempt: () => Promise<Outcome>,
  { limit, deadline, again, waits }: Repeating,
): Promise<Outcome> {
  let latest = first
  for (let count = 1; count <= limit && again(latest); count += 1) {
    const waitMs = waitBefore(latest, count)
    if (waitMs + leastAttemptMs > deadline.remainingMs) break
    waits(latest, waitMs)
    await sleep(waitMs, deadline.signal)
    latest = await attempt()
  }
  return latest
}

/**
 * What the vendor asks for; else twice as long each time, less a part by chance, so that clients that fail together do not return
 * together. So too where it asks for next to nothing: Unkey's 0 is the rest of a second, in which it refuses every repeat.
 */
function waitBefore(latest: Outcome, count: number): number {
  const { retryAfterMs: asked = 0 } = latest
  return asked >= firstDelayMs ? asked : firstDelayMs * 2 ** (count - 1) * (0.5 + Math.random() / 2)
}

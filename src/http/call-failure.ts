import { cleanCause } from '../core/clean-cause.js'
import { isPassing, type ErrorCode } from '../core/error-codes.js'
import { KeymuxError } from '../core/keymux-error.js'
import { adviceFor, wordsFor } from './advice.js'
import type { Asked } from './answer-failure.js'
import { changedError } from './changed-error.js'
import { CallEnded } from './deadline.js'
import { holdsAny, kept, secretsOf, whereKept, type Found } from './found.js'
import { provesNotSent } from './network-failure.js'
import { AnswerTooLarge } from './received-text.js'
import { vendorError } from './vendor-error.js'
import type { VendorProfile } from './vendor-profile.js'

/** How far a call had come when it failed without an answer. */
export interface Progress {
  /** Where `fetch` was called; undefined where it was not. */
  readonly sentTo: string | undefined
  /** Whether an answer had begun. */
  readonly isAnswered?: boolean
  /** Whether it was sent before and may have been done then. */
  readonly mayHaveActed?: boolean | undefined
  readonly secrets: readonly string[]
  /** What had come of an answer by then. */
  readonly found: Found
}

/** The error for a call that brought no answer. */
export function callFailure(
  profile: VendorProfile,
  asked: Asked,
  thrown: unknown,
  progress: Progress,
): KeymuxError {
  const { sentTo, isAnswered = false, found } = progress
  const mayProve = !isAnswered && !(thrown instanceof CallEnded)
  const notSent = sentTo === undefined || (mayProve && provesNotSent(thrown, sentTo))
  const isOpen = progress.mayHaveActed === true || !notSent || holdsAny(found)
  const mayHaveActed = asked.effect !== 'reads' && isOpen
  const advice = mayHaveActed
    ? adviceFor(profile, 'ambiguous', asked.effect)
    : wordsFor(asked.effect, 'Nothing was done: call again when you are ready.')
  // Once sent, it is the error of some other call inside the caller's `fetch`, and tells nothing of this one.
  if (sentTo === undefined && KeymuxError.is(thrown)) {
    const message = `${thrown.message} ${advice}`
    return changedError(thrown, { operation: asked.operation, message, mayHaveActed })
  }
  const code = codeOf(thrown, mayHaveActed && asked.effect !== 'spends')
  const secrets = [...progress.secrets, ...secretsOf(found)]
  const what = `gave no answer to ${asked.operation}: ${describe(thrown, notSent)}. ${advice}${whereKept(found)}`
  return vendorError(profile, asked.operation, code, what, {
    retryable: !mayHaveActed && isPassing(code),
    mayHaveActed,
    cause: thrown instanceof CallEnded ? undefined : cleanCause(thrown, secrets),
    ...kept(found, secrets),
  })
}

function codeOf(thrown: unknown, isOpen: boolean): ErrorCode {
  if (thrown instanceof CallEnded) return thrown.reason
  if (isOpen) return 'ambiguous'
  return thrown instanceof AnswerTooLarge ? 'invalid_response' : 'network'
}

/** What became of a call, to go on with in a sentence. */
export function describe(thrown: unknown, notSent = true): string {
  if (thrown instanceof CallEnded)
    return thrown.reason === 'timeout' ? 'the time was over' : 'the caller ended the call'
  if (thrown instanceof AnswerTooLarge) return 'its answer is larger than 10 MiB'
  return notSent ? 'it could not be reached' : 'the connection was lost'
}

import { cleanCause } from '../core/clean-cause.js'
import { isPassing, type ErrorCode } from '../core/error-codes.js'
import { KeymuxError } from '../core/keymux-error.js'
import { adviceFor } from './advice.js'
import type { Asked } from './answer-failure.js'
import { CallEnded } from './deadline.js'
import { provesNotSent } from './network-failure.js'
import { RedirectRefused } from './redirects.js'
import type { VendorProfile } from './vendor-profile.js'

/** How far a call had come when it failed without an answer. */
export interface Progress {
  /** Whether `fetch` was called. */
  readonly sent: boolean
  readonly secrets: readonly string[]
}

/** The error for a call that brought no answer. */
export function callFailure(
  profile: VendorProfile,
  asked: Asked,
  thrown: unknown,
  progress: Progress,
): KeymuxError {
  if (KeymuxError.is(thrown)) return thrown
  const refused = thrown instanceof RedirectRefused
  const notSent = !progress.sent || (refused ? thrown.notActed : provesNotSent(thrown))
  const mayHaveActed = asked.effect === 'acts' && !notSent
  const code = codeOf(thrown, mayHaveActed)
  return new KeymuxError({
    code,
    message: `${profile.name} gave no answer to ${asked.operation}: ${describe(thrown, notSent)}. ${mayHaveActed ? adviceFor(profile, 'ambiguous') : 'Nothing was done: call again when you are ready.'}`,
    vendor: profile.id,
    operation: asked.operation,
    retryable: !mayHaveActed && isPassing(code),
    mayHaveActed,
    cause: thrown instanceof CallEnded ? undefined : cleanCause(thrown, progress.secrets),
  })
}

function codeOf(thrown: unknown, mayHaveActed: boolean): ErrorCode {
  if (thrown instanceof CallEnded) return thrown.reason
  if (thrown instanceof RedirectRefused && !mayHaveActed) return 'invalid_response'
  return mayHaveActed ? 'ambiguous' : 'network'
}

function describe(thrown: unknown, notSent: boolean): string {
  if (thrown instanceof CallEnded)
    return thrown.reason === 'timeout' ? 'the time was over' : 'the caller ended the call'
  if (thrown instanceof RedirectRefused)
    return 'it redirected the call elsewhere, which keymux does not follow'
  return notSent ? 'it could not be reached' : 'the connection was lost'
}

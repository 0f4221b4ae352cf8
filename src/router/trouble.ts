import { cleanCause } from '../core/clean-cause.js'
import type { ErrorCode } from '../core/error-codes.js'
import { KeymuxError } from '../core/keymux-error.js'

/** What the caller asked for cannot be done by anybody: nothing was sent, or the caller has ended it. */
export function isOfTheCall(error: unknown): error is KeymuxError {
  if (!KeymuxError.is(error)) return false
  const { code, status } = error
  return (
    code === 'aborted' || (status === undefined && (code === 'invalid_request' || code === 'unsupported'))
  )
}

/** Codes that say of a vendor what they say of a call; any other would be misread as a word about the key. */
const telling: ReadonlySet<ErrorCode> = new Set([
  'configuration',
  'unauthorized',
  'forbidden',
  'rate_limited',
  'quota_exceeded',
  'unavailable',
  'timeout',
  'network',
  'invalid_response',
  'ambiguous',
])

/** What is known of a failure besides the vendor's error. */
interface Told {
  /** What must not be in the error. */
  readonly secrets?: readonly string[]
  /** The key's id. */
  readonly id?: string | undefined
  /** Whether something was done all the same. Default: what the vendor's error says. */
  readonly mayHaveActed?: boolean
}

/** The error of a vendor that could not be asked, in the router's words: `what` says what is not known because of it. */
export function troubleError(
  vendor: string,
  operation: string,
  error: unknown,
  what: string,
  { secrets = [], ...more }: Told = {},
): KeymuxError {
  const cause = cleanCause(error, secrets)
  const message = `${what} ${cause.message}`
  if (!KeymuxError.is(error))
    return new KeymuxError({
      code: 'unavailable',
      message,
      vendor,
      operation,
      retryable: true,
      cause,
      ...more,
    })
  const { status, vendorCode, requestId, retryAfterMs, mayHaveActed } = error
  const isTold = telling.has(error.code) || isOfTheCall(error)
  const code = isTold ? error.code : 'unavailable'
  const retryable = error.retryable || code === 'unavailable'
  const issues = isTold ? error.issues : []
  const told = { vendor, operation, status, vendorCode, requestId, retryable, retryAfterMs, mayHaveActed }
  return new KeymuxError({ ...told, code, message, issues, cause, ...more })
}

/** Any thrown value as a `KeymuxError`, for an event. */
export function asKeymuxError(vendor: string, operation: string, error: unknown): KeymuxError {
  return KeymuxError.is(error) ? error : troubleError(vendor, operation, error, `${vendor} cannot be asked.`)
}

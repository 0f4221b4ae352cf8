import { KeymuxError, type KeymuxErrorInit } from '../core/keymux-error.js'

/** The same error, but for these of its fields. */
export function changedError(error: KeymuxError, changes: Partial<KeymuxErrorInit>): KeymuxError {
  const { code, message, vendor, operation, status, vendorCode, requestId } = error
  const { retryable, retryAfterMs, mayHaveActed, issues, id, secret } = error
  const told = { code, message, vendor, operation, status, vendorCode, requestId }
  const rest = { retryable, retryAfterMs, mayHaveActed, issues, id, secret }
  const cause = error.cause instanceof Error ? error.cause : undefined
  return new KeymuxError({ ...told, ...rest, cause, ...changes })
}

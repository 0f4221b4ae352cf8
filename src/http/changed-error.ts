import { KeymuxError, type KeymuxErrorInit } from '../core/keymux-error.js'

/** The same error, but for these of its fields. */
export function changedError(error: KeymuxError, changes: Partial<KeymuxErrorInit>): KeymuxError {
  const { message } = error
  const cause = error.cause instanceof Error ? error.cause : undefined
  // All else that an error tells is its own and enumerable; `reconcile` is not, and settles the error that it was made for.
  return new KeymuxError({ ...error, message, cause, ...changes })
}

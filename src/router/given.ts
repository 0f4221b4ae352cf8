import { KeymuxError } from '../core/keymux-error.js'
import type { Operation } from '../core/operation.js'
import { holdsFields, readOnce } from '../core/read-once.js'

/**
 * What a caller gave as it is at the moment of the call, read once: both vendors are told the same, also what a class holds.
 * Throws `invalid_request` for what is no object.
 */
export function given<T extends object>(operation: Operation, name: string, value: T | undefined): T {
  const read = value === undefined ? {} : readable(operation, name, value)
  if (!holdsFields(read)) throw refused(operation, name, 'must be an object')
  return read as T
}

/** Throws `invalid_request` for what is no id: it would be looked for among all keys. */
export function ensureId(operation: Operation, id: unknown): void {
  if (typeof id !== 'string' || id === '') throw refused(operation, 'id', 'must be a string, and not empty')
}

/** The error for what no vendor can be asked with. */
export function refused(operation: Operation, path: string, what: string): KeymuxError {
  const keys = operation === 'list' ? 'keys' : 'this key'
  return new KeymuxError({
    code: 'invalid_request',
    operation,
    message: `The router cannot ${operation} ${keys}: \`${path}\` ${what}. Nothing was sent.`,
    issues: [{ path, message: what }],
  })
}

function readable(operation: Operation, name: string, value: object): unknown {
  try {
    return readOnce(value)
  } catch {
    // What a getter throws may quote anything.
    throw refused(operation, name, 'cannot be read')
  }
}

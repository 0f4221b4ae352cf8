import { KeymuxError, type KeymuxErrorInit } from '../core/keymux-error.js'

/** An error of the migration's own: neither vendor's. */
export function trouble(
  code: 'configuration' | 'invalid_request' | 'conflict' | 'unsupported' | 'unavailable',
  message: string,
  more: Partial<KeymuxErrorInit> = {},
): KeymuxError {
  return new KeymuxError({ ...more, code, message })
}

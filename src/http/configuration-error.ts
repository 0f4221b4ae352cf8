import { KeymuxError } from '../core/keymux-error.js'

/** An error in how a client was made: says which option of which vendor, and what to do. */
export function configurationError(vendor: { id: string; name: string }, what: string): KeymuxError {
  return new KeymuxError({ code: 'configuration', vendor: vendor.id, message: `${vendor.name}: ${what}` })
}

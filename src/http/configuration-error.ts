import { KeymuxError } from '../core/keymux-error.js'

/** An error in how a client was made: says which option of which vendor, and what to do. */
export function configurationError(
  { id: vendor, name }: { readonly id: string; readonly name: string },
  what: string,
  cause?: Error,
): KeymuxError {
  return new KeymuxError({ code: 'configuration', vendor, message: `${name}: ${what}`, cause })
}

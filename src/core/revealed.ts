import { Secret } from './secret.js'

/** The text of a secret that a caller gave as a text or as a `Secret`; undefined where it is neither. */
export function revealed(given: unknown): string | undefined {
  if (typeof given === 'string') return given
  try {
    const text: unknown = Secret.is(given) ? given.reveal() : undefined
    return typeof text === 'string' ? text : undefined
  } catch {
    // It only looks like one; what it throws may quote anything.
    return undefined
  }
}

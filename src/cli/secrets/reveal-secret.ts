import type { Secret } from '../../core/index.js'

/** The one place where the command line takes a secret out of its wrapping: to hand it over where it was told to. */
export function revealSecret(secret: Secret): string {
  return secret.reveal()
}

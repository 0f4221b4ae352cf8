import type { Secret } from '../../core/index.js'

/** The one place where the command line takes a secret out of its wrapping: to hand it over where it was told to. */
export function revealSecret(secret: Secret): string {
  return secret.reveal()
}

/** Whether somebody said that a secret may come out on stdout, whatever that is. */
export function mayComeOut(flags: { readonly reveal?: boolean }): boolean {
  return flags.reveal === true
}

import { KeymuxError } from 'keymux'
import { expect } from 'vitest'

/** The error that a call ends with, and nothing of what it gives otherwise: that may hold a secret. */
export async function errorOf(call: Promise<unknown>): Promise<KeymuxError> {
  const thrown: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (KeymuxError.is(thrown)) return thrown
  throw new Error(
    thrown === undefined ? 'The call succeeded.' : 'Something else than a KeymuxError was thrown.',
  )
}

/** Whether a secret starts as it says it does, without a failing test showing it. */
export function startsWith(secret: { reveal(): string }, prefix: string | null): boolean {
  return prefix !== null && prefix !== '' && secret.reveal().startsWith(prefix)
}

/** How a request is named where the vendor names it at all. */
export function named(pattern: RegExp | null, otherwise: null | undefined): unknown {
  return pattern === null ? otherwise : expect.stringMatching(pattern)
}

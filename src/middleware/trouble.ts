import { cleanCause } from '../core/clean-cause.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { VerifyingClient } from '../core/verifying-client.js'

/** Whether it is the call that is wrong, or how the client was made: nothing was sent, and no other request would fare better. */
export function isOfTheCall(error: unknown): boolean {
  if (!KeymuxError.is(error)) return false
  const { code, status } = error
  return (
    code === 'configuration' || code === 'unsupported' || (code === 'invalid_request' && status === undefined)
  )
}

/** Why a key could not be checked; what a client of your own throws is cleaned of the secret. */
export function troubleOf(error: unknown, { vendor }: VerifyingClient, secret: string): KeymuxError {
  if (KeymuxError.is(error)) return error
  return new KeymuxError({
    code: 'unavailable',
    message: `${vendor} cannot be asked: the client threw something that is no KeymuxError.`,
    vendor,
    operation: 'verify',
    retryable: true,
    cause: cleanCause(error, [secret]),
  })
}

/** Whoever sent the request has gone: there is nobody to answer. */
export function abortedError({ vendor }: VerifyingClient, mayHaveActed: boolean): KeymuxError {
  return new KeymuxError({
    code: 'aborted',
    message: `The request was aborted ${mayHaveActed ? 'while its key was checked' : 'before its key was checked'}.`,
    vendor,
    operation: 'verify',
    mayHaveActed,
  })
}

/** A client whose type was bypassed. */
export function ensureVerifies(client: VerifyingClient & { can?: (operation: 'verify') => boolean }): void {
  if (typeof client?.verify === 'function' && client.can?.('verify') !== false) return
  const vendor = typeof client?.vendor === 'string' ? client.vendor : undefined
  throw new KeymuxError({
    code: 'unsupported',
    message: `keymux/middleware: ${vendor === undefined ? '`keys` is no client' : `a client of ${vendor} cannot verify, so it cannot authenticate requests`}. Ask \`keys.can('verify')\` first.`,
    vendor,
    operation: 'verify',
  })
}

import type { ErrorCode } from '../core/error-codes.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { Operation } from '../core/operation.js'
import type { Trial } from './trial.js'
import { placeOf } from './search.js'
import { ensure, shown, Violation } from './violation.js'

/** A call that the client must refuse. */
export interface Refused {
  readonly operation: Operation
  /** The call in words, as they stand in a sentence: 'a create with an empty name'. */
  readonly what: string
  readonly act: () => unknown
  /** The codes that it may be refused with. */
  readonly codes: readonly ErrorCode[]
}

/**
 * The error that a call is refused with. Throws a `Violation` when it is not refused, or by an error that is not as the
 * contract wants it: of this class, with one of these codes, with vendor and operation, and without any secret.
 */
export async function refusal(trial: Trial, refused: Refused): Promise<KeymuxError> {
  const { operation, what, codes } = refused
  const thrown = await thrownBy(refused)
  ensure(KeymuxError.is(thrown), `${what} threw ${describe(thrown)} in place of a KeymuxError.`)
  const wanted = codes.map((code) => `\`${code}\``).join(' or ')
  ensure(
    codes.includes(thrown.code),
    `${what} was refused with \`${thrown.code}\` and not with ${wanted}: ${thrown.message}`,
  )
  const { vendor } = trial.keys
  ensure(
    thrown.vendor === vendor,
    `${what} ended in an error that names ${shown(thrown.vendor)} as the vendor, not ${vendor}.`,
  )
  ensure(
    thrown.operation === operation,
    `${what} ended in an error that names ${shown(thrown.operation)} as the operation, not ${operation}.`,
  )
  ensure(thrown.message !== '', `${what} ended in an error without a message.`)
  ensureSafe(trial, what, thrown)
  return thrown
}

/** The same, where the client must see it by itself: nothing may be sent. */
export async function refusalUnsent(trial: Trial, refused: Refused): Promise<KeymuxError> {
  const before = trial.requests
  const error = await refusal(trial, refused)
  const sent = trial.requests - before
  ensure(sent === 0, `${refused.what} was refused after ${sent} requests; it must be refused before any.`)
  return error
}

/** Refused before anything is sent, by an error that says which option is at fault. */
export async function refusalOf(trial: Trial, option: string, refused: Refused): Promise<void> {
  const error = await refusalUnsent(trial, refused)
  const isNamed = error.message.includes(option) || error.issues.some(({ path }) => path.startsWith(option))
  ensure(isNamed, `${refused.what} ended in an error that does not name \`${option}\`: ${error.message}`)
}

async function thrownBy({ what, act, codes }: Refused): Promise<unknown> {
  try {
    await act()
  } catch (thrown) {
    // A fault of the subject's, and no refusal of the client's.
    if (thrown instanceof Violation) throw thrown
    return thrown
  }
  throw new Violation(`${what} was accepted; it must be refused with \`${codes.join('` or `')}\`.`)
}

function ensureSafe(trial: Trial, what: string, error: KeymuxError): void {
  for (const secret of trial.secrets) {
    const place = placeOf(secret, error, 'error')
    ensure(place === undefined, `${what} ended in an error that shows a credential or a secret at ${place}.`)
  }
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name} (${thrown.message})` : `a ${typeof thrown}`
}

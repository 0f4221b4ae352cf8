import { KeymuxError, type CreateKeyResult, type Reconciliation } from '../core/index.js'
import { exitCode } from './exit-code.js'
import { Failure, trouble } from './failure.js'
import { handOverAlone } from './hand-over.js'
import type { Begun, Journal } from './journal.js'
import type { SecretTarget } from './secrets/secret-target.js'
import { stopped, type Session } from './session.js'
import { printable } from './terminal/printable.js'

/** A create or a rotation that is on its way. */
export interface Sent {
  readonly entry: Begun
  readonly journal: Journal
  readonly target: SecretTarget
}

/**
 * What became of a create or a rotation that failed: the result if its secret could be had again, else the error to end with. The
 * key stays in the journal only where nobody can tell.
 */
export async function settle(
  error: unknown,
  { entry, journal, target }: Sent,
  session: Session,
): Promise<CreateKeyResult> {
  const { err, signal } = session
  if (!KeymuxError.is(error) || !error.mayHaveActed) {
    await journal.close(entry)
    if (KeymuxError.is(error) && error.code === 'aborted') throw stopped('Nothing was done.')
    throw error
  }
  if (error.id !== undefined) await journal.made(entry, error.id)
  const { secret } = error
  const why = whyOf(error)
  if (!signal.aborted) await err.line(err.colours.yellow(printable(`${why} Looking for what came of it.`)))
  const settled = signal.aborted ? undefined : await outcomeOf(error, signal)
  // A list without the key does not undo that its secret came.
  if (settled === undefined || (settled.status === 'not_created' && secret !== undefined)) {
    const came = secret && (await handOverAlone(secret, error.id, target, session))
    const left = came === undefined ? unknown(entry) : `${came} ${confirmation(entry, error.id)}`
    throw signal.aborted ? stopped(left) : new Failure(exitCode.ambiguous, `${why} ${left}`)
  }
  if (settled.status === 'recovered') return settled.result as CreateKeyResult
  await journal.close(entry)
  throw settled.status === 'revoked'
    ? trouble(
        `The answer was lost. The key ${settled.ids.join(', ')} was found and revoked: nothing is left behind. Run the command again.`,
      )
    : trouble('The answer was lost, and no key was made: nothing is left behind. Run the command again.')
}

/** What the library says of a field that is for code, the command line does by itself. */
function whyOf({ message }: KeymuxError): string {
  return message.replace(/[^.]*`error\.secret`.*$/s, '').replace(/\.?$/, '.')
}

/** What is left to do for a key whose secret came, with or without its id. */
function confirmation({ vendor }: Begun, id: string | undefined): string {
  return id === undefined
    ? `Not known: the key's id. Find it: keymux orphans list --vendor ${vendor}, and confirm it there if you hold the secret, else revoke it.`
    : `If you hold it: keymux orphans confirm ${id} --vendor ${vendor}, else revoke it there.`
}

function unknown(entry: Begun): string {
  const what =
    entry.operation === 'rotate'
      ? `a new key in the place of ${entry.previous}`
      : `the key ${entry.name ?? ''}`.trim()
  return `Not known: whether ${what} was made. Settle it: keymux orphans list --vendor ${entry.vendor}`
}

/** Undefined where the vendor cannot be asked, or nothing tells the key from others. */
async function outcomeOf(error: KeymuxError, signal: AbortSignal): Promise<Reconciliation | undefined> {
  try {
    return await error.reconcile?.({ signal })
  } catch {
    return undefined
  }
}

import { KeymuxError, type CreateKeyResult, type Reconciliation } from '../core/index.js'
import { exitCode } from './exit-code.js'
import { Failure, trouble } from './failure.js'
import type { Begun, Journal } from './journal.js'
import { stopped, type Session } from './session.js'
import { printable } from './terminal/printable.js'

/**
 * What became of a create or a rotation that failed: the result if its secret could be had again, else the error to end with. The
 * key stays in the journal only where nobody can tell.
 */
export async function settle(
  error: unknown,
  entry: Begun,
  journal: Journal,
  { err, signal }: Session,
): Promise<CreateKeyResult> {
  if (!KeymuxError.is(error) || !error.mayHaveActed) {
    await journal.close(entry)
    if (KeymuxError.is(error) && error.code === 'aborted') throw stopped('Nothing was done.')
    throw error
  }
  if (error.id !== undefined) await journal.made(entry, error.id)
  if (signal.aborted) throw unknownOutcome(entry, 'Interrupted', exitCode.interrupted)
  await err.line(err.colours.yellow(printable(`${error.message} Looking for what came of it.`)))
  const settled = await outcomeOf(error, signal)
  if (settled === undefined)
    throw unknownOutcome(
      entry,
      signal.aborted ? 'Interrupted' : error.message,
      signal.aborted ? exitCode.interrupted : exitCode.ambiguous,
    )
  if (settled.status === 'recovered') return settled.result as CreateKeyResult
  await journal.close(entry)
  throw settled.status === 'revoked'
    ? trouble(
        `The answer was lost. The key ${settled.ids.join(', ')} was found and revoked: nothing is left behind. Run the command again.`,
      )
    : trouble('The answer was lost, and no key was made: nothing is left behind. Run the command again.')
}

function unknownOutcome(entry: Begun, why: string, exit: 4 | 130): Failure {
  const what =
    entry.operation === 'rotate'
      ? `a new key in the place of ${entry.previous}`
      : `the key ${entry.name ?? ''}`.trim()
  return new Failure(
    exit,
    `${why.replace(/\.?$/, '.')} Not known: whether ${what} was made. Settle it: keymux orphans list --vendor ${entry.vendor}`,
  )
}

/** Undefined where the vendor cannot be asked, or nothing tells the key from others. */
async function outcomeOf(error: KeymuxError, signal: AbortSignal): Promise<Reconciliation | undefined> {
  try {
    return await error.reconcile?.({ signal })
  } catch {
    return undefined
  }
}

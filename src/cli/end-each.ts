import { KeymuxError } from '../core/index.js'
import { Failure } from './failure.js'
import { exitOf } from './report-error.js'
import { stopped, type Session } from './session.js'
import { printable } from './terminal/printable.js'

/** How keys are ended, and how that is said. */
export interface Ending<R> extends Words {
  end(id: string): Promise<R>
  tell(result: R): Promise<void>
}

interface Words {
  /** `revoked` */
  readonly past: string
  /** The command that does it once more: `keymux revoke`. */
  readonly again: string
}

/** One after the other, so that wherever it stops one can say what was done and what was not. */
export async function endEach<R>(ids: readonly string[], ending: Ending<R>, session: Session): Promise<void> {
  const done: string[] = []
  const failed: unknown[] = []
  const unsaid: unknown[] = []
  for (const id of ids) {
    if (session.signal.aborted) throw stopped(account(ids, done, undefined, ending))
    try {
      const result = await ending.end(id)
      done.push(id)
      // Whether anybody hears of one key decides nothing about the others.
      await ending.tell(result).catch((error: unknown) => unsaid.push(error))
    } catch (error) {
      if (!KeymuxError.is(error)) throw error
      if (error.code === 'aborted')
        throw stopped(account(ids, done, error.mayHaveActed ? id : undefined, ending))
      failed.push(error)
      if (ids.length > 1) await session.err.line(printable(`${id}: ${error.message}`))
    }
  }
  if (failed.length > 0) throw failureOf(failed, ids.length, ending)
  if (unsaid.length > 0) throw inFull(unsaid[0], account(ids, done, undefined, ending))
}

function failureOf([first, ...others]: readonly unknown[], count: number, { past }: Words): unknown {
  if (count === 1) return first
  const failed = others.length + 1
  const told = `${count - failed} of ${count} keys were ${past}, ${failed} were not: see above.`
  return new Failure(exitOf(first), told)
}

/** What could not be said, where it can be. */
function inFull(error: unknown, told: string): unknown {
  return error instanceof Failure ? new Failure(error.exit, `${told} ${error.message}`) : error
}

/** What was done, what was not and what is unknown. */
function account(
  ids: readonly string[],
  done: readonly string[],
  unknown: string | undefined,
  { past, again }: Words,
): string {
  const left = ids.filter((id) => !done.includes(id) && id !== unknown)
  return [
    `${done.length === 0 ? 'No key' : done.join(', ')} ${done.length > 1 ? 'were' : 'was'} ${past}.`,
    ...(unknown === undefined
      ? []
      : [`Not known: ${unknown}. A second time does no harm: ${again} ${unknown}`]),
    ...(left.length === 0 ? [] : [`Not done: ${left.join(', ')}.`]),
  ].join(' ')
}

import type { KeyList } from '../core/list-keys.js'
import { KeymuxError } from '../core/keymux-error.js'
import type { PreviousKey, RotateKeyResult } from '../core/rotate-key.js'
import { changedError } from './changed-error.js'
import { tell } from './hooks.js'
import type { Sender } from './sender.js'

/** An operation of a client. */
export type Run = (...input: never[]) => unknown

/** An operation whose errors the client's `error` hook hears of, as the caller gets them. */
export function observed(sender: Sender, operation: string, run: Run): Run {
  if (sender.hooks.error === undefined) return run
  const report = (error: unknown): never => reportError(sender, operation, error)
  return (...input) => {
    try {
      const outcome = run(...input)
      if (!(outcome instanceof Promise)) return observedList(outcome as KeyList, report)
      return outcome.then((result: unknown) => observedResult(sender, result), report)
    } catch (error) {
      return report(error)
    }
  }
}

/** Tells the hook of an error, and throws it. Settling it may fail in its turn. */
export function reportError(sender: Sender, operation: string, error: unknown): never {
  const { error: hook } = sender.hooks
  if (hook === undefined || !KeymuxError.is(error)) throw error
  const { reconcile } = error
  const told = reconcile
    ? changedError(error, {
        reconcile: async (options) =>
          reconcile(options).catch((failure: unknown) => reportError(sender, 'reconcile', failure)),
      })
    : error
  tell(hook, { vendor: sender.profile.id, operation, error: told })
  throw told
}

/** What a rotation gives has a call of its own. */
function observedResult(sender: Sender, result: unknown): unknown {
  const { previous } = (result ?? {}) as Partial<RotateKeyResult>
  if (previous === undefined) return result
  const revoke: PreviousKey['revoke'] = async (options) =>
    previous.revoke(options).catch((error: unknown) => reportError(sender, 'revoke', error))
  return { ...(result as RotateKeyResult), previous: { ...previous, revoke } }
}

/** Nothing is asked until a list is read, so that is when it fails. */
function observedList(list: KeyList, report: (error: unknown) => never): KeyList {
  return {
    page: async (cursor) => list.page(cursor).catch(report),
    async *[Symbol.asyncIterator]() {
      try {
        yield* list
      } catch (error) {
        report(error)
      }
    },
  }
}

import type { KeyList } from '../core/list-keys.js'
import { KeymuxError } from '../core/keymux-error.js'
import { tell } from './hooks.js'
import type { Sender } from './sender.js'

/** An operation of a client. */
export type Run = (...input: never[]) => unknown

/** An operation whose errors the client's `error` hook hears of, as the caller gets them. */
export function observed(sender: Sender, operation: string, run: Run): Run {
  const { error: hook } = sender.hooks
  if (hook === undefined) return run
  const report = (error: unknown): never => {
    if (KeymuxError.is(error)) tell(hook, { vendor: sender.profile.id, operation, error })
    throw error
  }
  return (...input) => {
    try {
      const outcome = run(...input)
      return outcome instanceof Promise ? outcome.catch(report) : observedList(outcome as KeyList, report)
    } catch (error) {
      return report(error)
    }
  }
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

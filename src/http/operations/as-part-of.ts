import { KeymuxError } from '../../core/keymux-error.js'
import { changedError } from '../changed-error.js'

/** Does one step of an operation: an error of it is an error of the whole, whose message still says which step it was. */
export async function asPartOf<T>(operation: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (!KeymuxError.is(error) || error.operation === operation) throw error
    throw changedError(error, { operation, reconcile: error.reconcile })
  }
}

import { valueAt } from '../../core/text-at.js'

/** What speaks against the end of a key in an answer that has a flag for it: `deleted: false` under the status of a success. */
export function notDone(body: unknown, ...path: readonly string[]): string | undefined {
  return valueAt(body, path) === false ? `\`${path.join('.')}\` is false in it` : undefined
}

import type { Issue } from './keymux-error.js'
import { textAt, valueAt } from './text-at.js'

/** The single faults that a vendor lists in its error: those that name a place. */
export function issuesAt(
  body: unknown,
  at: readonly string[],
  path: readonly string[],
  message: readonly string[],
): readonly Issue[] {
  const list = valueAt(body, at)
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => {
    const place = textAt(item, ...path)
    return place === undefined
      ? []
      : [{ path: place, message: textAt(item, ...message) ?? 'is not accepted' }]
  })
}

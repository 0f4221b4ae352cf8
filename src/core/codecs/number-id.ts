import type { Fields } from '../input-check.js'

/**
 * An id that the vendor's document promises as a number, as text. Only where it does: elsewhere a number in the place of an id
 * is something else's.
 */
export function numberId(from: Fields, names: readonly string[]): string | undefined {
  const found = names
    .map((name) => from[name])
    .find((value) => Number.isSafeInteger(value) && Number(value) >= 0)
  return found === undefined ? undefined : String(found)
}

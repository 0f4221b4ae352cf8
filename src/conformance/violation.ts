/** The contract is broken, as the message says. */
export class Violation extends Error {
  override readonly name = 'ConformanceError'
}

/** Throws a `Violation` that says `sentence` unless `holds`. */
export function ensure(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Violation(sentence)
}

/** A value as a sentence names it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString()
  return JSON.stringify(value) ?? `a ${typeof value}`
}

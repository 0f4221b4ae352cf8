/** Gives a value that its receiver may do with as it likes. */
export type Copies<T> = () => T

/**
 * Takes a value in, so that it can be given to many without any of them seeing what another did to it: what is plain data is
 * copied once and frozen, and what cannot be frozen (a Date, a Map, a Set) is made anew for each, with all that holds it. An
 * object of another class, which only a metadata schema can have made, is nobody's to copy: all get the same.
 */
export function copiesOf<T>(value: T): Copies<T> {
  return copies(value, new Set()) as Copies<T>
}

const constants = new WeakSet<Copies<unknown>>()

function constant(value: unknown): Copies<unknown> {
  const give = (): unknown => value
  constants.add(give)
  return give
}

function copies(value: unknown, above: Set<unknown>): Copies<unknown> {
  if (typeof value !== 'object' || value === null || above.has(value)) return constant(value)
  if (value instanceof Date) {
    const time = value.getTime()
    return () => new Date(time)
  }
  above.add(value)
  const give = copiesOfParts(value, above)
  above.delete(value)
  return give
}

function copiesOfParts(value: object, above: Set<unknown>): Copies<unknown> {
  if (Array.isArray(value)) return ofItems(value.map((item: unknown) => copies(item, above)))
  if (value instanceof Map) {
    const entries = copies([...value], above) as Copies<[unknown, unknown][]>
    return () => new Map(entries())
  }
  if (value instanceof Set) {
    const items = copies([...value], above) as Copies<unknown[]>
    return () => new Set(items())
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype) return constant(value)
  return ofFields(value, above)
}

function ofItems(items: readonly Copies<unknown>[]): Copies<unknown> {
  const give = (): unknown[] => items.map((item) => item())
  return items.every((item) => constants.has(item)) ? constant(Object.freeze(give())) : give
}

function ofFields(value: object, above: Set<unknown>): Copies<unknown> {
  const parts = Object.entries(value).map(([name, inner]) => [name, copies(inner, above)] as const)
  const first = Object.fromEntries(parts.map(([name, give]) => [name, give()]))
  const changing = parts.filter(([, give]) => !constants.has(give))
  if (changing.length === 0) return constant(Object.freeze(first))
  return () => {
    const copy = { ...first }
    for (const [name, give] of changing) copy[name] = give()
    return copy
  }
}

import { isPlain } from './json-fault.js'

/** What lies deeper is refused by whoever looks at it. */
const deepest = 201

/**
 * What a caller gave, as plain objects that nobody else holds: each field is read once, so that what is sent is what was
 * checked. Throws what a getter throws. An input may be of a class, with fields that only its prototype has; in a list each
 * entry may. What is not plain further down stays as it is, for the checks to refuse.
 */
export function readOnce(given: unknown): unknown {
  return Array.isArray(given) ? Array.from(given, readInput) : readInput(given)
}

function readInput(given: unknown): unknown {
  if (!holdsFields(given)) return given
  const copies = new Map<object, unknown>()
  const fields = namesIn(given).map((name) => [name, copyOf(given[name], copies, 1)] as const)
  return Object.fromEntries(fields)
}

/** Whether a value is an object with fields of its own, and not one that holds its content out of sight: a Map, a Date. */
export function holdsFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]'
}

/** The fields of an object, and of the classes that it is of: neither methods nor what every object has. */
function namesIn(value: object): string[] {
  const names = new Set<string>()
  let at: object | null = value
  while (at !== null && (at === value || Object.getPrototypeOf(at) !== null)) {
    for (const [name, { enumerable, get }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (enumerable === true || get !== undefined) names.add(name)
    at = Object.getPrototypeOf(at) as object | null
  }
  return [...names]
}

function copyOf(value: unknown, copies: Map<object, unknown>, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return value
  if (copies.has(value)) return copies.get(value)
  // Until it is copied it stands for itself: the checks find what contains itself.
  copies.set(value, value)
  const copy = Array.isArray(value)
    ? Array.from(value, (each: unknown) => copyOf(each, copies, depth + 1))
    : fieldsOf(value, (each) => copyOf(each, copies, depth + 1))
  copies.set(value, copy)
  return copy
}

function fieldsOf(value: object, copy: (each: unknown) => unknown): object {
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each)]))
}

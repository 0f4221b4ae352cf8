import { isPlain } from './json-fault.js'
import { setOwnField } from './own-field.js'

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
  return withFields(given, namesIn(given), (each) => copyOf(each, copies, 1))
}

/** Whether a value is an object with fields of its own, and not one that holds its content out of sight: a Map, a Date. */
export function holdsFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]'
}

/** The fields of an object, and of the classes that it is of: neither methods nor what every object has. */
function namesIn(value: object): readonly string[] {
  const own = Object.keys(value)
  const prototype = Object.getPrototypeOf(value) as object | null
  const hidesNone = Object.getOwnPropertyNames(value).length === own.length
  if (hidesNone && (prototype === null || Object.getPrototypeOf(prototype) === null)) return own
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
  const copyInner = (each: unknown): unknown => copyOf(each, copies, depth + 1)
  const copy = Array.isArray(value)
    ? Array.from(value, copyInner)
    : isPlain(value)
      ? withFields(value, Object.keys(value), copyInner)
      : value
  copies.set(value, copy)
  return copy
}

function withFields(value: object, names: readonly string[], copy: (each: unknown) => unknown): object {
  const fields: Record<string, unknown> = {}
  for (const name of names) {
    setOwnField(fields, name, copy((value as Readonly<Record<string, unknown>>)[name]))
  }
  return fields
}

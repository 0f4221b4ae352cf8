/** As deep as any vendor's own limit, and far from the depth at which JSON itself fails. */
const deepest = 200

/** What JSON would drop, change or choke on in `value`; undefined when it survives the trip. */
export function jsonFault(value: unknown): string | undefined {
  return faultIn(value, [])
}

function faultIn(value: unknown, above: unknown[]): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'must not hold NaN or Infinity'
  if (typeof value !== 'object') return `must be JSON: it holds ${article(typeof value)}`
  if (above.includes(value)) return 'must be JSON: it contains itself'
  if (above.length === deepest) return `must not be nested deeper than ${deepest} levels`
  if (!(Array.isArray(value) ? isItself(value) : isPlain(value)))
    return 'must be JSON: it holds an object that is not plain'
  above.push(value)
  let fault: string | undefined
  for (const inner of partsOf(value)) fault ??= faultIn(inner, above)
  above.pop()
  return fault
}

/** JSON leaves out an undefined property, as one does who writes it; of an undefined list entry it would make null. */
function partsOf(value: object): unknown[] {
  if (Array.isArray(value)) return Array.from(value)
  return Object.values(value).filter((inner) => inner !== undefined)
}

/** Whether JSON writes what is read of an object: it has no class, and no word of its own in what becomes of it. */
export function isPlain(value: object): boolean {
  if (!isItself(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Whether JSON writes an object itself, and not what its `toJSON` puts in its place. */
export function isItself(value: object): boolean {
  return typeof (value as { toJSON?: unknown }).toJSON !== 'function'
}

function article(type: string): string {
  return type === 'undefined' ? 'undefined' : `a ${type}`
}

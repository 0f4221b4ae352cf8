/** The text at a place in a vendor's answer: a number as its digits, a list (Flow's `loc`) joined by dots. */
export function textAt(body: unknown, ...path: readonly string[]): string | undefined {
  const value = valueAt(body, path)
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) && value.every(isTextual) ? value.join('.') : undefined
}

export function valueAt(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, step) => {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return undefined
    return (node as Record<string, unknown>)[step]
  }, body)
}

function isTextual(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

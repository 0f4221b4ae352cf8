/**
 * A copy of `value` in which no text holds `secret`. The secret's own field is taken out by the adapter; this is for a
 * vendor that says it a second time, in a field that nobody documented.
 */
export function withoutSecret<T>(value: T, secret: string): T {
  return scrub(value, secret) as T
}

function scrub(value: unknown, secret: string): unknown {
  if (typeof value === 'string')
    return value.includes(secret) ? value.replaceAll(secret, '[redacted]') : value
  if (Array.isArray(value)) return value.map((item) => scrub(item, secret))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, scrub(inner, secret)]))
}

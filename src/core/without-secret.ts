import { redacted } from './redacted.js'

/** No vendor's record goes this deep. An answer that does is an attack on the stack of whoever walks it. */
const deepest = 200

/**
 * `value` as it is where no text in it holds `secret`, names included; else a copy without. The secret's own field is taken
 * out by the adapter; this is for a vendor that says it a second time, in a field that nobody documented.
 */
export function withoutSecret<T>(value: T, secret: string): T {
  return holds(value, secret, 0) ? (scrub(value, secret, 0) as T) : value
}

/** Walks without making anything, since nearly always there is nothing to take out. */
function holds(value: unknown, secret: string, depth: number): boolean {
  if (typeof value === 'string') return value.includes(secret)
  if (typeof value === 'number') return String(value) === secret
  if (typeof value !== 'object' || value === null || value instanceof Date) return false
  if (depth === deepest) return true
  if (Array.isArray(value)) return value.some((item) => holds(item, secret, depth + 1))
  for (const name of Object.keys(value)) {
    if (name.includes(secret) || holds((value as Record<string, unknown>)[name], secret, depth + 1))
      return true
  }
  return false
}

function scrub(value: unknown, secret: string, depth: number): unknown {
  if (typeof value === 'string') return withoutText(value, secret)
  if (typeof value === 'number') return String(value) === secret ? redacted : value
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth === deepest) return redacted
  if (Array.isArray(value)) return value.map((item) => scrub(item, secret, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      withoutText(name, secret),
      scrub(inner, secret, depth + 1),
    ]),
  )
}

function withoutText(text: string, secret: string): string {
  return text.includes(secret) ? text.replaceAll(secret, redacted) : text
}

import { setOwnField } from './own-field.js'
import { redacted } from './redacted.js'

/** No vendor's record goes this deep. An answer that does is an attack on the stack of whoever walks it. */
const deepest = 200

/**
 * `value` as it is where no text in it holds one of `secrets`, names included; else a copy without. The secret's own field is
 * taken out by the adapter; this is for a vendor that says it a second time, in a field that nobody documented.
 */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
  return holds(value, secrets, 0) ? (scrub(value, secrets, 0) as T) : value
}

/** Walks without making anything, since nearly always there is nothing to take out. */
function holds(value: unknown, secrets: readonly string[], depth: number): boolean {
  if (typeof value === 'string') return quotesAny(value, secrets)
  if (typeof value === 'number') return secrets.includes(String(value))
  if (typeof value !== 'object' || value === null || value instanceof Date) return false
  if (depth === deepest) return true
  if (Array.isArray(value)) return value.some((item) => holds(item, secrets, depth + 1))
  for (const name of Object.keys(value)) {
    if (quotesAny(name, secrets) || holds((value as Record<string, unknown>)[name], secrets, depth + 1))
      return true
  }
  return false
}

function scrub(value: unknown, secrets: readonly string[], depth: number): unknown {
  if (typeof value === 'string') return withoutTexts(value, secrets)
  if (typeof value === 'number') return secrets.includes(String(value)) ? redacted : value
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth === deepest) return redacted
  if (Array.isArray(value)) return value.map((item) => scrub(item, secrets, depth + 1))
  const clean: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value))
    setOwnField(clean, withoutTexts(name, secrets), scrub(inner, secrets, depth + 1))
  return clean
}

function quotesAny(text: string, secrets: readonly string[]): boolean {
  for (const secret of secrets) if (text.length >= secret.length && text.includes(secret)) return true
  return false
}

function withoutTexts(text: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => clean.replaceAll(secret, redacted), text)
}

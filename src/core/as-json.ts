import { setOwnField } from './own-field.js'

/** What JSON makes of data that it can hold: properties that are undefined are left out, and zero has no sign. */
export function asJson(value: unknown): unknown {
  if (typeof value === 'number') return value + 0
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(asJson)
  const copy: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== undefined) setOwnField(copy, name, asJson(inner))
  }
  return copy
}

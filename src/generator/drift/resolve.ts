import { stepsOf } from '../json-pointer.js'
import { isJsonObject } from '../json.js'
import type { JsonObject, JsonValue } from '../json.js'

/** Follows local references until something that is not one; undefined where a reference leads nowhere or around. */
export function resolve(document: JsonObject, node: JsonValue | undefined): JsonObject | undefined {
  const seen = new Set<JsonObject>()
  let current = node
  while (isJsonObject(current) && typeof current['$ref'] === 'string') {
    if (seen.has(current)) return undefined
    seen.add(current)
    current = target(document, current['$ref'])
  }
  return isJsonObject(current) ? current : undefined
}

export function target(document: JsonObject, reference: string): JsonValue | undefined {
  if (!reference.startsWith('#')) throw new Error(`only local references are understood: ${reference}`)
  let current: JsonValue | undefined = document
  for (const step of stepsOf(decodeURIComponent(reference.slice(1)))) {
    if (Array.isArray(current)) current = current[Number(step)]
    else current = isJsonObject(current) && Object.hasOwn(current, step) ? current[step] : undefined
  }
  return current
}

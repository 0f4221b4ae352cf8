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
  for (const token of reference.slice(1).split('/').slice(1).map(unescapeToken)) {
    if (Array.isArray(current)) current = current[Number(token)]
    else current = isJsonObject(current) && Object.hasOwn(current, token) ? current[token] : undefined
  }
  return current
}

function unescapeToken(token: string): string {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')
}

import { isJsonObject, type JsonObject, type JsonValue } from './json.js'

const lowest = new Set(['minimum', 'minLength', 'minItems', 'minProperties'])
const highest = new Set(['maximum', 'maxLength', 'maxItems', 'maxProperties'])

/** One schema that asks for what both ask for; where they cannot be put together, the later one counts. */
export function mergeSchemas(first: JsonObject, second: JsonObject): JsonObject {
  const merged = { ...first }
  for (const [name, value] of Object.entries(second)) {
    const present = first[name]
    merged[name] = present === undefined ? value : mergeKeyword(name, present, value)
  }
  return merged
}

function mergeKeyword(name: string, first: JsonValue, second: JsonValue): JsonValue {
  if (name === 'properties' && isJsonObject(first) && isJsonObject(second))
    return mergeProperties(first, second)
  if (name === 'required' && Array.isArray(first) && Array.isArray(second))
    return [...new Set([...first, ...second])]
  if (typeof first !== 'number' || typeof second !== 'number') return second
  if (lowest.has(name)) return Math.max(first, second)
  return highest.has(name) ? Math.min(first, second) : second
}

function mergeProperties(first: JsonObject, second: JsonObject): JsonObject {
  const merged = { ...first }
  for (const [name, property] of Object.entries(second)) {
    const present = first[name]
    merged[name] = present === undefined ? property : { allOf: [present, property] }
  }
  return merged
}

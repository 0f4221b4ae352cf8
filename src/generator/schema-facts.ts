import type { JsonObject } from './json.js'
import { names } from './model.js'

/** The type of a schema besides null; undefined where it allows any. */
export function typeOf(schema: JsonObject): string | undefined {
  const type = schema['type']
  if (typeof type === 'string') return type
  return names(type).find((name) => name !== 'null')
}

/** The largest number allowed, unless it is the end of an int64: JavaScript's whole numbers end before that. */
export function meaningfulMaximum(schema: JsonObject): number | undefined {
  const { maximum } = schema
  return typeof maximum === 'number' && maximum <= Number.MAX_SAFE_INTEGER ? maximum : undefined
}

/** A number in OpenAPI 3.1; in 3.0 a flag that makes `minimum` exclusive. */
export function exclusiveMinimum(schema: JsonObject): number | undefined {
  const { exclusiveMinimum: above, minimum } = schema
  if (typeof above === 'number') return above
  return above === true && typeof minimum === 'number' ? minimum : undefined
}

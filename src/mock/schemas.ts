import { isJsonObject, type JsonObject, type JsonValue } from '../generator/json.js'
import { mergeSchemas } from '../generator/merge-schemas.js'
import { entries } from '../generator/model.js'
import { resolve } from '../generator/references.js'

/** A schema without its references, and of alternatives the first that is not null alone. */
export function variantOf(document: JsonObject, node: JsonValue | undefined): JsonObject {
  const schema = resolve(document, node)
  const { oneOf, anyOf, ...rest } = schema
  const alternatives = [oneOf, anyOf].flatMap((list) => (Array.isArray(list) ? list : []))
  const first = alternatives
    .map((each) => variantOf(document, each))
    .find(({ type, const: only }) => type !== 'null' && only !== null)
  return first === undefined ? schema : mergeSchemas(first, rest)
}

/** The schema at a place in the JSON that a schema describes, where `0` is any entry of a list. */
export function schemaAt(
  document: JsonObject,
  node: JsonValue | undefined,
  steps: readonly string[],
): JsonObject | undefined {
  const schema = node === undefined ? undefined : variantOf(document, node)
  const [step, ...rest] = steps
  if (step === undefined || schema === undefined) return schema
  const inside = schema['items'] ?? propertyOf(schema, step)
  return inside === undefined ? undefined : schemaAt(document, inside, rest)
}

function propertyOf(schema: JsonObject, name: string): JsonValue | undefined {
  return entries(schema['properties']).find(([each]) => each === name)?.[1]
}

/** Whether null is among what a schema allows: in either dialect, or as an alternative. */
export function allowsNull(document: JsonObject, node: JsonValue | undefined): boolean {
  const schema = resolve(document, node)
  const { type, nullable, oneOf, anyOf, enum: allowed, const: only } = schema
  if (nullable === true || type === 'null' || only === null) return true
  if (Array.isArray(type)) return type.includes('null')
  if (Array.isArray(allowed) && allowed.includes(null)) return true
  return [oneOf, anyOf].some(
    (list) => Array.isArray(list) && list.some((each) => isJsonObject(each) && allowsNull(document, each)),
  )
}

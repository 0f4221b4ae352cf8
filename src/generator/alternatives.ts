import { annotationKey } from './annotations.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { mergeSchemas } from './merge-schemas.js'

/** Where what an alternative says is kept beside what another says: an annotation on both is read from both. */
export const sameElsewhere = 'x-keymux-same'

/**
 * One schema for a `oneOf` or `anyOf`: null is a way to be there, and of several objects each property that any of them has,
 * required where all of them require it. Other alternatives have no common schema: undefined.
 */
export function joinAlternatives(
  alternatives: readonly JsonObject[],
  beside: JsonObject,
): JsonObject | undefined {
  const kinds = alternatives.filter((each) => !isNull(each))
  const mayBeNull = kinds.length < alternatives.length || kinds.some((each) => each['nullable'] === true)
  const [first, ...others] = kinds
  if (first === undefined) return undefined
  const isUnion = others.length > 0
  if (isUnion && !kinds.every((each) => isJsonObject(each['properties']))) return undefined
  const joined = mergeSchemas(others.reduce(joinObjects, first), beside)
  return mayBeNull ? { ...joined, nullable: true } : joined
}

function isNull({ type, enum: allowed }: JsonObject): boolean {
  return type === 'null' || (Array.isArray(allowed) && allowed.length === 1 && allowed[0] === null)
}

function joinObjects(one: JsonObject, other: JsonObject): JsonObject {
  const [first, second] = [propertiesOf(one), propertiesOf(other)]
  const properties: JsonObject = { ...first }
  for (const [name, property] of Object.entries(second)) {
    const present = first[name]
    properties[name] = present === undefined ? property : joinProperties(present, property)
  }
  const required = requiredOf(one).filter((name) => requiredOf(other).includes(name))
  return { ...one, type: 'object', properties, required }
}

/** The same property of two alternatives: what it may be in either, with what is said of it. */
function joinProperties(one: JsonValue, other: JsonValue): JsonValue {
  if (!isJsonObject(one) || !isJsonObject(other)) return one
  const said = [one, other].flatMap((each) =>
    each[annotationKey] === undefined ? [] : [each[annotationKey]],
  )
  const shared = Object.entries(one).filter(
    ([name, value]) => name !== annotationKey && JSON.stringify(value) === JSON.stringify(other[name]),
  )
  const [annotation, ...same] = said
  return {
    ...Object.fromEntries(shared),
    ...(annotation === undefined ? {} : { [annotationKey]: annotation }),
    ...(same.length === 0 ? {} : { [sameElsewhere]: [...same, ...listOf(one[sameElsewhere])] }),
  }
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}

function propertiesOf({ properties }: JsonObject): JsonObject {
  return isJsonObject(properties) ? properties : {}
}

function requiredOf({ required }: JsonObject): readonly JsonValue[] {
  return listOf(required)
}

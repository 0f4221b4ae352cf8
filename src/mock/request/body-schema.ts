import * as z from 'zod'
import { isJsonObject, type JsonObject, type JsonValue } from '../../generator/json.js'
import { entries, names } from '../../generator/model.js'
import { resolve, throughReferences } from '../../generator/references.js'
import { toRegExp } from '../../generator/source-text.js'
import { withoutCode } from '../../generator/without-code.js'
import { allowsNull } from '../schemas.js'

/** What is checked of a schema. The rest says nothing of a value, or is more than a document of an API has. */
const checked = [
  'type',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
]

/** The formats that all vendors mean alike. */
const formats = new Set(['uuid', 'date-time', 'date', 'email', 'ipv4', 'ipv6'])

/** Checks of a document's schemas, each made when it is first used. */
export class SchemaChecks {
  readonly #document: JsonObject
  readonly #made = new Map<JsonValue, z.ZodType>()

  constructor(document: JsonObject) {
    this.#document = document
  }

  /** What a value must be. An object takes no field that the document does not name: it would be a slip. */
  of(node: JsonValue): z.ZodType {
    const made = this.#made.get(node) ?? withoutCode(() => z.fromJSONSchema(plainRoot(this.#document, node)))
    this.#made.set(node, made)
    return made
  }
}

/** A schema by itself, in one dialect: without references, and with null among its types. */
function plainRoot(document: JsonObject, node: JsonValue): JsonObject {
  const definitions: JsonObject = {}
  const root = plain({ document, definitions, above: new Set() }, node)
  return Object.keys(definitions).length === 0 ? root : { ...root, $defs: definitions }
}

/** Where a schema is: what holds it, so that one which holds itself is written once and referred to. */
interface Place {
  readonly document: JsonObject
  readonly definitions: JsonObject
  readonly above: ReadonlySet<string>
}

function plain(place: Place, node: JsonValue): JsonObject {
  const { document, definitions, above } = place
  const passed = [...throughReferences(document, node)]
  const again = passed.find((reference) => above.has(reference))
  if (again !== undefined) {
    const name = again.split('/').at(-1) ?? ''
    if (definitions[name] === undefined) {
      // Put there first: what it holds may be itself.
      definitions[name] = {}
      definitions[name] = plain({ ...place, above: new Set() }, { $ref: again })
    }
    const reference = { $ref: `#/$defs/${name}` }
    return allowsNull(document, node) ? { anyOf: [reference, { type: 'null' }] } : reference
  }
  const inside = { ...place, above: new Set([...above, ...passed]) }
  const schema = resolve(document, node)
  const kept: JsonObject = Object.fromEntries(
    checked.flatMap((name) => {
      const value = schema[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  // What the vendor alone writes is in no request, whatever its model requires.
  const required = names(schema['required']).filter((name) => !isReadOnly(document, schema, name))
  if (required.length > 0) kept['required'] = required
  const { format, pattern, items } = schema
  if (typeof format === 'string' && formats.has(format)) kept['format'] = format
  if (typeof pattern === 'string' && toRegExp(pattern) !== undefined) kept['pattern'] = pattern
  if (items !== undefined) kept['items'] = plain(inside, items)
  for (const name of ['oneOf', 'anyOf'] as const) {
    const list = schema[name]
    if (Array.isArray(list)) kept[name] = list.map((each) => plain(inside, each))
  }
  return withNull(document, node, { ...kept, ...fieldsOf(inside, schema) })
}

function fieldsOf(place: Place, schema: JsonObject): JsonObject {
  const { properties, additionalProperties, oneOf, anyOf } = schema
  const fields = entries(properties).map(([name, each]) => [name, plain(place, each)] as const)
  if (fields.length === 0 && typeof additionalProperties !== 'object')
    return additionalProperties === false ? { type: 'object', additionalProperties } : {}
  const others =
    typeof additionalProperties === 'object' ? plain(place, additionalProperties) : additionalProperties
  return {
    ...(schema['type'] === undefined && { type: 'object' }),
    properties: Object.fromEntries(fields),
    // Where there are alternatives, each one knows some of the fields.
    additionalProperties: others ?? (oneOf ?? anyOf) !== undefined,
  }
}

function isReadOnly(document: JsonObject, { properties }: JsonObject, name: string): boolean {
  return resolve(document, isJsonObject(properties) ? properties[name] : undefined)['readOnly'] === true
}

function withNull(document: JsonObject, node: JsonValue, schema: JsonObject): JsonObject {
  const { type, enum: allowed } = schema
  if (typeof type !== 'string' || type === 'null' || !allowsNull(document, node)) return schema
  const isListed = Array.isArray(allowed) && !allowed.includes(null)
  return { ...schema, type: [type, 'null'], ...(isListed && { enum: [...allowed, null] }) }
}

import { isJsonObject } from '../json.js'
import { canonical } from './drift.js'
import { listOf } from './parts.js'
import type { JsonObject, JsonValue } from '../json.js'
import type { Choice, Parts } from './parts.js'

/** What a schema demands, spelled one way, whether the document is OpenAPI 3.0 or 3.1. Children stay raw. */
export interface Shape {
  types: string[]
  nullable: boolean
  values: JsonValue[] | undefined
  limits: Map<string, JsonValue>
  patterns: string[]
  format: JsonValue | undefined
  default: JsonValue | undefined
  properties: Map<string, JsonValue[]>
  required: Set<string>
  closed: boolean
  rest: JsonValue[]
  items: JsonValue[]
  choices: Choice[]
  /** Keywords without a rule of their own (`not`, `if`, `patternProperties` …): compared as they are written. */
  others: Map<string, JsonValue>
}

const LOWER = ['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum']
const UPPER = ['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum']
const LIMITS = new Set([...LOWER, ...UPPER, 'uniqueItems', 'multipleOf'])
const RULED = new Set(
  '$ref allOf oneOf anyOf type nullable enum const pattern format default properties required items additionalProperties'.split(
    ' ',
  ),
)
const REMARKS = new Set(
  '$anchor $comment $defs $id $schema deprecated description discriminator example examples externalDocs readOnly summary title writeOnly xml'.split(
    ' ',
  ),
)

export function shapeOf({ schemas, choices, nullable }: Parts): Shape {
  const values = valuesOf(schemas)
  const types = typesOf(schemas)
  const shape: Shape = {
    types: types?.filter((type) => type !== 'null') ?? [],
    nullable: nullable || schemas.some((schema) => schema['nullable'] === true),
    values: values?.filter((value) => value !== null),
    limits: new Map(),
    patterns: schemas.flatMap(({ pattern }) => (typeof pattern === 'string' ? [pattern] : [])).toSorted(),
    format: schemas.findLast((schema) => schema['format'] !== undefined)?.['format'],
    default: schemas.find((schema) => schema['default'] !== undefined)?.['default'],
    properties: new Map(),
    required: new Set(schemas.flatMap(({ required }) => listOf(required)).map(String)),
    closed: schemas.some((schema) => schema['additionalProperties'] === false),
    rest: [],
    items: schemas.flatMap(({ items }) => (items === undefined ? [] : [items])),
    choices,
    others: new Map(),
  }
  if (types !== undefined) shape.nullable ||= types.includes('null')
  else if (values === undefined) shape.nullable ||= choices.length === 0
  else shape.nullable ||= values.includes(null)
  for (const schema of schemas) gather(shape, schema)
  return shape
}

function gather(shape: Shape, schema: JsonObject): void {
  for (const [name, property] of Object.entries(objectOf(schema['properties'])))
    shape.properties.set(name, [...(shape.properties.get(name) ?? []), property])
  const rest = schema['additionalProperties']
  if (isJsonObject(rest) && Object.keys(rest).some((key) => !isRemark(key))) shape.rest.push(rest)
  for (const [keyword, limit] of Object.entries(limitsOf(schema)))
    shape.limits.set(keyword, tighter(keyword, limit, shape.limits.get(keyword)))
  for (const [keyword, value] of Object.entries(schema))
    if (!RULED.has(keyword) && !LIMITS.has(keyword) && !isRemark(keyword)) shape.others.set(keyword, value)
}

/** OpenAPI 3.0 makes a limit exclusive with a boolean beside it; a length of at least 0 says nothing. */
function limitsOf(schema: JsonObject): JsonObject {
  const limits: JsonObject = {}
  for (const [keyword, value] of Object.entries(schema))
    if (LIMITS.has(keyword) && value !== false && !(value === 0 && /^min[A-Z]/.test(keyword)))
      limits[keyword] = value
  for (const [inclusive, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const limit = limits[inclusive]
    if (limits[exclusive] !== true || limit === undefined) continue
    limits[exclusive] = limit
    delete limits[inclusive]
  }
  return limits
}

function tighter(keyword: string, one: JsonValue, other: JsonValue | undefined): JsonValue {
  if (typeof one !== 'number' || typeof other !== 'number') return one
  return UPPER.includes(keyword) ? Math.min(one, other) : Math.max(one, other)
}

/** The types that every part allows; undefined where no part names one. */
function typesOf(schemas: readonly JsonObject[]): string[] | undefined {
  const lists = schemas.flatMap(({ type }) => (type === undefined ? [] : [[type].flat().map(String)]))
  const first = lists[0]
  if (first === undefined) return undefined
  const narrow = first.flatMap((type) => (type === 'number' && lists.some(onlyIntegers) ? 'integer' : type))
  return narrow.filter((type) => lists.every((list) => allows(list, type))).toSorted()
}

function onlyIntegers(types: readonly string[]): boolean {
  return types.includes('integer') && !types.includes('number')
}

function allows(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}

function valuesOf(schemas: readonly JsonObject[]): JsonValue[] | undefined {
  const lists = schemas.flatMap((schema) => {
    if (schema['const'] !== undefined) return [[schema['const']]]
    return schema['enum'] === undefined ? [] : [listOf(schema['enum'])]
  })
  return lists[0]?.filter((value) =>
    lists.every((list) => list.some((other) => canonical(other) === canonical(value))),
  )
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function isRemark(keyword: string): boolean {
  return REMARKS.has(keyword) || keyword.startsWith('x-')
}

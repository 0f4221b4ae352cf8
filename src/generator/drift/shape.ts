import { isJsonObject } from '../json.js'
import { canonical } from './drift.js'
import { listOf } from './parts.js'
import type { JsonObject, JsonValue } from '../json.js'
import type { Choice, Parts } from './parts.js'

/** What a schema demands, spelled one way, whether the document is OpenAPI 3.0 or 3.1. Children stay raw. */
export interface Shape {
  readonly types: string[]
  readonly nullable: boolean
  readonly values: JsonValue[] | undefined
  readonly limits: ReadonlyMap<string, JsonValue>
  readonly patterns: string[]
  readonly format: JsonValue | undefined
  readonly default: JsonValue | undefined
  readonly properties: ReadonlyMap<string, readonly JsonValue[]>
  readonly required: ReadonlySet<string>
  readonly closed: boolean
  readonly rest: readonly JsonValue[]
  readonly items: readonly JsonValue[]
  readonly choices: readonly Choice[]
  /** Keywords without a rule of their own (`not`, `if`, `patternProperties` …): compared as they are written. */
  readonly others: ReadonlyMap<string, JsonValue>
}

const lower = ['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum']
const upper = ['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum']
const limiting = new Set([...lower, ...upper, 'uniqueItems', 'multipleOf'])
const ruled = new Set(
  '$ref allOf oneOf anyOf type nullable enum const pattern format default properties required items additionalProperties'.split(
    ' ',
  ),
)
const remarks = new Set(
  '$anchor $comment $defs $id $schema deprecated description discriminator example examples externalDocs readOnly summary title writeOnly xml'.split(
    ' ',
  ),
)

export function shapeOf(parts: Parts): Shape {
  const { schemas, choices } = parts
  const values = valuesOf(schemas)
  const types = typesOf(schemas)
  return {
    types: types?.filter((type) => type !== 'null') ?? [],
    nullable: allowsNull(parts, types, values),
    values: values?.filter((value) => value !== null),
    limits: tightestLimits(schemas),
    patterns: schemas.flatMap(({ pattern }) => (typeof pattern === 'string' ? [pattern] : [])).toSorted(),
    format: schemas.findLast((schema) => schema['format'] !== undefined)?.['format'],
    default: schemas.find((schema) => schema['default'] !== undefined)?.['default'],
    properties: propertiesOf(schemas),
    required: new Set(schemas.flatMap(({ required }) => listOf(required)).map(String)),
    closed: schemas.some((schema) => schema['additionalProperties'] === false),
    rest: schemas.flatMap(({ additionalProperties: rest }) => (saysSomething(rest) ? [rest] : [])),
    items: schemas.flatMap(({ items }) => (items === undefined ? [] : [items])),
    choices,
    others: new Map(
      schemas.flatMap((schema) => Object.entries(schema)).filter(([keyword]) => isOther(keyword)),
    ),
  }
}

function allowsNull(
  { schemas, choices, nullable }: Parts,
  types: readonly string[] | undefined,
  values: readonly JsonValue[] | undefined,
): boolean {
  if (nullable || schemas.some((schema) => schema['nullable'] === true)) return true
  if (types !== undefined) return types.includes('null')
  return values === undefined ? choices.length === 0 : values.includes(null)
}

function propertiesOf(schemas: readonly JsonObject[]): ReadonlyMap<string, readonly JsonValue[]> {
  const properties = new Map<string, readonly JsonValue[]>()
  for (const schema of schemas)
    for (const [name, property] of Object.entries(objectOf(schema['properties'])))
      properties.set(name, [...(properties.get(name) ?? []), property])
  return properties
}

function saysSomething(rest: JsonValue | undefined): rest is JsonObject {
  return isJsonObject(rest) && Object.keys(rest).some((key) => !isRemark(key))
}

function isOther(keyword: string): boolean {
  return !ruled.has(keyword) && !limiting.has(keyword) && !isRemark(keyword)
}

function tightestLimits(schemas: readonly JsonObject[]): ReadonlyMap<string, JsonValue> {
  const limits = new Map<string, JsonValue>()
  for (const schema of schemas)
    for (const [keyword, limit] of Object.entries(limitsOf(schema)))
      limits.set(keyword, tighter(keyword, limit, limits.get(keyword)))
  return limits
}

/** OpenAPI 3.0 makes a limit exclusive with a boolean beside it; a length of at least 0 says nothing. */
function limitsOf(schema: JsonObject): JsonObject {
  const limits: JsonObject = {}
  for (const [keyword, value] of Object.entries(schema))
    if (limiting.has(keyword) && value !== false && !(value === 0 && /^min[A-Z]/.test(keyword)))
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
  return upper.includes(keyword) ? Math.min(one, other) : Math.max(one, other)
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
  return remarks.has(keyword) || keyword.startsWith('x-')
}

import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { jsonSchemaOf } from './json-schema-of.js'
import { entries, isNullable, names, namesOf, type OperationModel, type VendorModel } from './model.js'
import { operationsIn } from './operations-in.js'
import { resolve } from './references.js'
import { circularAmong, usedTwice } from './shared-schemas.js'
import { exclusiveMinimum, meaningfulMaximum, typeOf } from './schema-facts.js'
import { banner, camelCase, docstring, literal, quoted, propertyName, regex } from './source-text.js'

/** The type of an operation's body, from the types of `paths.ts`. */
const bodyType = `type Body<Id extends keyof operations> =
  operations[Id] extends { requestBody?: { content: { 'application/json': infer Json } } } ? Json : never
`

/** `schemas.ts`: each request body, strict as the contract has it, and each answer that keymux reads, lenient. */
export function emitSchemas(model: VendorModel): string {
  const { document, create } = model
  const shared = sharedIn(document)
  const schemas: Schemas = { document, shared, circular: circularAmong(document, shared) }
  const parts = [
    `${banner(model.sources, 'repository')}\nimport * as z from 'zod/mini'\nimport type { ${schemas.circular.size > 0 ? 'components, ' : ''}operations } from './paths.js'\n`,
    bodyType,
    ...emitShared(schemas),
  ]
  for (const { operation } of operationsIn(document)) {
    const { operationId } = operation
    if (typeof operationId !== 'string') continue
    const annotated = operationId === create.operationId ? create : undefined
    const body = jsonSchemaOf(document, operation['requestBody'])
    const name = annotated?.operation ?? camelCase(operationId)
    if (body !== undefined) {
      const type = `Body<${quoted(operationId)}>`
      parts.push(emitConstant(`${name}Request`, type, '', strict(schemas, body)))
    }
    if (annotated !== undefined) {
      const answer = jsonSchemaOf(document, responseOf(operation, annotated.status))
      const about = `The answer of ${operationId}: only id and secret are needed, anything else may be missing or odd.`
      parts.push(
        emitConstant(`${name}Answer`, 'object', about, lenient(document, answer, neededOf(annotated))),
      )
    }
  }
  return parts.join('\n')
}

function emitConstant(name: string, type: string, about: string, source: string): string {
  return `${docstring(about)}export const ${name}: z.ZodMiniType<${type}> = ${source}\n`
}

function responseOf(operation: JsonObject, status: string): JsonValue | undefined {
  const responses = operation['responses']
  return isJsonObject(responses) ? responses[status] : undefined
}

/** A document, and its objects that stand in several bodies and so are a constant each. */
interface Schemas {
  readonly document: JsonObject
  readonly shared: ReadonlySet<string>
  /** Those that hold themselves. */
  readonly circular: ReadonlySet<string>
}

/** The `$ref`s of the objects that request bodies hold more than once. */
function sharedIn(document: JsonObject): ReadonlySet<string> {
  const bodies = operationsIn(document).map(({ operation }) =>
    jsonSchemaOf(document, operation['requestBody']),
  )
  return usedTwice(document, bodies)
}

function emitShared(schemas: Schemas): string[] {
  return [...schemas.shared].map((reference) => {
    const schema = resolve(schemas.document, { $ref: reference })
    const name = reference.split('/').at(-1) ?? ''
    const type = schemas.circular.has(reference)
      ? `: z.ZodMiniType<components['schemas'][${quoted(name)}]>`
      : ''
    return `const ${constantName(reference)}${type} = ${orNull(schema, strictType(schemas, schema, ''))}\n`
  })
}

function constantName(reference: string): string {
  return camelCase(reference.split('/').at(-1) ?? '')
}

/** A schema for what we send or the emulator takes. */
function strict(schemas: Schemas, node: JsonValue | undefined, indent = ''): string {
  const reference = isJsonObject(node) ? node['$ref'] : undefined
  if (typeof reference === 'string' && schemas.shared.has(reference)) {
    const name = constantName(reference)
    return schemas.circular.has(reference) ? `z.lazy(() => ${name})` : name
  }
  const schema = resolve(schemas.document, node)
  return orNull(schema, strictType(schemas, schema, indent))
}

function orNull(schema: JsonObject, source: string): string {
  return isNullable(schema) && source !== 'z.unknown()' ? `z.nullable(${source})` : source
}

function strictType(schemas: Schemas, schema: JsonObject, indent: string): string {
  const allowed = schema['enum']
  if (Array.isArray(allowed)) return oneOf(allowed.filter((value) => value !== null))
  switch (typeOf(schema)) {
    case 'string':
      return checked(stringSchema(schema), [
        ...limits(schema, { minLength: 'minLength', maxLength: 'maxLength' }),
        ...(typeof schema['pattern'] === 'string' ? [`z.regex(${regex(schema['pattern'])})`] : []),
      ])
    case 'integer':
    case 'number':
      return checked(typeOf(schema) === 'integer' ? 'z.int()' : 'z.number()', numberLimits(schema))
    case 'boolean':
      return 'z.boolean()'
    case 'array': {
      const item = strict(schemas, schema['items'], indent)
      return checked(`z.array(${item})`, limits(schema, { minItems: 'minLength', maxItems: 'maxLength' }))
    }
    case 'object':
      return objectSchema(schemas, schema, indent)
    default:
      return 'z.unknown()'
  }
}

function oneOf(allowed: JsonValue[]): string {
  return `z.${allowed.every((value) => typeof value === 'string') ? 'enum' : 'literal'}(${literal(allowed)})`
}

function stringSchema(schema: JsonObject): string {
  if (schema['format'] === 'date-time') return 'z.iso.datetime({ offset: true })'
  return schema['format'] === 'uuid' ? 'z.guid()' : 'z.string()'
}

function objectSchema(schemas: Schemas, schema: JsonObject, indent: string): string {
  const most = schema['maxProperties']
  const checks = typeof most === 'number' ? [`z.refine((value) => Object.keys(value).length <= ${most})`] : []
  if (schema['properties'] === undefined) return checked('z.record(z.string(), z.unknown())', checks)
  const required = names(schema['required'])
  const inner = `${indent}  `
  const fields = entries(schema['properties']).map(([name, property]) => {
    const source = strict(schemas, property, inner)
    return `${propertyName(name)}: ${required.includes(name) ? source : `z.exactOptional(${source})`}`
  })
  const kind = schema['additionalProperties'] === false ? 'strictObject' : 'looseObject'
  return checked(`z.${kind}(${objectSource(fields, indent)})`, checks)
}

/** The fields of an object: one or two stand on one line. */
function objectSource(fields: readonly string[], indent: string): string {
  const isShort = fields.length <= 2 && fields.every((field) => !field.includes('\n'))
  if (isShort) return `{ ${fields.join(', ')} }`
  return `{\n${fields.map((field) => `${indent}  ${field},\n`).join('')}${indent}}`
}

/** A schema for what a vendor answers: types alone, and whatever does not fit is as if it were absent. */
function lenient(document: JsonObject, node: JsonValue | undefined, needed: Needed, indent = ''): string {
  const schema = resolve(document, node)
  const inner = `${indent}  `
  const fields = entries(schema['properties']).map(([name, property]) => {
    const below = needed.filter(([first]) => first === name).map(([, ...rest]) => rest)
    return `${propertyName(name)}: ${lenientField(document, property, below, inner)}`
  })
  return `z.looseObject(${objectSource(fields, indent)})`
}

/** The ways from here to id and secret, name by name: an empty one says that this is it. */
type Needed = readonly (readonly string[])[]

function neededOf(operation: OperationModel): Needed {
  const needed = operation.answer.filter(({ annotation }) =>
    ['id', 'secret'].includes(annotation?.field ?? ''),
  )
  return needed.map(({ parents, name }) => [...namesOf(parents), name])
}

function lenientField(document: JsonObject, property: JsonValue, needed: Needed, indent: string): string {
  if (needed.some((way) => way.length === 0)) return 'z.string()'
  if (needed.length > 0) return lenient(document, property, needed, indent)
  const field = resolve(document, property)
  const type = { string: 'z.string()', integer: 'z.number()', number: 'z.number()', boolean: 'z.boolean()' }[
    typeOf(field) ?? ''
  ]
  return type === undefined
    ? 'z.optional(z.unknown())'
    : `z.catch(z.optional(${isNullable(field) ? `z.nullable(${type})` : type}), undefined)`
}

function checked(source: string, checks: readonly string[]): string {
  return checks.length === 0 ? source : `${source}.check(${checks.join(', ')})`
}

function limits(schema: JsonObject, checks: Readonly<Record<string, string>>): string[] {
  return Object.entries(checks).flatMap(([name, check]) => {
    const value = schema[name]
    return typeof value === 'number' ? [`z.${check}(${value})`] : []
  })
}

function numberLimits(schema: JsonObject): string[] {
  const above = exclusiveMinimum(schema)
  const least = above === undefined ? limits(schema, { minimum: 'gte' }) : [`z.gt(${above})`]
  const most = meaningfulMaximum(schema)
  return [...least, ...(most === undefined ? [] : [`z.lte(${most})`])]
}

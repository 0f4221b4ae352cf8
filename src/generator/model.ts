import {
  annotationKey,
  fieldAnnotation,
  operationAnnotation,
  rootAnnotation,
  type FieldAnnotation,
  type FieldMeaning,
  type OperationAnnotation,
  type RootAnnotation,
} from './annotations.js'
import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { resolve } from './references.js'

/** A field of a request body. */
export interface RequestField {
  readonly name: string
  /** Resolved, annotation included. */
  readonly schema: JsonObject
  readonly required: boolean
  /** Undefined where the field has no common meaning and belongs to `vendor`. */
  readonly annotation: FieldAnnotation | undefined
}

/** An annotated field of an answer. */
export interface AnswerField {
  /** The objects that it lies in, outermost first. */
  readonly parents: readonly string[]
  readonly name: string
  readonly annotation: FieldAnnotation
  readonly schema: JsonObject
  readonly presence: 'required' | 'nullable' | 'optional'
}

/** An operation that has a meaning to keymux. */
export interface OperationModel extends OperationAnnotation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  /** The status of its success: 200, or 201 at Flow. */
  readonly status: string
  readonly request: readonly RequestField[]
  readonly answer: readonly AnswerField[]
}

/** All that is emitted from: a document and its overlay, understood. */
export interface VendorModel {
  readonly document: JsonObject
  readonly id: string
  readonly root: RootAnnotation
  /** Null where the vendor has no public host. */
  readonly serverUrl: string | null
  readonly create: OperationModel
}

/** The names of the files that errors speak of. */
export interface Sources {
  readonly document: string
  readonly overlay: string
}

export function buildModel(id: string, document: JsonObject, sources: Sources): VendorModel {
  const root = rootAnnotation(sources.overlay, document[annotationKey])
  const operations = findOperations(document, sources)
  const [create, second] = operations.filter(({ operation }) => operation === 'create')
  if (create === undefined) throw new GenerationError(sources.overlay, '$.paths', 'no operation is create')
  if (second !== undefined)
    throw new GenerationError(sources.overlay, second.path, 'a second operation is create')
  return {
    document,
    id,
    root,
    serverUrl: root.baseUrl === undefined ? serverUrl(document, sources) : null,
    create,
  }
}

function serverUrl(document: JsonObject, sources: Sources): string {
  const servers = document['servers']
  const first = Array.isArray(servers) ? servers[0] : undefined
  const url = isJsonObject(first) ? first['url'] : undefined
  if (typeof url !== 'string') throw new GenerationError(sources.document, '$.servers', 'names no URL')
  return url
}

function findOperations(document: JsonObject, sources: Sources): OperationModel[] {
  return entries(document['paths']).flatMap(([path, item]) =>
    entries(item).flatMap(([method, operation]) => {
      const annotation = isJsonObject(operation) ? operation[annotationKey] : undefined
      if (!isJsonObject(operation) || annotation === undefined) return []
      return [readOperation(document, { path, method, operation, annotation, sources })]
    }),
  )
}

interface FoundOperation {
  readonly path: string
  readonly method: string
  readonly operation: JsonObject
  readonly annotation: JsonValue
  readonly sources: Sources
}

function readOperation(document: JsonObject, found: FoundOperation): OperationModel {
  const { path, method, operation, sources } = found
  const at = `${method.toUpperCase()} ${path}`
  const [status, answer] = entries(operation['responses']).find(([code]) => code.startsWith('2')) ?? []
  if (status === undefined) throw new GenerationError(sources.document, at, 'has no answer for a success')
  const operationId = operation['operationId']
  if (typeof operationId !== 'string') throw new GenerationError(sources.document, at, 'has no operationId')

  const request = requestFields(
    document,
    contentSchema(document, operation['requestBody']),
    `${at} request`,
    sources,
  )
  const fields = answerFields(document, contentSchema(document, answer), `${at} ${status}`, sources)
  requireMeanings(fields, ['id', 'secret'], `${at} ${status}`, sources)
  const annotation = operationAnnotation(sources.overlay, at, found.annotation)
  return { ...annotation, operationId, method: method.toUpperCase(), path, status, request, answer: fields }
}

function contentSchema(document: JsonObject, holder: JsonValue | undefined): JsonObject {
  const content = resolve(document, holder)['content']
  const json = isJsonObject(content) ? content['application/json'] : undefined
  return resolve(document, isJsonObject(json) ? json['schema'] : undefined)
}

function requestFields(document: JsonObject, body: JsonObject, at: string, sources: Sources): RequestField[] {
  const required = names(body['required'])
  const fields = entries(body['properties']).map(([name, property]): RequestField => {
    const schema = resolve(document, property)
    const annotation = readAnnotation(schema, `${at}.${name}`, sources)
    return { name, schema, required: required.includes(name), annotation }
  })
  refuseDoubles(
    fields.map((field) => [field.name, field.annotation] as const),
    at,
    sources,
  )
  return fields
}

function answerFields(document: JsonObject, body: JsonObject, at: string, sources: Sources): AnswerField[] {
  const fields = walkAnswer(document, body, [], at, sources)
  refuseDoubles(
    fields.map((field) => [field.name, field.annotation] as const),
    at,
    sources,
  )
  return fields
}

function walkAnswer(
  document: JsonObject,
  body: JsonObject,
  parents: readonly string[],
  at: string,
  sources: Sources,
): AnswerField[] {
  const required = names(body['required'])
  return entries(body['properties']).flatMap(([name, property]) => {
    const schema = resolve(document, property)
    const annotation = readAnnotation(schema, [at, ...parents, name].join('.'), sources)
    if (annotation === undefined) {
      // A record may hold itself; a meaning deeper than this would be no field of a key.
      return parents.length < 4 ? walkAnswer(document, schema, [...parents, name], at, sources) : []
    }
    const presence = !required.includes(name) ? 'optional' : isNullable(schema) ? 'nullable' : 'required'
    return [{ parents, name, annotation, schema, presence }]
  })
}

function readAnnotation(schema: JsonObject, at: string, sources: Sources): FieldAnnotation | undefined {
  const value = schema[annotationKey]
  return value === undefined ? undefined : fieldAnnotation(sources.overlay, at, value)
}

function refuseDoubles(
  fields: readonly (readonly [string, FieldAnnotation | undefined])[],
  at: string,
  sources: Sources,
): void {
  const claimed = new Map<string, string>()
  for (const [name, annotation] of fields) {
    const meaning = annotation?.field ?? annotation?.option
    if (meaning === undefined) continue
    const first = claimed.get(meaning)
    if (first !== undefined) {
      throw new GenerationError(sources.overlay, at, `${first} and ${name} both claim to be ${meaning}`)
    }
    claimed.set(meaning, name)
  }
}

function requireMeanings(
  fields: readonly AnswerField[],
  meanings: readonly FieldMeaning[],
  at: string,
  sources: Sources,
): void {
  for (const meaning of meanings) {
    const has = fields.some(({ annotation }) => annotation.field === meaning)
    if (!has) throw new GenerationError(sources.overlay, at, `no field is the ${meaning}`)
  }
}

/** Null is allowed in either dialect: `nullable` of OpenAPI 3.0, `type: [string, 'null']` of 3.1. */
export function isNullable(schema: JsonObject): boolean {
  const type = schema['type']
  // A schema that says nothing of the type allows everything.
  return schema['nullable'] === true || (Array.isArray(type) ? type.includes('null') : type === undefined)
}

export function entries(value: JsonValue | undefined): [string, JsonValue][] {
  return isJsonObject(value) ? Object.entries(value) : []
}

export function names(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

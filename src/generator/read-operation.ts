import {
  annotationKey,
  fieldAnnotation,
  operationAnnotation,
  type FieldAnnotation,
  type FieldMeaning,
} from './annotations.js'
import { checkAnswerAnnotation, checkRequestAnnotation } from './check-meanings.js'
import { GenerationError } from './generation-error.js'
import type { JsonObject, JsonValue } from './json.js'
import { jsonSchemaOf } from './json-schema-of.js'
import {
  entries,
  isNullable,
  names,
  type AnswerField,
  type Contract,
  type MeaningfulField,
  type OperationModel,
  type RequestField,
  type Sources,
} from './model.js'
import type { FoundOperation } from './operations-in.js'
import { resolve, throughReferences } from './references.js'

/** What an annotated operation means, and each field of what it takes and answers. */
export function readOperation(
  contract: Contract,
  { path, method, operation }: FoundOperation,
  annotated: JsonValue,
): OperationModel {
  const { document, sources } = contract
  const at = `${method} ${path}`
  const annotation = operationAnnotation(sources.overlay, at, annotated)
  const [status, answer] = entries(operation['responses']).find(([code]) => code.startsWith('2')) ?? []
  if (status === undefined) throw new GenerationError(sources.document, at, 'has no answer for a success')
  const operationId = operation['operationId']
  if (typeof operationId !== 'string') throw new GenerationError(sources.document, at, 'has no operationId')

  const body = resolve(document, jsonSchemaOf(document, operation['requestBody']))
  const request = requestFields(contract, body, `${at} request`)
  const all = answerFields(contract, jsonSchemaOf(document, answer), `${at} ${status}`)
  const fields = all.filter(hasMeaning)
  const expected = all.filter((field) => !hasMeaning(field))
  refuseDoubles(fields, `${at} ${status}`, sources)
  requireMeanings(fields, ['id', 'secret'], `${at} ${status}`, sources)
  return { ...annotation, operationId, method, path, status, request, answer: fields, expected }
}

function hasMeaning(field: AnswerField): field is MeaningfulField {
  return field.annotation !== undefined
}

function requestFields({ document, sources }: Contract, body: JsonObject, at: string): RequestField[] {
  const required = names(body['required'])
  const fields = entries(body['properties']).map(([name, property]): RequestField => {
    const schema = resolve(document, property)
    const annotation = readAnnotation(schema, `${at}.${name}`, sources)
    if (annotation !== undefined) checkRequestAnnotation(annotation, `${at}.${name}`, sources)
    return { name, schema, required: required.includes(name), annotation }
  })
  refuseDoubles(fields, at, sources)
  return fields
}

/** How deep a meaning may lie: deeper than this it would be no field of a key. */
const deepest = 4

function answerFields(contract: Contract, node: JsonValue | undefined, at: string): AnswerField[] {
  const { document, sources } = contract
  const walk = (
    holder: JsonValue | undefined,
    parents: readonly string[],
    above: ReadonlySet<string>,
  ): AnswerField[] => {
    const body = resolve(document, holder)
    const required = names(body['required'])
    const inside = new Set([...above, ...throughReferences(document, holder)])
    return entries(body['properties']).flatMap(([name, property]): AnswerField[] => {
      const schema = resolve(document, property)
      const place = [at, ...parents, name].join('.')
      const annotation = readAnnotation(schema, place, sources)
      if (annotation !== undefined) checkAnswerAnnotation(annotation, place, sources)
      const presence = !required.includes(name) ? 'optional' : isNullable(schema) ? 'nullable' : 'required'
      const field: AnswerField = { parents, name, annotation, schema, presence }
      // A record may hold another of its kind, whose id is not this one's.
      const again = [...throughReferences(document, property)].some((reference) => inside.has(reference))
      const isLeaf = annotation !== undefined || again || parents.length >= deepest
      return [field, ...(isLeaf ? [] : walk(property, [...parents, name], inside))]
    })
  }
  return walk(node, [], new Set())
}

function readAnnotation(schema: JsonObject, at: string, sources: Sources): FieldAnnotation | undefined {
  const value = schema[annotationKey]
  return value === undefined ? undefined : fieldAnnotation(sources.overlay, at, value)
}

interface NamedField {
  readonly parents?: readonly string[]
  readonly name: string
  readonly annotation: FieldAnnotation | undefined
}

function refuseDoubles(fields: readonly NamedField[], at: string, sources: Sources): void {
  const claimed = new Map<string, string>()
  for (const { parents = [], name, annotation } of fields) {
    const meaning = annotation?.field ?? annotation?.option
    if (meaning === undefined) continue
    const place = [...parents, name].join('.')
    const first = claimed.get(meaning)
    if (first !== undefined) {
      throw new GenerationError(sources.overlay, at, `${first} and ${place} both claim to be ${meaning}`)
    }
    claimed.set(meaning, place)
  }
}

function requireMeanings(
  fields: readonly MeaningfulField[],
  meanings: readonly FieldMeaning[],
  at: string,
  sources: Sources,
): void {
  for (const meaning of meanings) {
    const has = fields.some(({ annotation }) => annotation.field === meaning)
    if (!has) throw new GenerationError(sources.overlay, at, `no field is the ${meaning}`)
  }
}

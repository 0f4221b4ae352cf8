import { annotationKey } from './annotations.js'
import { GenerationError } from './generation-error.js'
import type { JsonValue } from './json.js'
import { jsonSchemaOf } from './json-schema-of.js'
import { entries, type Contract, type OperationModel } from './model.js'
import { operationAnnotations, type OperationAnnotation } from './operation-annotation.js'
import type { FoundOperation } from './operations-in.js'
import { readAnswer } from './read-answer.js'
import { readHeaders } from './read-headers.js'
import { readRequest } from './read-request.js'

/** What an annotated operation means, as often as it means something, and each field of what it takes and answers. */
export function readOperation(
  contract: Contract,
  found: FoundOperation,
  written: JsonValue,
): readonly OperationModel[] {
  const { path, method, operation } = found
  const { document, sources } = contract
  const at = `${method} ${path}`
  const [status, answer] = entries(operation['responses']).find(([code]) => code.startsWith('2')) ?? []
  if (status === undefined) throw new GenerationError(sources.document, at, 'has no answer for a success')
  const operationId = operation['operationId']
  if (typeof operationId !== 'string') throw new GenerationError(sources.document, at, 'has no operationId')
  const schema = jsonSchemaOf(document, answer)
  const annotations = operationAnnotations(sources.overlay, at, written)
  return annotations.map((annotation) => {
    refuseOdd(annotation, at, contract)
    return {
      ...annotation,
      operationId,
      method,
      path,
      status,
      hasAnswer: schema !== undefined,
      hasBody: operation['requestBody'] !== undefined,
      request: readRequest(contract, found, annotation, annotations),
      answer: readAnswer(contract, schema, annotation.operation, `${at} ${status}`),
      headers: readHeaders(contract, answer, annotation.operation, `${at} ${status}`),
    }
  })
}

function refuseOdd(
  { operation, filters, ends, whenNull }: OperationAnnotation,
  at: string,
  { sources }: Contract,
): void {
  if (operation !== 'list' && filters.length > 0)
    throw new GenerationError(sources.overlay, at, `${annotationKey}: filters is for list`)
  if (operation !== 'revoke' && ends !== undefined)
    throw new GenerationError(sources.overlay, at, `${annotationKey}: ends is for revoke`)
  if (operation !== 'verify' && whenNull !== undefined)
    throw new GenerationError(sources.overlay, at, `${annotationKey}: whenNull is for verify`)
}

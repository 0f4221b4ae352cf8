import type { FieldAnnotation, OperationAnnotation, RootAnnotation } from './annotations.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'

/** A field of a request body. */
export interface RequestField {
  readonly name: string
  /** Resolved, annotation included. */
  readonly schema: JsonObject
  readonly required: boolean
  /** Undefined where the field has no common meaning and belongs to `vendor`. */
  readonly annotation: FieldAnnotation | undefined
}

/** A field of an answer. */
export interface AnswerField {
  /** The objects that it lies in, outermost first. */
  readonly parents: readonly string[]
  readonly name: string
  /** Undefined where the contract promises the field, but it has no common meaning. */
  readonly annotation: FieldAnnotation | undefined
  readonly schema: JsonObject
  readonly presence: 'required' | 'nullable' | 'optional'
}

/** An answer's field with a meaning. */
export type MeaningfulField = AnswerField & { readonly annotation: FieldAnnotation }

/** An operation that has a meaning to keymux. */
export interface OperationModel extends OperationAnnotation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  /** The status of its success: 200, or 201 at Flow. */
  readonly status: string
  readonly request: readonly RequestField[]
  readonly answer: readonly MeaningfulField[]
  /** What else the contract says of the answer, so that a caller hears when it does not hold. */
  readonly expected: readonly AnswerField[]
}

/** The names of the files that errors speak of. */
export interface Sources {
  readonly document: string
  readonly overlay: string
}

/** A document and where it came from: what is needed to follow a reference or to complain. */
export interface Contract {
  readonly document: JsonObject
  readonly sources: Sources
}

/** All that is emitted from: a document and its overlay, understood. */
export interface VendorModel extends Contract {
  readonly id: string
  readonly root: RootAnnotation
  /** Null where the vendor has no public host. */
  readonly serverUrl: string | null
  readonly create: OperationModel
}

/** The request fields with a meaning that the answer does not repeat: what they hold is known from what was sent. */
export function unanswered({ request, answer }: OperationModel): readonly RequestField[] {
  const answered = new Set(answer.map(({ annotation }) => annotation.field))
  return request.filter(
    ({ annotation }) => annotation?.field !== undefined && !answered.has(annotation.field),
  )
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

import type { Operation } from '../core/operation.js'
import type { FieldAnnotation, FieldMeaning } from './field-annotation.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import type { OperationAnnotation } from './operation-annotation.js'
import type { RootAnnotation } from './root-annotation.js'

/** A parameter or a field of a request body. */
export interface RequestField {
  readonly name: string
  readonly place: 'path' | 'query' | 'body'
  /** As the document writes it, with its `$ref`. */
  readonly node: JsonValue | undefined
  /** Resolved, annotation included. */
  readonly schema: JsonObject
  readonly required: boolean
  /** Undefined where the field has no common meaning and belongs to `vendor`. */
  readonly annotation: FieldAnnotation | undefined
  /** The annotation as the overlay wrote it. */
  readonly written: JsonValue | undefined
  /** The value that it always has. */
  readonly set: string | number | boolean | undefined
  /** Of an object that is made of fields with meanings, and of a list of keys: those fields. */
  readonly parts: readonly RequestField[]
}

/** Always there, always there but perhaps null, or not always there. */
export type Presence = 'required' | 'nullable' | 'optional'

/** An object that a field of an answer lies in. */
export interface Parent {
  readonly name: string
  readonly presence: Presence
}

/** A field of an answer. */
export interface AnswerField {
  /** The objects that it lies in, outermost first. */
  readonly parents: readonly Parent[]
  readonly name: string
  /** Undefined where the contract promises the field, but it has no common meaning. */
  readonly annotation: FieldAnnotation | undefined
  /** The annotation as the overlay wrote it. */
  readonly written: JsonValue | undefined
  readonly schema: JsonObject
  readonly presence: Presence
  /** Of a list of keys: the fields of an entry. */
  readonly items: readonly AnswerField[]
}

/** An answer's field with a meaning. */
export type MeaningfulField = AnswerField & { readonly annotation: FieldAnnotation }

/** A header of an answer that means something. */
export interface AnswerHeader {
  readonly name: string
  readonly annotation: FieldAnnotation
  /** The annotation as the overlay wrote it. */
  readonly written: JsonValue
}

/** An operation that has a meaning to keymux. */
export interface OperationModel extends OperationAnnotation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  /** The status of its success: 200, or 201 at Flow. */
  readonly status: string
  /** Whether the answer to a success has a body. */
  readonly hasAnswer: boolean
  /** Whether it wants a body, be it an empty one. */
  readonly hasBody: boolean
  readonly request: readonly RequestField[]
  readonly answer: readonly AnswerField[]
  readonly headers: readonly AnswerHeader[]
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
  /** The annotations that stand in requests and answers alike. */
  readonly shared?: ReadonlySet<JsonValue>
}

/** All that is emitted from: a document and its overlay, understood. */
export interface VendorModel extends Omit<Contract, 'shared'> {
  readonly id: string
  readonly root: RootAnnotation
  /** Null where the vendor has no public host. */
  readonly serverUrl: string | null
  readonly create: OperationModel
  /** Every operation that the vendor has, in the order of the core. */
  readonly operations: ReadonlyMap<Operation, OperationModel>
  /** The `$ref`s of the components that requests use more than once. */
  readonly shared: ReadonlySet<string>
}

export function hasMeaning(field: AnswerField): field is MeaningfulField {
  return field.annotation !== undefined
}

/** The field of an answer with this meaning. */
export function answered(fields: readonly AnswerField[], meaning: FieldMeaning): MeaningfulField | undefined {
  return fields.filter(hasMeaning).find(({ annotation }) => annotation.field === meaning)
}

/** The parameter or body field with this meaning, also inside an object that is made of such fields. */
export function asked({ request }: OperationModel, meaning: FieldMeaning): RequestField | undefined {
  return request
    .flatMap((field) => (field.annotation === undefined ? [field, ...field.parts] : [field]))
    .find(({ annotation }) => annotation?.field === meaning)
}

/** The request fields with a meaning that the answer does not repeat: what they hold is known from what was sent. */
export function unanswered({ request, answer }: OperationModel): readonly RequestField[] {
  return request.filter(({ annotation: { field } = {} }) => field !== undefined && !answered(answer, field))
}

/** The names of the objects that something lies in. */
export function namesOf(parents: readonly Parent[]): string[] {
  return parents.map(({ name }) => name)
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

import { isJsonObject, type JsonObject } from './json.js'
import { entries } from './model.js'

/** An operation of a document, and where it stands. */
export interface FoundOperation {
  readonly path: string
  /** In capitals. */
  readonly method: string
  readonly operation: JsonObject
}

/** Every operation, path by path, in the order of the document. */
export function operationsIn(document: JsonObject): FoundOperation[] {
  return entries(document['paths']).flatMap(([path, item]) =>
    entries(item).flatMap(([method, operation]) =>
      isJsonObject(operation) ? [{ path, method: method.toUpperCase(), operation }] : [],
    ),
  )
}

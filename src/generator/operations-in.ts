import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { entries } from './model.js'

/** An operation of a document, and where it stands. */
export interface FoundOperation {
  readonly path: string
  /** In capitals. */
  readonly method: string
  readonly operation: JsonObject
  /** Those of the path, and its own. */
  readonly parameters: readonly JsonValue[]
}

/** Every operation, path by path, in the order of the document. */
export function operationsIn(document: JsonObject): FoundOperation[] {
  return entries(document['paths']).flatMap(([path, item]) =>
    entries(item).flatMap(([method, operation]) =>
      isJsonObject(operation)
        ? [{ path, method: method.toUpperCase(), operation, parameters: parametersOf(item, operation) }]
        : [],
    ),
  )
}

function parametersOf(...holders: readonly JsonValue[]): JsonValue[] {
  return holders.flatMap((holder) => {
    const own = isJsonObject(holder) ? holder['parameters'] : undefined
    return Array.isArray(own) ? own : []
  })
}

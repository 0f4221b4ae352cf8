import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { entries } from './model.js'

/** The document with an id for each operation that has none: OpenAPI does not require one, and types are called by them. */
export function withOperationIds(document: JsonObject): JsonObject {
  const paths = entries(document['paths']).map(([path, item]): [string, JsonValue] => {
    const operations = entries(item).map(([method, operation]): [string, JsonValue] => {
      const isNamed = !isJsonObject(operation) || !('responses' in operation) || 'operationId' in operation
      return [method, isNamed ? operation : { operationId: idOf(method, path), ...operation }]
    })
    return [path, Object.fromEntries(operations)]
  })
  return { ...document, paths: Object.fromEntries(paths) }
}

/** `getKeysById` of `GET /keys/{id}`. */
function idOf(method: string, path: string): string {
  const words = path.replaceAll(/\{([^}]+)\}/g, 'by-$1').split(/[^a-zA-Z\d]+/)
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}

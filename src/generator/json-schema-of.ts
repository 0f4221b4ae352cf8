import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { resolve } from './references.js'

/** The schema of the JSON that a request body or an answer holds, as it is written; undefined where it holds none. */
export function jsonSchemaOf(document: JsonObject, holder: JsonValue | undefined): JsonValue | undefined {
  const { content } = resolve(document, holder)
  const json = isJsonObject(content) ? content['application/json'] : undefined
  return isJsonObject(json) ? json['schema'] : undefined
}

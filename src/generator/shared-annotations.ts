import { annotationKey } from './annotations.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { jsonSchemaOf } from './json-schema-of.js'
import { entries } from './model.js'
import { operationsIn } from './operations-in.js'
import { resolve, throughReferences } from './references.js'

/** The annotations that stand in requests and answers alike, where a document has one model of a key for both. */
export function sharedAnnotations(document: JsonObject): ReadonlySet<JsonValue> {
  const annotated = operationsIn(document).filter(({ operation }) => operation[annotationKey] !== undefined)
  const asked = new Set<JsonValue>()
  const told = new Set<JsonValue>()
  for (const { operation } of annotated) {
    collect(document, jsonSchemaOf(document, operation['requestBody']), asked)
    for (const [status, answer] of entries(operation['responses']))
      if (status.startsWith('2')) collect(document, jsonSchemaOf(document, answer), told)
  }
  return new Set([...asked].filter((each) => told.has(each)))
}

function collect(document: JsonObject, from: JsonValue | undefined, found: Set<JsonValue>): void {
  const visit = (node: JsonValue | undefined, above: ReadonlySet<string>): void => {
    const passed = throughReferences(document, node)
    if ([...passed].some((reference) => above.has(reference))) return
    const inside = new Set([...above, ...passed])
    const schema = resolve(document, node)
    const written = schema[annotationKey]
    if (isJsonObject(written)) found.add(written)
    for (const [, property] of entries(schema['properties'])) visit(property, inside)
    if (schema['items'] !== undefined) visit(schema['items'], inside)
  }
  visit(from, new Set())
}

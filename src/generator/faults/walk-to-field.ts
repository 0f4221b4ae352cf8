import { isJsonObject, type JsonObject, type JsonValue } from '../json.js'
import { stepsOf } from '../json-pointer.js'
import { valueAt } from '../document/pointers.js'

type Steps = readonly string[]

/**
 * Where a field stands that a message calls `POST /keys request.label` or `GET /keys 200.data[].id`: behind every `$ref` and in
 * the part of an `allOf` that has it. As far as it can be followed.
 */
export function stepsToField(document: JsonObject, path: string): Steps | undefined {
  const [, method = '', template = '', part = ''] = /^([A-Z]+) (\S+)(?: (.*))?$/.exec(path) ?? []
  const operation = ['paths', template, method.toLowerCase()]
  if (valueAt(document, operation) === undefined) return undefined
  const [holder = '', ...names] = part.split(/\.|(?=\[\])/).filter((name) => name !== '')
  if (holder === '') return operation
  const start =
    holder === 'request' ? requestOf(document, operation, names[0]) : [...operation, 'responses', holder]
  if (typeof start === 'object' && 'parameter' in start) return start.parameter
  const body = followed(document, start)
  const schema = [...body, 'content', 'application/json', 'schema']
  if (valueAt(document, schema) === undefined) return operation
  return names.reduce<Steps>((steps, name) => inside(document, steps, name) ?? steps, schema)
}

function requestOf(
  document: JsonObject,
  operation: Steps,
  name: string | undefined,
): Steps | { readonly parameter: Steps } {
  for (const holder of [operation, operation.slice(0, -1)]) {
    const parameters = valueAt(document, [...holder, 'parameters'])
    const all = Array.isArray(parameters) ? parameters : []
    const index = all.findIndex((_, at) => {
      const parameter = valueAt(document, followed(document, [...holder, 'parameters', `${at}`]))
      return isJsonObject(parameter) && parameter['name'] === name
    })
    if (index >= 0) return { parameter: followed(document, [...holder, 'parameters', `${index}`]) }
  }
  return [...operation, 'requestBody']
}

/** The steps of what a `$ref` at these steps leads to in the end. */
function followed(document: JsonObject, steps: Steps): Steps {
  let at = steps
  for (let count = 0; count < 20; count += 1) {
    const node = valueAt(document, at)
    const reference = isJsonObject(node) ? node['$ref'] : undefined
    if (typeof reference !== 'string') return at
    at = stepsOf(reference)
  }
  return at
}

function inside(document: JsonObject, steps: Steps, name: string, depth = 0): Steps | undefined {
  const at = followed(document, steps)
  const found = name === '[]' ? [...at, 'items'] : [...at, 'properties', name]
  if (valueAt(document, found) !== undefined) return found
  const parts: JsonValue | undefined = valueAt(document, [...at, 'allOf'])
  if (!Array.isArray(parts) || depth > 20) return undefined
  return parts
    .map((_, index) => inside(document, [...at, 'allOf', `${index}`], name, depth + 1))
    .find((part) => part !== undefined)
}

import { isJsonObject, type JsonObject, type JsonValue } from '../json.js'
import { entries } from '../model.js'
import type { FoundOperation } from '../operations-in.js'
import { resolve } from '../references.js'
import { pathOf, placesIn, type Place } from './places.js'

/** The properties of what an operation takes. */
export function takenBy(document: JsonObject, operation: FoundOperation): Place[] {
  const body = resolve(document, operation.operation['requestBody'])
  const at = [...stepsOf(operation), 'requestBody']
  return inContent(document, body['content'], referred(operation.operation['requestBody']) ?? at)
}

export interface Answer {
  readonly places: readonly Place[]
  /** The whole of it, with references followed. */
  readonly schema: JsonObject
  /** A JSONPath to the schema of the whole. */
  readonly at: string
}

/** What an operation answers where it succeeds: the first success with a body; none where it has none. */
export function answerOf(document: JsonObject, found: FoundOperation): Answer | undefined {
  const responses = entries(found.operation['responses'])
  for (const [status, response] of responses.filter(([each]) => each.startsWith('2'))) {
    const at = referred(response) ?? [...stepsOf(found), 'responses', status]
    const content = resolve(document, response)['content']
    const [type, media] = jsonIn(content) ?? []
    if (type === undefined || !isJsonObject(media)) continue
    const steps = [...at, 'content', type, 'schema']
    return {
      places: placesIn(document, media['schema'], pathOf(steps)),
      schema: resolve(document, media['schema']),
      at: pathOf(steps),
    }
  }
  return undefined
}

/** What an operation answers where it fails, one schema for each way of failing that has a body. */
export function failuresOf(document: JsonObject, { operation }: FoundOperation): JsonObject[] {
  return entries(operation['responses'])
    .filter(([status]) => /^([45]|default)/.test(status))
    .flatMap(([, response]) => {
      const [, media] = jsonIn(resolve(document, response)['content']) ?? []
      return isJsonObject(media) ? [resolve(document, media['schema'])] : []
    })
}

export function stepsOf({ path, method }: FoundOperation): string[] {
  return ['paths', path, method.toLowerCase()]
}

function inContent(document: JsonObject, content: JsonValue | undefined, at: readonly string[]): Place[] {
  const [type, media] = jsonIn(content) ?? []
  if (type === undefined || !isJsonObject(media)) return []
  return placesIn(document, media['schema'], pathOf([...at, 'content', type, 'schema']))
}

function jsonIn(content: JsonValue | undefined): [string, JsonValue] | undefined {
  return entries(content).find(([type]) => /json/.test(type))
}

function referred(node: JsonValue | undefined): string[] | undefined {
  const reference = isJsonObject(node) ? node['$ref'] : undefined
  return typeof reference === 'string' ? reference.replace(/^#\//, '').split('/') : undefined
}

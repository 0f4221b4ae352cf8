import { isJsonObject } from '../json.js'
import { compareParameters } from './compare-parameters.js'
import { schemaComparer } from './compare-schema.js'
import { difference, under } from './drift.js'
import { listOf } from './parts.js'
import { resolve } from './resolve.js'
import type { JsonObject, JsonValue } from '../json.js'
import type { CompareSchemas } from './compare-schema.js'
import type { Drift } from './drift.js'

/** Compares two operations at the same method and path. Paths start after the operation's own name. */
export type CompareOperations = (ours: OperationAt, theirs: OperationAt) => Drift[]

export interface OperationAt {
  readonly pathItem: JsonObject
  readonly operation: JsonObject
}

export function operationComparer(ours: JsonObject, theirs: JsonObject): CompareOperations {
  const sent = schemaComparer(ours, theirs, 'request')
  const read = schemaComparer(ours, theirs, 'response')
  return (our, their) => [
    ...compareParameters(parametersOf(ours, our), parametersOf(theirs, their), sent),
    ...compareRequests(
      resolve(ours, our.operation['requestBody']),
      resolve(theirs, their.operation['requestBody']),
      sent,
    ),
    ...compareResponses(
      resolvedEntries(ours, our.operation['responses']),
      resolvedEntries(theirs, their.operation['responses']),
      (one, other) => [
        ...under(' body', compareContents(one, other, read)),
        ...compareHeaders(
          resolvedEntries(ours, one['headers']),
          resolvedEntries(theirs, other['headers']),
          read,
        ),
      ],
    ),
  ]
}

function parametersOf(document: JsonObject, { pathItem, operation }: OperationAt): JsonObject[] {
  return [...listOf(pathItem['parameters']), ...listOf(operation['parameters'])].flatMap((node) => {
    const parameter = resolve(document, node)
    return parameter === undefined ? [] : [parameter]
  })
}

function compareRequests(
  ours: JsonObject | undefined,
  theirs: JsonObject | undefined,
  compare: CompareSchemas,
): Drift[] {
  const path = ' request body'
  if (ours === undefined)
    return difference(path, theirs?.['required'] === true ? 'required' : 'new', undefined, theirs && 'a body')
  if (theirs === undefined) return difference(path, 'absent', 'a body', undefined)
  return under(path, [
    ...difference('', 'required', ours['required'] === true, theirs['required'] === true),
    ...compareContents(ours, theirs, compare),
  ])
}

function compareResponses(
  ours: ReadonlyMap<string, JsonObject>,
  theirs: ReadonlyMap<string, JsonObject>,
  compare: (ours: JsonObject, theirs: JsonObject) => Drift[],
): Drift[] {
  return compareMaps(ours, theirs, 'response', (one, other, status) =>
    under(` response ${status}`, compare(one, other)),
  )
}

function compareHeaders(
  ours: ReadonlyMap<string, JsonObject>,
  theirs: ReadonlyMap<string, JsonObject>,
  compare: CompareSchemas,
): Drift[] {
  return compareMaps(lowerCased(ours), lowerCased(theirs), 'header', (one, other, name) =>
    under(` header ${name}`, [
      ...difference('', 'required', one['required'] === true, other['required'] === true),
      ...compare(schemaIn(one), schemaIn(other)),
    ]),
  )
}

function lowerCased(headers: ReadonlyMap<string, JsonObject>): ReadonlyMap<string, JsonObject> {
  return new Map([...headers].map(([name, header]) => [name.toLowerCase(), header]))
}

function compareContents(ours: JsonObject, theirs: JsonObject, compare: CompareSchemas): Drift[] {
  return compareMaps(contentsOf(ours), contentsOf(theirs), '', (one, other, type) =>
    under(type === 'application/json' ? '' : ` (${type})`, compare(schemaIn(one), schemaIn(other))),
  )
}

/** Media types, with the parameters that say nothing of the format (`; charset=utf-8`) left out. */
function contentsOf(holder: JsonObject): ReadonlyMap<string, JsonObject> {
  const content = isJsonObject(holder['content']) ? holder['content'] : {}
  return new Map(
    Object.entries(content).flatMap(([type, media]): [string, JsonObject][] =>
      isJsonObject(media) ? [[type.split(';', 1)[0]?.trim().toLowerCase() ?? type, media]] : [],
    ),
  )
}

function schemaIn(holder: JsonObject): JsonValue[] {
  return holder['schema'] === undefined ? [] : [holder['schema']]
}

function resolvedEntries(
  document: JsonObject,
  value: JsonValue | undefined,
): ReadonlyMap<string, JsonObject> {
  const entries = isJsonObject(value) ? Object.entries(value) : []
  return new Map(
    entries.flatMap(([name, node]): [string, JsonObject][] => {
      const resolved = resolve(document, node)
      return resolved === undefined || name.startsWith('x-') ? [] : [[name, resolved]]
    }),
  )
}

function compareMaps(
  ours: ReadonlyMap<string, JsonObject>,
  theirs: ReadonlyMap<string, JsonObject>,
  noun: string,
  compare: (ours: JsonObject, theirs: JsonObject, name: string) => Drift[],
): Drift[] {
  const place = (name: string): string => (noun === '' ? ` (${name})` : ` ${noun} ${name}`)
  const known = [...ours].flatMap(([name, our]) => {
    const their = theirs.get(name)
    return their === undefined
      ? difference(place(name), 'absent', name, undefined)
      : compare(our, their, name)
  })
  const added = [...theirs.keys()].filter((name) => !ours.has(name))
  return [...known, ...added.flatMap((name) => difference(place(name), 'new', undefined, name))]
}

import { jsonpath } from 'json-p3'
import { setOwnField } from '../core/own-field.js'
import { annotationKey } from './annotations.js'
import { GenerationError } from './generation-error.js'
import { nearestTarget } from './faults/nearest-target.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'

/**
 * Applies an OpenAPI Overlay 1.0 document. Stricter than the specification in one point: an action whose target selects
 * nothing is an error, since a renamed field would otherwise lose its meaning without a word.
 */
export function applyOverlay(document: JsonObject, overlay: JsonObject, file: string): JsonObject {
  const result = structuredClone(document)
  if (overlay['overlay'] !== '1.0.0') throw new GenerationError(file, 'overlay', 'must be 1.0.0')
  const actions = overlay['actions']
  if (!Array.isArray(actions)) throw new GenerationError(file, 'actions', 'must be a list')
  actions.forEach((action, index) => applyAction(result, action, file, `actions[${index}]`))
  return result
}

const known = new Set(['target', 'description', 'update', 'remove'])

function applyAction(document: JsonObject, action: JsonValue, file: string, at: string): void {
  const target = isJsonObject(action) ? action['target'] : undefined
  if (!isJsonObject(action) || typeof target !== 'string')
    throw new GenerationError(file, at, 'has no target')
  const unknown = Object.keys(action).find((name) => !known.has(name) && !name.startsWith('x-'))
  if (unknown !== undefined) throw new GenerationError(file, `${at} ${target}`, `does not know ${unknown}`)
  const { update, remove: removes } = action
  if (update === undefined && removes !== true)
    throw new GenerationError(file, `${at} ${target}`, 'neither updates nor removes')
  const nodes = select(document, target, file, at)
  if (nodes.length === 0)
    throw new GenerationError(
      file,
      `${at} ${target}`,
      'selects nothing in the document',
      nearestTarget(document, target),
    )

  // From the last to the first, so that removing entries of a list does not shift those still to come.
  for (const { value, location } of nodes.toReversed()) {
    if (removes === true) remove(document, location)
    else if (update !== undefined) merge(value, update, file, `${at} ${target}`)
  }
}

function select(document: JsonObject, target: string, file: string, at: string): SelectedNode[] {
  try {
    return jsonpath
      .query(target, document)
      .nodes.map(({ value, location }) => ({ value: value as JsonValue, location }))
  } catch (error) {
    throw new GenerationError(
      file,
      `${at} ${target}`,
      `is no JSONPath: ${error instanceof Error ? error.message : ''}`,
    )
  }
}

interface SelectedNode {
  readonly value: JsonValue
  readonly location: readonly (string | number)[]
}

function remove(document: JsonObject, location: readonly (string | number)[]): void {
  const parent = location
    .slice(0, -1)
    .reduce<JsonValue | undefined>((node, step) => child(node, step), document)
  const last = location.at(-1)
  if (Array.isArray(parent) && typeof last === 'number') parent.splice(last, 1)
  else if (isJsonObject(parent) && last !== undefined) delete parent[last]
}

function child(node: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (Array.isArray(node)) return node[Number(step)]
  return isJsonObject(node) ? node[step] : undefined
}

function merge(target: JsonValue, update: JsonValue, file: string, at: string): void {
  if (Array.isArray(target)) {
    target.push(structuredClone(update))
    return
  }
  if (!isJsonObject(target) || !isJsonObject(update))
    throw new GenerationError(file, at, 'cannot be updated this way')
  if (target[annotationKey] !== undefined && update[annotationKey] !== undefined) {
    throw new GenerationError(file, at, `has an ${annotationKey} already`)
  }
  for (const [name, value] of Object.entries(update)) mergeField(target, name, value, file, at)
}

function mergeField(target: JsonObject, name: string, value: JsonValue, file: string, at: string): void {
  const present = Object.hasOwn(target, name) ? target[name] : undefined
  const invented = present === undefined ? inventedField(value, `${at}.${name}`) : undefined
  if (invented !== undefined) throw new GenerationError(file, invented, 'annotates a field that is not there')
  if (isJsonObject(present) && isJsonObject(value)) merge(present, value, file, `${at}.${name}`)
  else if (Array.isArray(present) && Array.isArray(value)) present.push(...structuredClone(value))
  else setOwnField(target, name, structuredClone(value))
}

/** Where a new value holds an annotation and nothing to annotate. */
function inventedField(value: JsonValue, at: string): string | undefined {
  if (!isJsonObject(value)) return undefined
  const names = Object.keys(value)
  if (names.length === 1 && names[0] === annotationKey) return at
  const inner = Object.entries(value).filter(([name]) => name !== annotationKey)
  return inner
    .map(([name, below]) => inventedField(below, `${at}.${name}`))
    .find((found) => found !== undefined)
}

import { nearestName } from '../core/nearest-name.js'
import { joinAlternatives } from './alternatives.js'
import { pointerOf, valueAt } from './document/pointers.js'
import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { stepsOf } from './json-pointer.js'
import { mergeSchemas } from './merge-schemas.js'

/** Ends the generation at the first `$ref` that leads nowhere. */
export function checkReferences(document: JsonObject, file: string): void {
  walk(document, '#', (reference, path) => {
    if (!reference.startsWith('#/'))
      throw new GenerationError(file, path, `$ref ${reference} is not in this document`)
    const fault = faultOf(document, reference)
    if (fault !== undefined)
      throw new GenerationError(file, path, `$ref ${reference} ${fault}`, fixOf(document, reference))
  })
}

/** What a node is after its `$ref`s are followed and its `allOf` is put together, with what stands beside them on top. */
export function resolve(document: JsonObject, node: JsonValue | undefined): JsonObject {
  return resolveBelow(document, node, new Set())
}

/** Every `$ref` that `resolve` passes through at a node: a schema that comes by one a second time holds itself. */
export function throughReferences(document: JsonObject, node: JsonValue | undefined): ReadonlySet<string> {
  const passed = new Set<string>()
  resolveBelow(document, node, passed)
  return passed
}

/** The `$ref`s below a node, each as often as it stands there. */
export function referencesIn(node: JsonValue): string[] {
  const found: string[] = []
  walk(node, '', (reference) => found.push(reference))
  return found
}

function resolveBelow(document: JsonObject, node: JsonValue | undefined, passed: Set<string>): JsonObject {
  if (!isJsonObject(node)) return {}
  const { $ref: reference, allOf, ...rest } = node
  const beside = withAlternatives(document, rest, passed)
  const parts = Array.isArray(allOf) ? allOf.map((part) => resolveBelow(document, part, passed)) : []
  if (typeof reference === 'string' && !passed.has(reference)) {
    passed.add(reference)
    parts.unshift(resolveBelow(document, lookUp(document, reference), passed))
  }
  if (parts.length === 0) return beside === rest ? node : beside
  return [...parts, beside].reduce(mergeSchemas)
}

/** The node with its alternatives as one schema, where they have one. */
function withAlternatives(document: JsonObject, node: JsonObject, passed: Set<string>): JsonObject {
  const { oneOf, anyOf, ...beside } = node
  const given = oneOf ?? anyOf
  if (!Array.isArray(given)) return node
  const ways = given.map((each) => {
    const way = new Set(passed)
    return { schema: resolveBelow(document, each, way), way }
  })
  const joined = joinAlternatives(
    ways.map(({ schema }) => schema),
    beside,
  )
  if (joined === undefined) return node
  for (const { way } of ways) for (const reference of way) passed.add(reference)
  return joined
}

function faultOf(document: JsonObject, reference: string): string | undefined {
  if (lookUp(document, reference) === undefined) return 'leads nowhere'
  const open = [reference]
  const passed = new Set<string>()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const target = lookUp(document, next)
    if (target === undefined) return `leads to ${next}, which leads nowhere`
    for (const further of madeOf(target)) {
      if (further === reference) return 'leads in a circle'
      if (!passed.has(further)) open.push(further)
      passed.add(further)
    }
  }
  return undefined
}

/** The schemas that one is made of, and that therefore must not be made of it: its `$ref` and those of its `allOf`. */
function madeOf(node: JsonValue): string[] {
  if (!isJsonObject(node)) return []
  const { $ref: reference, allOf } = node
  const parts = Array.isArray(allOf) ? allOf.flatMap(madeOf) : []
  return typeof reference === 'string' ? [reference, ...parts] : parts
}

/** The name beside it that was meant. */
function fixOf(document: JsonObject, reference: string): string | undefined {
  const steps = stepsOf(reference.slice(1))
  const beside = lookUp(document, `#${pointerOf(steps.slice(0, -1))}`)
  const near = isJsonObject(beside) ? nearestName(steps.at(-1) ?? '', Object.keys(beside)) : undefined
  if (near === undefined || near === steps.at(-1)) return undefined
  return `Did you mean #${pointerOf([...steps.slice(0, -1), near])}?`
}

function lookUp(document: JsonObject, reference: string): JsonValue | undefined {
  return valueAt(document, stepsOf(reference.slice(1)))
}

function walk(node: JsonValue, path: string, visit: (reference: string, path: string) => void): void {
  if (Array.isArray(node)) return node.forEach((item, index) => walk(item, `${path}/${index}`, visit))
  if (!isJsonObject(node)) return
  for (const [name, value] of Object.entries(node)) {
    if (name === '$ref' && typeof value === 'string') visit(value, path)
    else walk(value, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, visit)
  }
}

import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'

/** Ends the generation at the first `$ref` that leads nowhere. */
export function checkReferences(document: JsonObject, file: string): void {
  walk(document, '#', (reference, path) => {
    if (!reference.startsWith('#/'))
      throw new GenerationError(file, path, `$ref ${reference} is not in this document`)
    if (lookUp(document, reference) === undefined)
      throw new GenerationError(file, path, `$ref ${reference} leads nowhere`)
  })
}

/** What a node is after its `$ref`s are followed, with what stands beside them on top. */
export function resolve(document: JsonObject, node: JsonValue | undefined): JsonObject {
  if (!isJsonObject(node)) return {}
  const { $ref: reference, ...beside } = node
  if (typeof reference !== 'string') return node
  return { ...resolve(document, lookUp(document, reference)), ...beside }
}

/** The `$ref`s below a node, each as often as it stands there. */
export function referencesIn(node: JsonValue): string[] {
  const found: string[] = []
  walk(node, '', (reference) => found.push(reference))
  return found
}

function lookUp(document: JsonObject, reference: string): JsonValue | undefined {
  const steps = reference
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce<JsonValue | undefined>((node, step) => {
    if (Array.isArray(node)) return node[Number(step)]
    return isJsonObject(node) ? node[step] : undefined
  }, document)
}

function walk(node: JsonValue, path: string, visit: (reference: string, path: string) => void): void {
  if (Array.isArray(node)) return node.forEach((item, index) => walk(item, `${path}/${index}`, visit))
  if (!isJsonObject(node)) return
  for (const [name, value] of Object.entries(node)) {
    if (name === '$ref' && typeof value === 'string') visit(value, path)
    else walk(value, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, visit)
  }
}

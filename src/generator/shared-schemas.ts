import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { entries, type OperationModel } from './model.js'
import { isVendorField } from './emit-wire-types.js'
import { takesVendorFields } from './read-request.js'
import { resolve, throughReferences } from './references.js'
import { upperFirst } from './source-text.js'

/** The `$ref`s of the objects that are checked in more than one place: among the vendor's own fields, and in each other. */
export function sharedSchemas(
  document: JsonObject,
  operations: readonly OperationModel[],
): ReadonlySet<string> {
  const fields = operations
    .filter(({ operation }) => takesVendorFields(operation))
    .flatMap(({ request }) => request.flatMap((field) => [field, ...field.parts]))
  return usedTwice(
    document,
    fields.filter(isVendorField).map(({ node }) => node),
  )
}

/** The `$ref`s of the objects that stand more than once in these schemas. */
export function usedTwice(
  document: JsonObject,
  nodes: readonly (JsonValue | undefined)[],
): ReadonlySet<string> {
  const uses = new Map<string, number>()
  const visit = (node: JsonValue | undefined): void => {
    const reference = isJsonObject(node) ? node['$ref'] : undefined
    const { properties, items } = resolve(document, node)
    if (typeof reference === 'string' && properties !== undefined) {
      const count = (uses.get(reference) ?? 0) + 1
      uses.set(reference, count)
      // What is in it stands in it, wherever it is used.
      if (count > 1) return
    }
    for (const [, property] of entries(properties)) visit(property)
    if (items !== undefined) visit(items)
  }
  nodes.forEach(visit)
  return new Set([...uses].filter(([, count]) => count > 1).map(([reference]) => reference))
}

/** Which of these components hold themselves, at whatever depth. */
export function circularAmong(document: JsonObject, references: ReadonlySet<string>): ReadonlySet<string> {
  const holds = (node: JsonValue | undefined, wanted: string, passed: Set<string>): boolean => {
    const below = [...throughReferences(document, node)]
    if (below.includes(wanted)) return true
    if (below.some((each) => passed.has(each))) return false
    below.forEach((each) => passed.add(each))
    return insideOf(document, node).some((each) => holds(each, wanted, passed))
  }
  return new Set(
    [...references].filter((reference) =>
      insideOf(document, { $ref: reference }).some((each) => holds(each, reference, new Set())),
    ),
  )
}

function insideOf(document: JsonObject, node: JsonValue | undefined): JsonValue[] {
  const { properties, items } = resolve(document, node)
  const inside = entries(properties).map(([, property]) => property)
  return items === undefined ? inside : [...inside, items]
}

/** Whether a schema is written as a component that is an object: where it is used more than once it has a check of its own. */
export function isCheckedApart(document: JsonObject, node: JsonValue | undefined): boolean {
  const reference = isJsonObject(node) ? node['$ref'] : undefined
  return typeof reference === 'string' && resolve(document, node)['properties'] !== undefined
}

/** The name of the function that checks a component: `checkRatelimitRequest`. */
export function checkName(reference: string): string {
  const name = reference.split('/').at(-1) ?? ''
  return `check${upperFirst(name.replaceAll(/\W/g, ''))}`
}

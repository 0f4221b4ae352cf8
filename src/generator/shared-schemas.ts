import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { entries, type OperationModel } from './model.js'
import { isVendorField } from './emit-wire-types.js'
import { takesVendorFields } from './read-request.js'
import { resolve } from './references.js'
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

/** The name of the function that checks a component: `checkRatelimitRequest`. */
export function checkName(reference: string): string {
  const name = reference.split('/').at(-1) ?? ''
  return `check${upperFirst(name.replaceAll(/\W/g, ''))}`
}

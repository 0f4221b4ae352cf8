import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonValue } from './json.js'
import { entries, type Contract } from './model.js'
import { resolve, throughReferences } from './references.js'
import { toRegExp } from './source-text.js'

/** Ends the generation at a request body that no check can be written for: one that holds itself, or a broken pattern. */
export function checkBodies({ document, sources }: Contract): void {
  const visit = (node: JsonValue | undefined, at: string, above: ReadonlySet<string>): void => {
    const passed = throughReferences(document, node)
    if ([...passed].some((reference) => above.has(reference))) {
      throw new GenerationError(sources.document, at, 'a request body that holds itself cannot be checked')
    }
    const { properties, items, pattern } = resolve(document, node)
    if (typeof pattern === 'string' && toRegExp(pattern) === undefined)
      throw new GenerationError(sources.document, at, `${pattern} is no regular expression`)
    const inside = new Set([...above, ...passed])
    for (const [name, property] of entries(properties)) visit(property, `${at}.${name}`, inside)
    if (items !== undefined) visit(items, `${at}[]`, inside)
  }
  for (const [path, item] of entries(document['paths'])) {
    for (const [method, operation] of entries(item)) {
      const body = isJsonObject(operation) ? resolve(document, operation['requestBody']) : {}
      const { content } = body
      const json = isJsonObject(content) ? content['application/json'] : undefined
      if (isJsonObject(json)) visit(json['schema'], `${method.toUpperCase()} ${path} request`, new Set())
    }
  }
}

import { GenerationError } from './generation-error.js'
import type { JsonValue } from './json.js'
import { jsonSchemaOf } from './json-schema-of.js'
import { entries, type Contract } from './model.js'
import { operationsIn } from './operations-in.js'
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
  for (const { path, method, operation } of operationsIn(document))
    visit(jsonSchemaOf(document, operation['requestBody']), `${method} ${path} request`, new Set())
}

import { GenerationError } from './generation-error.js'
import type { JsonValue } from './json.js'
import { jsonSchemaOf } from './json-schema-of.js'
import { entries, type Contract } from './model.js'
import { operationsIn } from './operations-in.js'
import { resolve, throughReferences } from './references.js'
import { isCheckedApart } from './shared-schemas.js'
import { toRegExp } from './source-text.js'

/** Ends the generation at a request body that no check can be written for: one that holds itself, or a broken pattern. */
export function checkBodies({ document, sources }: Contract): void {
  const visit = (node: JsonValue | undefined, at: string, above: ReadonlySet<string>): void => {
    const passed = throughReferences(document, node)
    const { properties, items, pattern } = resolve(document, node)
    if ([...passed].some((reference) => above.has(reference))) {
      // An object that is a component has a check of its own, which may call itself.
      if (isCheckedApart(document, node)) return
      const reason =
        'a request body that holds itself otherwise than by a component which is an object cannot be checked'
      throw new GenerationError(sources.document, at, reason)
    }
    if (typeof pattern === 'string' && toRegExp(pattern) === undefined)
      throw new GenerationError(sources.document, at, `${pattern} is no regular expression`)
    const inside = new Set([...above, ...passed])
    for (const [name, property] of entries(properties)) visit(property, `${at}.${name}`, inside)
    if (items !== undefined) visit(items, `${at}[]`, inside)
  }
  for (const { path, method, operation } of operationsIn(document))
    visit(jsonSchemaOf(document, operation['requestBody']), `${method} ${path} request`, new Set())
}

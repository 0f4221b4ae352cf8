import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { referencesIn } from './references.js'

/**
 * The document cut down to the paths that match a pattern (`/v2/keys.*`) and the components that these need, and what else
 * refers to some, such as an overlay that is not applied yet.
 */
export function keepPaths(
  document: JsonObject,
  patterns: readonly string[],
  beside: JsonValue = null,
): JsonObject {
  const isKept = matcherOf(patterns)
  const paths = Object.fromEntries(
    Object.entries(objectAt(document, 'paths')).filter(([path]) => isKept(path)),
  )
  return { ...document, paths, components: keepComponents(document, [paths, beside]) }
}

/** Whether a path fits one of these patterns. */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const wanted = patterns.map(toExpression)
  return (path) => wanted.some((pattern) => pattern.test(path))
}

function toExpression(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.*')}$`)
}

function keepComponents(document: JsonObject, from: JsonValue): JsonObject {
  const components = objectAt(document, 'components')
  const reached = reach(components, from)
  const kept: JsonObject = {}
  for (const [kind, entries] of Object.entries(components)) {
    if (!isJsonObject(entries)) continue
    const isKept = (name: string): boolean =>
      kind === 'securitySchemes' || reached.has(`#/components/${kind}/${name}`)
    kept[kind] = Object.fromEntries(Object.entries(entries).filter(([name]) => isKept(name)))
  }
  return kept
}

/** Every component that is referred to from `from`, directly or through another. */
function reach(components: JsonObject, from: JsonValue): Set<string> {
  const reached = new Set<string>()
  const open = referencesIn(from)
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    if (reached.has(reference)) continue
    reached.add(reference)
    const [, , kind = '', name = ''] = reference.split('/')
    open.push(...referencesIn(objectAt(components, kind)[name] ?? null))
  }
  return reached
}

function objectAt(parent: JsonObject, name: string): JsonObject {
  const value = parent[name]
  return isJsonObject(value) ? value : {}
}

import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { referencesIn } from './references.js'

/** The document cut down to the paths that match a pattern (`/v2/keys.*`) and the components that these need. */
export function keepPaths(document: JsonObject, patterns: readonly string[]): JsonObject {
  const wanted = patterns.map(toExpression)
  const paths = Object.fromEntries(
    Object.entries(objectAt(document, 'paths')).filter(([path]) =>
      wanted.some((pattern) => pattern.test(path)),
    ),
  )
  return { ...document, paths, components: keepComponents(document, paths) }
}

function toExpression(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('.*')}$`)
}

function keepComponents(document: JsonObject, paths: JsonObject): JsonObject {
  const components = objectAt(document, 'components')
  const reached = reach(components, paths)
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

import { isJsonObject, type JsonObject, type JsonValue } from '../json.js'
import { entries } from '../model.js'
import { resolve } from '../references.js'

/** A property, and where an overlay finds it. */
export interface Place {
  /** A JSONPath to the `properties` that it is one of. */
  readonly holder: string
  readonly name: string
  /** Its schema, with references followed. */
  readonly schema: JsonObject
  readonly isRequired: boolean
  /** The names of the objects that it stands in, the outermost first; `[]` for an entry of a list. */
  readonly parents: readonly string[]
}

const deepest = 5

/** Every property of a schema, through references, alternatives and lists, with the outermost first. */
export function placesIn(document: JsonObject, schema: JsonValue | undefined, at: string): Place[] {
  return below(document, schema, at, [], new Set())
}

function below(
  document: JsonObject,
  node: JsonValue | undefined,
  at: string,
  parents: readonly string[],
  passed: ReadonlySet<string>,
): Place[] {
  if (!isJsonObject(node) || parents.length > deepest) return []
  const reference = node['$ref']
  if (typeof reference === 'string') {
    if (passed.has(reference)) return []
    const steps = reference.replace(/^#\//, '').split('/').map(unescaped)
    return below(document, nodeAt(document, steps), pathOf(steps), parents, new Set([...passed, reference]))
  }
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => {
    const members = node[keyword]
    return Array.isArray(members)
      ? members.flatMap((member, index) =>
          below(document, member, `${at}.${keyword}[${index}]`, parents, passed),
        )
      : []
  })
  const required = new Set(Array.isArray(node['required']) ? node['required'] : [])
  const own = entries(node['properties']).map(([name, schema]): Place => ({
    holder: `${at}.properties`,
    name,
    schema: resolve(document, schema),
    isRequired: required.has(name),
    parents,
  }))
  const inner = entries(node['properties']).flatMap(([name, schema]) =>
    below(document, schema, `${at}.properties${step(name)}`, [...parents, name], passed),
  )
  const items = below(document, node['items'], `${at}.items`, [...parents, '[]'], passed)
  return [...own, ...parts, ...inner, ...items]
}

/** `$.paths['/keys'].post`: names that JSONPath takes as they are, and quoted ones. */
export function pathOf(steps: readonly string[]): string {
  return `$${steps.map(step).join('')}`
}

function step(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name.replaceAll(/['\\]/g, String.raw`\$&`)}']`
}

function nodeAt(document: JsonObject, steps: readonly string[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>(
    (node, name) => (isJsonObject(node) ? node[name] : Array.isArray(node) ? node[Number(name)] : undefined),
    document,
  )
}

function unescaped(text: string): string {
  return decodeURIComponent(text).replaceAll('~1', '/').replaceAll('~0', '~')
}

import { isJsonObject } from '../json.js'
import { resolve, target } from './resolve.js'
import type { JsonObject, JsonValue } from '../json.js'

/** The `oneOf` or `anyOf` of a schema that has more than one way to go. */
export interface Choice {
  readonly keyword: 'oneOf' | 'anyOf'
  readonly members: readonly JsonValue[]
}

/** A schema taken apart: the plain schemas that all hold at once, after references, `allOf` and optional null. */
export interface Parts {
  readonly schemas: readonly JsonObject[]
  readonly choices: readonly Choice[]
  readonly nullable: boolean
}

const never: JsonObject = { not: {} }

export function takeApart(document: JsonObject, nodes: readonly JsonValue[]): Parts {
  const seen = new Set<JsonObject>()
  const schemas: JsonObject[] = []
  const choices: Choice[] = []
  let nullable = false
  const visit = (value: JsonValue | undefined): void => {
    const node = value === false ? never : value
    if (!isJsonObject(node) || seen.has(node)) return
    seen.add(node)
    if (Object.keys(node).some((keyword) => keyword !== '$ref')) schemas.push(node)
    if (typeof node['$ref'] === 'string') visit(found(document, node['$ref']))
    for (const member of listOf(node['allOf'])) visit(member)
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const all = listOf(node[keyword])
      const members = all.filter((member) => resolve(document, member)?.['type'] !== 'null')
      if (members.length < all.length) nullable = true
      if (members.length === 1) visit(members[0])
      else if (members.length > 1) choices.push({ keyword, members })
    }
  }
  for (const node of nodes) visit(node)
  return { schemas, choices, nullable }
}

/** A reference that leads nowhere is kept as text, so that two documents agree on it only when both have it. */
function found(document: JsonObject, reference: string): JsonValue {
  return target(document, reference) ?? { not: { $ref: reference } }
}

export function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}

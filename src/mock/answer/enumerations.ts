import type { JsonObject, JsonValue } from '../../generator/json.js'
import { entries, type VendorModel } from '../../generator/model.js'
import { operationsIn } from '../../generator/operations-in.js'
import { jsonSchemaOf } from '../../generator/json-schema-of.js'
import { variantOf } from '../schemas.js'

const deepest = 6
const never = /(?!)/

/** Which fields of an answer, by JSON pointer, hold a word of a list: by the document, and of errors by the overlay. */
export function enumerationsOf({ document, root }: VendorModel): RegExp {
  const found = new Set(
    root.errors.code.map((pointer) => pointer.replaceAll(/\/\d+(?=\/|$)/g, String.raw`/\d+`)),
  )
  const visit = (node: JsonValue | undefined, at: string, depth: number): void => {
    const schema: JsonObject = variantOf(document, node)
    if (Array.isArray(schema['enum']) && schema['enum'].some((each) => typeof each === 'string'))
      found.add(at)
    if (depth === deepest) return
    if (schema['items'] !== undefined) visit(schema['items'], String.raw`${at}/\d+`, depth + 1)
    for (const [name, property] of entries(schema['properties']))
      visit(property, `${at}/${escaped(name)}`, depth + 1)
  }
  for (const { operation } of operationsIn(document)) {
    for (const [, response] of entries(operation['responses'])) visit(jsonSchemaOf(document, response), '', 0)
  }
  return found.size === 0 ? never : new RegExp(`^(?:${[...found].join('|')})$`)
}

function escaped(name: string): string {
  return name
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

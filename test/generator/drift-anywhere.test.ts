import { assert, constantFrom, pre, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareContracts } from '../../src/generator/drift/compare-contracts.js'
import { isJsonObject } from '../../src/generator/json.js'
import { loadDocument } from '../../src/generator/load.js'
import type { JsonObject, JsonValue } from '../../src/generator/json.js'

/** Changes that alter the meaning of the schema they are made to, each on a copy. */
const CHANGES: Record<string, (schema: JsonObject) => JsonObject | undefined> = {
  type: (schema) => (schema['type'] === undefined ? undefined : { ...schema, type: 'null' }),
  limit: (schema) => ({ ...schema, maxLength: 7, maximum: 7, minItems: 7, maxProperties: 7 }),
  pattern: (schema) => ({ ...schema, pattern: '^seven$' }),
  format: (schema) => ({ ...schema, format: 'seven' }),
  enum: (schema) =>
    Array.isArray(schema['enum']) ? { ...schema, enum: schema['enum'].slice(1) } : undefined,
  nullable: (schema) =>
    typeof schema['type'] === 'string' ? { ...schema, type: [schema['type'], 'null'] } : undefined,
  property: (schema) =>
    isJsonObject(schema['properties'])
      ? { ...schema, properties: Object.fromEntries(Object.entries(schema['properties']).slice(1)) }
      : undefined,
  required: (schema) => (Array.isArray(schema['required']) ? { ...schema, required: [] } : undefined),
}

/** The schemas of a document, each as the keys that lead to it. */
function schemasIn(value: JsonValue, keys: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  const [last = '', parent = ''] = [keys.at(-1), keys.at(-2)]
  if (last === 'example' || last === 'examples') return []
  const isSchema = ['schema', 'items'].includes(last) || ['properties', 'schemas'].includes(parent)
  const here = isSchema && isJsonObject(value) && value['$ref'] === undefined ? [keys] : []
  return [...here, ...Object.entries(value).flatMap(([key, child]) => schemasIn(child, [...keys, key]))]
}

function changeAt(
  value: JsonValue,
  keys: readonly string[],
  change: (schema: JsonObject) => JsonObject,
): JsonValue {
  const [key, ...rest] = keys
  if (!isJsonObject(value) && !Array.isArray(value)) return value
  if (key === undefined) return isJsonObject(value) ? change(value) : value
  const entries = Object.entries(value).map(([name, child]) => [
    name,
    name === key ? changeAt(child, rest, change) : child,
  ])
  return Array.isArray(value) ? entries.map(([, child]) => child ?? null) : Object.fromEntries(entries)
}

describe.each(['unkey', 'clerk', 'factify', 'flow'])('a change anywhere in the contract of %s', (vendor) => {
  it('is a drift', async () => {
    const contract = await loadDocument(`specs/${vendor}/openapi.yaml`)
    const place = constantFrom(...schemasIn(contract))
    assert(
      property(place, constantFrom(...Object.values(CHANGES)), (keys, change) => {
        let changed = false
        const theirs = changeAt(contract, keys, (schema) => {
          const result = change(schema)
          changed = result !== undefined
          return result ?? schema
        })
        pre(changed && isJsonObject(theirs))
        expect(compareContracts(contract, theirs as JsonObject)).not.toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

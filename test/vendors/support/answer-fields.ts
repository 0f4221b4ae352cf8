import type { JsonObject, JsonValue } from '../../../src/generator/json.js'
import { isJsonObject } from '../../../src/generator/json.js'
import { loadDocument } from '../../../src/generator/load.js'
import { resolve } from '../../../src/generator/references.js'

/** A field of a create answer, as the vendor's contract has it. */
export interface ContractField {
  readonly path: readonly string[]
  readonly pointer: string
  /** Whether it is always there; null may stand for it where `nullable`. */
  readonly promised: boolean
  readonly nullable: boolean
  readonly type: string
  readonly listed: boolean
}

const creates: Readonly<Record<string, string>> = {
  unkey: '/v2/keys.createKey',
  clerk: '/api_keys',
  factify: '/v1beta/api-keys',
  flow: '/api-keys',
}

/** Every field of the answer to a create, from the contract and not from what was generated. */
export async function contractFields(vendor: string): Promise<readonly ContractField[]> {
  const document = await loadDocument(`specs/${vendor}/openapi.yaml`)
  const at = (node: JsonValue | undefined, ...path: string[]): JsonObject =>
    path.reduce<JsonObject>((parent, name) => resolve(document, parent[name]), resolve(document, node))
  const responses = at(document, 'paths', creates[vendor] ?? '', 'post', 'responses')
  const success = Object.keys(responses).find((status) => status.startsWith('2')) ?? ''
  const walk = (schema: JsonObject, above: readonly string[]): ContractField[] =>
    Object.keys(at(schema, 'properties')).flatMap((name) => {
      const field = at(schema, 'properties', name)
      const path = [...above, name]
      return [fieldOf(field, path, schema), ...walk(field, path)]
    })
  return walk(at(responses, success, 'content', 'application/json', 'schema'), [])
}

function fieldOf(field: JsonObject, path: readonly string[], parent: JsonObject): ContractField {
  const { required } = parent
  const types = [field['type'] ?? []].flat()
  return {
    path,
    pointer: `/${path.join('/')}`,
    promised: Array.isArray(required) && required.includes(path.at(-1) ?? ''),
    nullable: types.length === 0 || types.includes('null'),
    type: String(types.find((type) => type !== 'null') ?? 'any'),
    listed: Array.isArray(field['enum']),
  }
}

/** A copy of an answer in which the field at a path is replaced: by nothing, another value or another name. */
export function changed(
  answer: JsonObject,
  path: readonly string[],
  change: (value: JsonValue | undefined, name: string) => JsonObject,
): JsonObject {
  const [name = '', ...rest] = path
  const { [name]: value, ...others } = answer
  if (rest.length === 0) return { ...others, ...change(value, name) }
  return { ...others, [name]: isJsonObject(value) ? changed(value, rest, change) : (value ?? null) }
}

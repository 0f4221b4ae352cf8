import type { Call } from '../../emulator/routes.js'
import { validate, type Violation } from '../../emulator/validate.js'
import { parseBody } from '../../emulator/wire.js'
import type { JsonObject, JsonValue } from '../../generator/json.js'
import { jsonSchemaOf } from '../../generator/json-schema-of.js'
import type { FoundOperation } from '../../generator/operations-in.js'
import { resolve } from '../../generator/references.js'
import { typeOf } from '../../generator/schema-facts.js'
import { invalid } from '../refusal.js'
import { variantOf } from '../schemas.js'
import type { SchemaChecks } from './body-schema.js'

/** What a request holds, as the document has it: each in its own type. */
export interface Held {
  readonly path: Readonly<Record<string, JsonValue>>
  readonly query: Readonly<Record<string, JsonValue>>
  readonly body: JsonValue | undefined
}

/** Headers that a document's parameters do not speak of, as OpenAPI has it. */
const notParameters = new Set(['accept', 'authorization', 'content-type'])

/** Reads a request to an operation. Throws a refusal for all that does not fit the document. */
export async function checkRequest(
  document: JsonObject,
  found: FoundOperation,
  call: Call,
  checks: SchemaChecks,
): Promise<Held> {
  const violations: Violation[] = []
  const held = { path: {} as Record<string, JsonValue>, query: {} as Record<string, JsonValue> }
  for (const node of found.parameters) {
    const { name, in: place, schema = {}, required } = resolve(document, node)
    if (typeof name !== 'string') continue
    const texts = textsOf(call, String(place), name)
    if (texts.length === 0) {
      if (required === true) violations.push(missing([name]))
      continue
    }
    const value = inItsType(document, schema, texts)
    violations.push(...faultsOf(checks, schema, value, [name]))
    if (place === 'path' || place === 'query') held[place][name] = value
  }
  const body = await bodyOf(document, found, call, checks, violations)
  if (violations.length > 0) throw invalid(violations)
  return { ...held, body }
}

function textsOf({ request, parameters, query }: Call, place: string, name: string): string[] {
  if (place === 'query') return query.getAll(name)
  if (place === 'path') return [parameters[name]].filter((text) => text !== undefined)
  const isHeader = place === 'header' && !notParameters.has(name.toLowerCase())
  if (!isHeader) return place === 'header' ? ['sent elsewhere'] : []
  return [request.headers.get(name)].filter((text) => text !== null)
}

/** A parameter is a text on the wire; one that is no number where one is wanted stays it, to be refused. */
function inItsType(document: JsonObject, node: JsonValue, texts: readonly string[]): JsonValue {
  const schema = variantOf(document, node)
  const [text = ''] = texts
  switch (typeOf(schema)) {
    case 'integer':
    case 'number':
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'array':
      return (texts.length > 1 ? [...texts] : text.split(',')).map((each) =>
        inItsType(document, schema['items'] ?? {}, [each]),
      )
    default:
      return text
  }
}

async function bodyOf(
  document: JsonObject,
  { operation }: FoundOperation,
  { request }: Call,
  checks: SchemaChecks,
  violations: Violation[],
): Promise<JsonValue | undefined> {
  const schema = jsonSchemaOf(document, operation['requestBody'])
  if (schema === undefined) return undefined
  const body = parseBody(await request.text())
  if (body.kind === 'malformed') {
    violations.push({ path: [], rule: 'other', expected: null, message: 'is not valid JSON' })
    return undefined
  }
  if (body.kind === 'empty') {
    if (resolve(document, operation['requestBody'])['required'] === true) violations.push(missing([]))
    return undefined
  }
  violations.push(...faultsOf(checks, schema, body.value, []))
  return body.value as JsonValue
}

function faultsOf(
  checks: SchemaChecks,
  schema: JsonValue,
  value: unknown,
  at: readonly PropertyKey[],
): readonly Violation[] {
  const result = validate(checks.of(schema), value)
  return result.ok ? [] : result.violations.map((each) => ({ ...each, path: [...at, ...each.path] }))
}

function missing(path: readonly PropertyKey[]): Violation {
  return { path, rule: 'required', expected: null, message: 'is required' }
}

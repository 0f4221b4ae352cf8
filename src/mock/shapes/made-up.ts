import { uuid } from '../../emulator/ids.js'
import type { Random } from '../../emulator/random.js'
import type { JsonObject, JsonValue } from '../../generator/json.js'
import { entries, names } from '../../generator/model.js'
import { exclusiveMinimum, typeOf } from '../../generator/schema-facts.js'
import { allowsNull, variantOf } from '../schemas.js'
import { fromPattern } from './from-pattern.js'

/** A request holds no schema within itself, but an answer can: what lies deeper is left out. */
const deepest = 6

/** What a value is made up of, where the document promises one and nobody told it. */
export interface Source {
  readonly document: JsonObject
  /** Where the vendor is: URLs in its answers lead there. */
  readonly baseUrl: string
  readonly random: Random
  readonly now: Date
}

/** The plainest value that a schema allows: null, an enum's first, an example, or else as little as there can be. */
export function madeUp(source: Source, node: JsonValue | undefined, depth = 0): JsonValue {
  if (allowsNull(source.document, node)) return null
  const schema = variantOf(source.document, node)
  const { const: only, enum: allowed, default: otherwise, example, examples } = schema
  const told = [only, Array.isArray(allowed) ? allowed[0] : undefined, otherwise, example]
  const type = typeOf(schema)
  const found = [...told, Array.isArray(examples) ? examples[0] : undefined].find(
    (value) => value !== undefined && value !== null,
  )
  if (found !== undefined && type !== 'object' && type !== 'array') return found
  switch (type) {
    case 'string':
      return textOf(schema, source)
    case 'integer':
    case 'number':
      return numberOf(schema)
    case 'boolean':
      return false
    case 'array':
      return listOf(source, schema, depth)
    default:
      return objectOf(source, schema, depth)
  }
}

function textOf({ format, pattern, minLength, maxLength }: JsonObject, { random, now }: Source): string {
  const formatted = formats[String(format)]?.(random, now)
  if (formatted !== undefined) return formatted
  const least = typeof minLength === 'number' ? minLength : 0
  const most = typeof maxLength === 'number' ? maxLength : undefined
  if (typeof pattern === 'string')
    return fromPattern(pattern, random, { minLength: least, maxLength: most }) ?? ''
  return 'x'.repeat(least)
}

const formats: Readonly<Record<string, (random: Random, now: Date) => string>> = {
  uuid,
  'date-time': (_, now) => now.toISOString(),
  date: (_, now) => now.toISOString().slice(0, 10),
  email: () => 'somebody@example.com',
  uri: () => 'https://example.com/',
  url: () => 'https://example.com/',
  hostname: () => 'example.com',
  ipv4: () => '192.0.2.1',
  ipv6: () => '2001:db8::1',
}

function numberOf(schema: JsonObject): number {
  const { minimum, maximum } = schema
  const above = exclusiveMinimum(schema)
  const least = Math.max(
    typeof minimum === 'number' ? minimum : -Infinity,
    above === undefined ? -Infinity : above + 1,
  )
  const most = typeof maximum === 'number' ? maximum : Infinity
  return Math.min(Math.max(0, least), most)
}

function listOf(source: Source, { minItems, items }: JsonObject, depth: number): JsonValue {
  const length = typeof minItems === 'number' && depth < deepest ? minItems : 0
  return Array.from({ length }, () => madeUp(source, items, depth + 1))
}

function objectOf(source: Source, schema: JsonObject, depth: number): JsonObject {
  const required = names(schema['required'])
  if (depth >= deepest) return {}
  return Object.fromEntries(
    entries(schema['properties'])
      .filter(([name]) => required.includes(name))
      .map(([name, node]) => [name, madeUp(source, node, depth + 1)]),
  )
}

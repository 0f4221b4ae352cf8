import { exclusiveMinimum, meaningfulMaximum, typeOf } from './schema-facts.js'
import { GenerationError } from './generation-error.js'
import type { JsonObject, JsonValue } from './json.js'
import { entries, isNullable, names, type Contract } from './model.js'
import { resolve } from './references.js'
import { literal, quoted, regex } from './source-text.js'

/** A value to check: how its option is called, as source text, and how it is read. */
interface Checked {
  /** A string literal or a template: `'name'`, `` `${at}.limit` ``. */
  readonly at: string
  readonly value: string
}

/** The statements that hold one value against its schema, by calls on `check` (an `InputCheck`). */
export function emitCheck(
  contract: Contract,
  node: JsonValue | undefined,
  target: Checked,
  indent: string,
): string {
  const schema = resolve(contract.document, node)
  const inner = isNullable(schema) && typeOf(schema) !== undefined ? `${indent}  ` : indent
  const source = emitTypeCheck(contract, schema, target, inner)
  return inner === indent ? source : `${indent}if (${target.value} !== null) {\n${source}${indent}}\n`
}

function emitTypeCheck(contract: Contract, schema: JsonObject, target: Checked, indent: string): string {
  const { at, value } = target
  switch (typeOf(schema)) {
    case 'string':
      return `${indent}check.text(${withRule(`${at}, ${value}`, textRule(schema))})\n`
    case 'integer':
    case 'number':
      return `${indent}check.number(${withRule(`${at}, ${value}`, numberRule(schema))})\n`
    case 'boolean':
      return `${indent}check.flag(${at}, ${value})\n`
    case 'array':
      return emitListCheck(contract, schema, target, indent)
    case 'object':
      return emitObjectCheck(contract, schema, target, indent)
    case undefined:
      return `${indent}check.json(${at}, ${value})\n`
    default:
      throw new GenerationError(
        contract.sources.document,
        `request field ${at.replaceAll(/['`]/g, '')}`,
        `a value of type ${String(schema['type'])} cannot be checked`,
      )
  }
}

function emitListCheck(
  contract: Contract,
  schema: JsonObject,
  { at, value }: Checked,
  indent: string,
): string {
  const rule = rules({ min: schema['minItems'], max: schema['maxItems'] }) ?? '{}'
  const each = emitCheck(contract, schema['items'], { at: 'at', value: 'item' }, `${indent}  `)
  return `${indent}check.list(${at}, ${value}, ${rule}, (at, item) => {\n${each}${indent}})\n`
}

function emitObjectCheck(contract: Contract, schema: JsonObject, target: Checked, indent: string): string {
  const { at, value } = target
  const call = `check.object(${withRule(`${at}, ${value}`, rules({ max: schema['maxProperties'] }))})`
  const properties = entries(schema['properties'])
  if (properties.length === 0) return `${indent}if (${call}) check.json(${at}, ${value})\n`

  const inner = `${indent}  `
  const required = names(schema['required'])
  const known = literal(properties.map(([name]) => name))
  const statements = properties.map(([name, property]) => {
    const field = { at: within(at, `.${name}`), value: `${value}[${quoted(name)}]` }
    const presence = required.includes(name) ? `${inner}check.required(${field.at}, ${field.value})\n` : ''
    return presence + emitCheck(contract, property, field, inner)
  })
  return `${indent}if (${call}) {\n${inner}check.takes(${value}, ${known}, ${within(at, '.')})\n${statements.join('')}${indent}}\n`
}

function textRule(schema: JsonObject): string | undefined {
  const { minLength, maxLength, pattern, enum: allowed } = schema
  return rules(
    { min: minLength, max: maxLength },
    {
      pattern: typeof pattern === 'string' ? regex(pattern) : undefined,
      oneOf: Array.isArray(allowed) ? literal(allowed.filter((item) => item !== null)) : undefined,
    },
  )
}

function numberRule(schema: JsonObject): string | undefined {
  const above = exclusiveMinimum(schema)
  const min = above === undefined ? schema['minimum'] : undefined
  const integer = typeOf(schema) === 'integer' ? 'true' : undefined
  return rules({ above, min, max: meaningfulMaximum(schema) }, { integer })
}

function rules(
  numbers: Readonly<Record<string, JsonValue | undefined>>,
  sources: Readonly<Record<string, string | undefined>> = {},
): string | undefined {
  const given = [
    ...Object.entries(numbers).map(([name, value]) => [
      name,
      typeof value === 'number' ? String(value) : undefined,
    ]),
    ...Object.entries(sources),
  ].filter(([, source]) => source !== undefined)
  return given.length === 0
    ? undefined
    : `{ ${given.map(([name, source]) => `${name}: ${source}`).join(', ')} }`
}

function withRule(list: string, rule: string | undefined): string {
  return rule === undefined ? list : `${list}, ${rule}`
}

function within(at: string, suffix: string): string {
  if (at.startsWith("'")) return quoted(at.slice(1, -1) + suffix)
  return at.startsWith('`') ? `${at.slice(0, -1)}${suffix}\`` : `\`\${${at}}${suffix}\``
}

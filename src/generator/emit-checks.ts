import { exclusiveMinimum, meaningfulMaximum, typeOf } from './schema-facts.js'
import { GenerationError } from './generation-error.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { entries, isNullable, names, type Contract, type VendorModel } from './model.js'
import { resolve } from './references.js'
import { checkName, circularAmong } from './shared-schemas.js'
import { inTemplate, literal, quoted, regex } from './source-text.js'

/** A value to check: how its option is called, as source text, and how it is read. */
interface Checked {
  /** A string literal or a template: `'name'`, `` `${at}.limit` ``. */
  readonly at: string
  readonly value: string
}

/** A contract, and the components that are checked in several places, each by a function of its own. */
export type CheckedContract = Pick<Contract, 'document' | 'sources'> &
  Pick<VendorModel, 'shared'> & {
    /** What is written is the check of a component, which something else has called. */
    readonly isInside?: boolean
  }

/** The functions that check the components which are used more than once. */
export function emitSharedChecks(contract: CheckedContract): string[] {
  return [...contract.shared].map((reference) => {
    const schema = resolve(contract.document, { $ref: reference })
    const body = emitTyped({ ...contract, isInside: true }, schema, { at: 'at', value: 'value' }, '  ')
    return `function ${checkName(reference)}(check: InputCheck, at: string, value: unknown): void {\n${body}}\n`
  })
}

/** The statements that hold one value against its schema, by calls on `check` (an `InputCheck`). */
export function emitCheck(
  contract: CheckedContract,
  node: JsonValue | undefined,
  target: Checked,
  indent: string,
): string {
  const reference = isJsonObject(node) ? node['$ref'] : undefined
  if (typeof reference === 'string' && contract.shared.has(reference))
    return emitCall(contract, reference, target, indent)
  return emitTyped(contract, resolve(contract.document, node), target, indent)
}

/** A value that holds itself has no end, and neither has the check of a schema that does: it is looked for before. */
function emitCall(
  { document, shared, isInside }: CheckedContract,
  reference: string,
  { at, value }: Checked,
  indent: string,
): string {
  const call = `${checkName(reference)}(check, ${at}, ${value})`
  if (isInside === true || circularAmong(document, shared).size === 0) return `${indent}${call}\n`
  return `${indent}if (jsonFault(${value} ?? null) === undefined) ${call}\n${indent}else check.json(${at}, ${value})\n`
}

function emitTyped(contract: CheckedContract, schema: JsonObject, target: Checked, indent: string): string {
  const guard = isNullable(schema) && typeOf(schema) !== undefined ? `${target.value} !== null` : undefined
  if (typeOf(schema) === 'object') return emitObjectCheck(contract, schema, target, indent, guard)
  const source = emitTypeCheck(contract, schema, target, indent)
  return guard === undefined ? source : `${indent}if (${guard}) ${source.trimStart()}`
}

function emitTypeCheck(
  contract: CheckedContract,
  schema: JsonObject,
  target: Checked,
  indent: string,
): string {
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
  contract: CheckedContract,
  schema: JsonObject,
  { at, value }: Checked,
  indent: string,
): string {
  const rule = rules({ min: schema['minItems'], max: schema['maxItems'] }) ?? '{}'
  const each = emitCheck(contract, schema['items'], { at: 'at', value: 'item' }, `${indent}  `)
  const start = `${indent}check.list(${at}, ${value}, ${rule}, (at, item) =>`
  const isOne = each.trim().split('\n').length === 1 && each.trim().startsWith('check')
  return isOne ? `${start} ${each.trim()})\n` : `${start} {\n${each}${indent}})\n`
}

function emitObjectCheck(
  contract: CheckedContract,
  schema: JsonObject,
  target: Checked,
  indent: string,
  guard: string | undefined,
): string {
  const { at, value } = target
  const call = `check.object(${withRule(`${at}, ${value}`, rules({ max: schema['maxProperties'] }))})`
  const condition = guard === undefined ? call : `${guard} && ${call}`
  const properties = entries(schema['properties'])
  if (properties.length === 0) return `${indent}if (${condition}) check.json(${at}, ${value})\n`

  const inner = `${indent}  `
  const required = names(schema['required'])
  const known = literal(properties.map(([name]) => name))
  const statements = properties.map(([name, property]) =>
    emitCheck(contract, property, { at: within(at, `.${name}`), value: `${value}[${quoted(name)}]` }, inner),
  )
  if (required.length > 0)
    statements.unshift(`${inner}check.holds(${value}, ${literal(required)}, ${within(at, '.')})\n`)
  return `${indent}if (${condition}) {\n${inner}check.takes(${value}, ${known}, ${within(at, '.')})\n${statements.join('')}${indent}}\n`
}

/** What a text must keep to, as source text; undefined where it may be any. */
export function textRule(schema: JsonObject): string | undefined {
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
  return at.startsWith('`')
    ? `${at.slice(0, -1)}${inTemplate(suffix)}\``
    : `\`\${${at}}${inTemplate(suffix)}\``
}

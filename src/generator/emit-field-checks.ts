import { emitCheck, textRule } from './emit-checks.js'
import { fallbackOf, isMoment, valueOf, type Call } from './emit-values.js'
import { isVendorField } from './emit-wire-types.js'
import { isJsonObject, type JsonObject } from './json.js'
import { isNullable, type RequestField } from './model.js'
import { access, quoted } from './source-text.js'
import { typeOf } from './schema-facts.js'

/** The statements that hold a field of a request against what the contract and the overlay say of it. */
export function emitFieldChecks(call: Call, field: RequestField, holder: string, indent: string): string {
  const { annotation, set, parts } = field
  if (set !== undefined || annotation?.without !== undefined) return ''
  const value = `${holder}${access(field.name)}`
  if (annotation === undefined && parts.length > 0) return emitParts(call, field, value, indent)
  return emitOne(call, field, value, indent)
}

/** What an object must hold is asked for only where any of it is given. */
function emitParts(call: Call, { parts, required }: RequestField, value: string, indent: string): string {
  return parts
    .map((part) => {
      const isNeeded = part.required && required
      const check = emitOne(call, { ...part, required: isNeeded }, valueOf(call, part), indent)
      if (isNeeded || !part.required || parts.length === 1) return check
      const at = call.at(part.annotation?.field ?? part.name)
      return `${indent}if (${value} !== undefined) check.required(${at}, ${valueOf(call, part)})\n${check}`
    })
    .join('')
}

function emitOne(call: Call, field: RequestField, value: string, indent: string): string {
  const { annotation, name, required } = field
  const at = isVendorField(field) ? call.at(`vendor.${name}`) : call.at(annotation?.field ?? name)
  switch (annotation?.field) {
    case 'cursor':
    case 'offset':
    case 'page':
    case 'secret':
    case 'publicPart':
      return ''
    case 'id':
      return emitId(field, value, indent)
    case 'overlap':
      return emitSchemaCheck(call, field, { at, value }, indent)
    case 'metadata':
      return presence(required, at, value, indent) + emitMetadata(call, field, { at, value }, indent)
    default:
  }
  if (annotation?.option !== undefined) return emitOption(call, field, value, indent)
  if (annotation?.inverted === true)
    return `${presence(required, at, value, indent)}${indent}check.flag(${at}, ${call.from}.enabled)\n`
  if (isMoment(field)) return presence(required, at, value, indent)
  const fallback = fallbackOf(call, field)
  if (fallback === undefined)
    return presence(required, at, value, indent) + emitSchemaCheck(call, field, { at, value }, indent)
  // What is wrong with the client's option is not the input's fault.
  const meaning = annotation?.field ?? name
  const instead = quoted(`the client's \`${fallback}\``)
  return `${required ? `${indent}check.required(${at}, ${value}, ${instead})\n` : ''}${indent}const ${meaning}At = ${value} === ${call.from}${access(meaning)} ? ${at} : ${quoted(fallback)}
${emitSchemaCheck(call, field, { at: `${meaning}At`, value }, indent)}`
}

function presence(required: boolean, at: string, value: string, indent: string): string {
  return required ? `${indent}check.required(${at}, ${value})\n` : ''
}

interface Target {
  readonly at: string
  readonly value: string
}

function emitSchemaCheck(call: Call, field: RequestField, target: Target, indent: string): string {
  const { annotation, node } = field
  const changed = schemaToCheck(field)
  const check = emitCheck(call.model, changed === field.schema ? node : changed, target, indent)
  const notNull = annotation?.notNull
  if (!Array.isArray(notNull)) return check
  const checks = notNull.map(
    (name: string) => `check.notNull(${below(target.at, name)}, ${target.value}[${quoted(name)}])`,
  )
  return `${check}${indent}if (isFields(${target.value})) ${checks.length === 1 ? checks[0] : `{ ${checks.join('; ')} }`}\n`
}

function below(at: string, name: string): string {
  return `${at.slice(0, -1)}.${name}${at.at(-1)}`
}

/** The schema as the overlay narrows it, and of a step of the path what would lead elsewhere. */
function schemaToCheck(field: RequestField): JsonObject {
  const narrowed = narrowedSchema(field)
  if (field.place !== 'path' || typeOf(narrowed) !== 'string') return narrowed
  return { minLength: 1, pattern: String.raw`^(?!\.{1,2}$)`, ...narrowed }
}

function narrowedSchema({ schema, annotation }: RequestField): JsonObject {
  const { pattern, notNull, join } = annotation ?? {}
  const nonNull = notNull === true ? { ...schema, nullable: false, type: typeOf(schema) ?? null } : schema
  // Of a joined list the entries were checked before they became one text.
  if (pattern === undefined || join !== undefined) return nonNull
  const { items } = nonNull
  return isJsonObject(items) ? { ...nonNull, items: { ...items, pattern } } : { ...nonNull, pattern }
}

function emitId({ place, schema, annotation }: RequestField, value: string, indent: string): string {
  // A step that leads elsewhere, or nowhere, is no part of an id.
  if (annotation?.steps === true)
    return `${indent}check.id('id', id, { pattern: /^(?!\\.{0,2}(?:\\/|$))(?!.*\\/\\.{0,2}(?:\\/|$))/ })\n`
  if (['integer', 'number'].includes(typeOf(schema) ?? ''))
    return `${indent}check.id('id', id, { pattern: /^\\d{1,15}$/ })\n`
  // A path takes any id that is one: a vendor's new form of ids must not keep anybody from revoking a key.
  const rule = place === 'path' ? undefined : textRule(schema)
  return `${indent}check.id('id', ${place === 'path' ? 'id' : value}${rule === undefined ? '' : `, ${rule}`})\n`
}

/** Everywhere an object, also where the vendor would take any JSON: what comes back has one type. */
function emitMetadata(
  { operation }: Call,
  { schema, annotation }: RequestField,
  target: Target,
  indent: string,
): string {
  const { at, value } = target
  const most = schema['maxProperties']
  const rule = typeof most === 'number' ? `, { max: ${most} }` : ''
  const clears = operation.operation === 'update' && isNullable(schema) && annotation?.notNull === undefined
  const guard = clears ? `${value} !== null && ` : ''
  const bytes = annotation?.mostBytes === undefined ? '' : `, ${annotation.mostBytes}`
  return `${indent}if (${guard}check.object(${at}, ${value}${rule})) check.json(${at}, ${value}${bytes})\n`
}

function emitOption({ model, ...call }: Call, field: RequestField, value: string, indent: string): string {
  const name = field.annotation?.option ?? field.name
  const option = model.root.options[name]
  const at = quoted(name)
  const check = emitSchemaCheck({ model, ...call }, field, { at, value }, indent)
  if (option?.required !== false) return presence(field.required, at, value, indent) + check
  const note = option.note === undefined ? '' : `. ${option.note}`
  const how = `pass it to ${model.id}(), or set ${option.env ?? ''}${note}`
  return `${indent}check.option(${at}, ${value}, ${quoted(how)})\n${check}`
}

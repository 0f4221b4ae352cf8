import type { Operation } from '../core/operation.js'
import { ownerOption } from './emit-list.js'
import { fieldsType, isGenericInput, takesMetadata, vendorFieldsOf } from './emit-wire-types.js'
import type { FieldMeaning } from './field-annotation.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { asked, isNullable, type RequestField, type VendorModel } from './model.js'
import { isSized, largestPage, usedPage } from './page-facts.js'
import { docstring, quoted, upperFirst } from './source-text.js'

/** The TypeScript type of each meaning in an input. */
const inputTypes: Partial<Record<FieldMeaning, string>> = {
  metadata: 'M',
  scopes: 'readonly string[]',
  expiresAt: 'Date | Duration',
  enabled: 'boolean',
  cost: 'number',
}

/** What each meaning means to keymux, whatever the vendor calls it. */
const inputDescriptions: Partial<Record<FieldMeaning, string>> = {
  name: 'What people call the key.',
  owner: 'Whose key it is.',
  metadata: 'Data of your own to keep with the key: an object that survives JSON.',
  scopes: 'What the key may do.',
  description: 'Free text about the key.',
  expiresAt: "When the key ends: a `Date`, or a duration from now such as `'30d'`. Default: never.",
  prefix: 'What the secret shall start with, without the separator.',
  enabled: 'Whether the key works at once. Default true.',
}

/** The same where an operation means something else by it. */
const others: Partial<Record<Operation, Partial<Record<FieldMeaning, string>>>> = {
  update: {
    metadata: 'Data of your own to keep with the key. Replaces all of it.',
    scopes: 'What the key may do. Replaces all of them.',
    expiresAt: "When the key ends: a `Date`, or a duration from now such as `'30d'`.",
    enabled: 'Whether the key works.',
  },
  verify: {
    scopes: 'What the key must be allowed to do, all of it.',
    cost: 'How many credits of the key it spends.',
  },
}

const common = {
  create: ['name', 'owner', 'metadata', 'scopes', 'description', 'expiresAt', 'prefix', 'enabled'],
  update: ['name', 'owner', 'metadata', 'scopes', 'description', 'expiresAt', 'enabled'],
} as const satisfies Partial<Record<Operation, readonly FieldMeaning[]>>

/** The types of what the caller gives to each operation. */
export function emitInputs(model: VendorModel): string[] {
  const { vendor } = model.root
  return [
    emitInterface(model, 'create', `What ${vendor} takes to create a key.`, `${vendor}CreateInput`),
    emitInterface(
      model,
      'update',
      `What ${vendor} can change of a key; null takes it away.`,
      `${vendor}UpdateInput`,
    ),
    emitQuery(model),
    emitInterface(model, 'verify', `What ${vendor} can be told to verify a key.`, `${vendor}VerifyOptions`),
    emitImportInput(model),
  ]
}

function emitInterface(
  model: VendorModel,
  name: 'create' | 'update' | 'verify',
  about: string,
  type: string,
): string {
  const operation = model.operations.get(name)
  if (operation === undefined) return ''
  const fields = operation.request.flatMap((field) =>
    field.annotation === undefined ? field.parts : [field],
  )
  const lines = fields.flatMap((field) => emitField(model, name, field))
  const taken = new Set(fields.map(({ annotation }) => annotation?.field))
  const lacking = name === 'verify' ? [] : common[name].filter((field) => !taken.has(field))
  const checkedHere =
    name === 'verify' && !taken.has('scopes')
      ? [
          '  /** What the key must be allowed to do, all of it. Checked by keymux. */\n  readonly scopes?: readonly string[] | undefined\n',
        ]
      : []
  const generic = name !== 'verify' && isGenericInput(model, name) ? '<M extends object = Metadata>' : ''
  const vendor = emitVendorField(model, name)
  return `/** ${about} */
export interface ${type}${generic}${name === 'verify' ? ' extends CallOptions' : ''} {
${[...lines, ...checkedHere, vendor, ...lacking.map((field) => emitLacking(model, field))].join('')}${vendor === '' && name !== 'verify' ? emitLacking(model, 'vendor') : ''}}
`
}

/** What a wide object must not bring in without a word. */
function emitLacking({ root }: VendorModel, field: string): string {
  return `  /** Not at ${root.vendor}. */\n  readonly ${field}?: undefined\n`
}

function emitVendorField(model: VendorModel, name: Operation): string {
  const operation = model.operations.get(name)
  const fields = operation === undefined ? [] : vendorFieldsOf(operation)
  if (fields.length === 0) return ''
  const isOptional = name !== 'create' || fields.every(({ required }) => !required)
  return `  /** ${model.root.vendor}'s own fields. */\n  readonly vendor${isOptional ? '?' : ''}: ${fieldsType(model, name)}${isOptional ? ' | undefined' : ''}\n`
}

function emitField({ root }: VendorModel, operation: Operation, field: RequestField): string[] {
  const { name, schema, required, annotation } = field
  const meaning = annotation?.field
  const description =
    meaning === undefined ? undefined : (others[operation]?.[meaning] ?? inputDescriptions[meaning])
  if (meaning === undefined || description === undefined) return []
  const limits = annotation?.join === undefined ? limitsOf(schema, annotation?.mostBytes) : undefined
  const about = [description, limits, annotation?.note, `${root.vendor}'s \`${name}\`.`].filter(
    (part) => part !== undefined,
  )
  const clears = operation === 'update' && isNullable(schema) && annotation?.notNull !== true
  const isRequired = required && operation === 'create'
  const type = `${inputTypes[meaning] ?? 'string'}${clears ? ' | null' : ''}${isRequired ? '' : ' | undefined'}`
  return [`${docstring(about.join(' '), '  ')}  readonly ${meaning}${isRequired ? '' : '?'}: ${type}\n`]
}

function emitQuery(model: VendorModel): string {
  const operation = model.operations.get('list')
  if (operation === undefined) return ''
  const { vendor } = model.root
  const option = ownerOption(model)
  const most = largestPage(model)
  const [owner, text] = [asked(operation, 'owner'), asked(operation, 'text')]
  const instead = option === undefined ? '' : ` Required, here or as the client's \`${option}\`.`
  const lines = [
    ...(owner === undefined ? [] : [line(`Only keys of this owner.${instead}`, 'owner', 'string')]),
    ...(text === undefined ? [] : [line(`Only keys that ${vendor} finds by this text.`, 'text', 'string')]),
    ...(operation.filters.includes('state') ? [line('Only keys in this state.', 'state', 'KeyState')] : []),
    line(
      isSized(operation)
        ? `How many keys a request asks for. Default${most === undefined ? '' : ', and the most'}: ${usedPage(model)}.`
        : `Not sent: ${vendor} cannot be told. Pages are made as long of what it gives.`,
      'pageSize',
      'number',
    ),
    line('Where to start: the `cursor` of an earlier page.', 'cursor', 'string'),
  ]
  return `/** What a list of ${vendor}'s keys may be asked. */
export interface ${vendor}ListQuery {
${lines.join('')}}
`
}

function line(about: string, name: string, type: string): string {
  return `${docstring(about, '  ')}  readonly ${name}?: ${type} | undefined\n`
}

function emitImportInput(model: VendorModel): string {
  const operation = model.operations.get('import')
  const keys = operation === undefined ? undefined : asked(operation, 'keys')
  if (keys === undefined) return ''
  const { vendor } = model.root
  const generic = takesMetadata(model)
  // What a create may be told as well has its description there.
  const isCreated = ({ annotation }: RequestField): boolean =>
    annotation?.field !== undefined && asked(model.create, annotation.field)?.required === false
  const picked = keys.parts.filter(isCreated).map(({ annotation }) => quoted(annotation?.field ?? ''))
  const created = `Pick<${vendor}CreateInput${generic ? '<M>' : ''}, ${picked.join(' | ')}>`
  const own = keys.parts
    .filter((part) => !isCreated(part))
    .flatMap((part) => emitField(model, 'import', part))
  return `/** A key to import into ${vendor}: its secret or the hash of it, and what ${vendor} shall know of it. */
export interface ${vendor}ImportInput${generic ? '<M extends object = Metadata>' : ''}${picked.length === 0 ? '' : `\n  extends ${created}`} {
${line('The secret itself. It is hashed here and never sent.', 'secret', 'string | Secret')}${line("Or its SHA-256 digest in base64, as `await secret.sha256('base64')` gives it: 44 characters.", 'hash', 'string')}${own.join('')}${emitVendorField(model, 'import')}}
`
}

/** The limits that a text, a list or metadata has, in words. */
function limitsOf(
  { minLength, maxLength, pattern, maxItems, maxProperties, items }: JsonObject,
  mostBytes: number | undefined,
): string | undefined {
  const parts = [
    range(minLength, maxLength, 'characters'),
    range(undefined, maxItems, 'entries'),
    range(undefined, maxProperties, 'properties'),
    range(undefined, mostBytes, 'bytes of JSON'),
    typeof pattern === 'string' && !isJsonObject(items) ? `\`${pattern}\`` : undefined,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : `${upperFirst(parts.join(', '))}.`
}

function range(least: JsonValue | undefined, most: JsonValue | undefined, unit: string): string | undefined {
  if (typeof most === 'number')
    return typeof least === 'number' ? `${least} to ${most} ${unit}` : `at most ${most} ${unit}`
  return typeof least === 'number' ? `at least ${least} ${unit}` : undefined
}

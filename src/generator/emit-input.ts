import type { FieldMeaning } from './annotations.js'
import { isJsonObject, type JsonObject, type JsonValue } from './json.js'
import { unanswered, type OperationModel, type RequestField, type VendorModel } from './model.js'
import { resolve } from './references.js'
import { access, docstring, operationPart, quoted, statusKey, upperFirst } from './source-text.js'

/** The TypeScript type of each meaning in an input. */
const inputTypes: Partial<Record<FieldMeaning, string>> = {
  name: 'string',
  owner: 'string',
  metadata: 'M',
  scopes: 'readonly string[]',
  description: 'string',
  expiresAt: 'Date | Duration',
  prefix: 'string',
  enabled: 'boolean',
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

/** The type of what `create` takes, and of the vendor's own fields and record. */
export function emitInput(model: VendorModel): string {
  const { root, create } = model
  const vendorFields = vendorFieldsOf(create)
  const common = create.request.filter(({ annotation }) => annotation?.field !== undefined)
  const fields = common.map((field) => emitField(root.vendor, field))
  if (vendorFields.length > 0) {
    const optional = vendorFields.every(({ required }) => !required)
    fields.push(
      `  /** ${root.vendor}'s own fields. */\n  readonly vendor${optional ? '?' : ''}: ${root.vendor}CreateFields${optional ? ' | undefined' : ''}\n`,
    )
  }
  const generic = takesMetadata(create) ? '<M extends object = Metadata>' : ''
  return `${emitWireTypes(model)}
/** What ${root.vendor} takes to create a key. */
export interface ${root.vendor}CreateInput${generic} {
${fields.join('')}}
`
}

/** Whether the vendor stores metadata, so that its types say of what kind. */
export function takesMetadata(create: OperationModel): boolean {
  return create.request.some(({ annotation }) => annotation?.field === 'metadata')
}

/** The request fields without a common meaning. */
export function vendorFieldsOf(create: OperationModel): readonly RequestField[] {
  return create.request.filter(({ annotation }) => annotation === undefined)
}

/** Whether the result tells something of what was sent, because the answer does not or may not repeat it. */
export function repeatsInput(create: OperationModel): boolean {
  return takesMetadata(create) || unanswered(create).length > 0
}

/** The objects that the record lies in: those of the id. */
export function recordPath(create: OperationModel): readonly string[] {
  return create.answer.find(({ annotation }) => annotation.field === 'id')?.parents ?? []
}

function emitWireTypes({ root, create, document }: VendorModel): string {
  const operation = `operations[${quoted(create.operationId)}]`
  const vendorFields = vendorFieldsOf(create)
  const path = recordPath(create)
  const record = `CreateAnswer${path.map((step) => `[${quoted(step)}]`).join('')}`
  const secret = create.answer.find(({ annotation }) => annotation.field === 'secret')
  const holdsSecret = secret !== undefined && secret.parents.join() === path.join()
  const parts = [
    `type CreateAnswer = ${operation}['responses'][${statusKey(create.status)}]['content']['application/json']\n`,
    `/** ${root.vendor}'s own record of a key, as \`create\` answers it, without the secret. */
export type ${root.vendor}CreatedRecord = ${holdsSecret ? `Omit<${record}, ${quoted(secret.name)}>` : record}\n`,
  ]
  if (vendorFields.length > 0 || repeatsInput(create)) {
    parts.unshift(`type CreateBody = ${operationPart(create.operationId, bodyOf(document, create))}\n`)
  }
  if (vendorFields.length > 0) {
    parts.push(`/** What ${root.vendor} takes to create a key and others do not. */
export type ${root.vendor}CreateFields = Pick<CreateBody, ${vendorFields.map(({ name }) => quoted(name)).join(' | ')}>\n`)
  }
  return parts.join('\n')
}

function bodyOf(document: JsonObject, { method, path }: OperationModel): JsonObject {
  const { paths } = document
  const item = isJsonObject(paths) ? resolve(document, paths[path]) : {}
  return resolve(document, resolve(document, item[method.toLowerCase()])['requestBody'])
}

function emitField(vendor: string, { name, schema, required, annotation }: RequestField): string {
  const meaning = annotation?.field
  if (meaning === undefined) return ''
  const about = [inputDescriptions[meaning], limitsOf(schema), annotation?.note, `${vendor}'s \`${name}\`.`]
    .filter((part) => part !== undefined)
    .join(' ')
  const type = inputTypes[meaning] ?? 'string'
  return `${docstring(about, '  ')}  readonly ${meaning}${required ? '' : '?'}: ${type}${required ? '' : ' | undefined'}\n`
}

/** How the prepared call reads an input field: `input.name`. */
export function inputAccess(meaning: string): string {
  return `input${access(meaning)}`
}

/** The limits that a text or a list has, in words. */
function limitsOf({
  minLength,
  maxLength,
  pattern,
  maxItems,
  maxProperties,
  items,
}: JsonObject): string | undefined {
  const parts = [
    range(minLength, maxLength, 'characters'),
    range(undefined, maxItems, 'entries'),
    range(undefined, maxProperties, 'properties'),
    typeof pattern === 'string' && items === undefined ? `\`${pattern}\`` : undefined,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : `${upperFirst(parts.join(', '))}.`
}

function range(least: JsonValue | undefined, most: JsonValue | undefined, unit: string): string | undefined {
  if (typeof most === 'number')
    return typeof least === 'number' ? `${least} to ${most} ${unit}` : `at most ${most} ${unit}`
  return typeof least === 'number' ? `at least ${least} ${unit}` : undefined
}

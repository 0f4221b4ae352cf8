import type { Operation } from '../core/operation.js'
import { isJsonObject, type JsonObject } from './json.js'
import { asked, unanswered, type OperationModel, type RequestField, type VendorModel } from './model.js'
import { takesVendorFields } from './read-request.js'
import { groupOf, recordGroups } from './record-groups.js'
import { resolve } from './references.js'
import { operationPart, quoted, upperFirst } from './source-text.js'

/** The vendor's own types: bodies, records, and the fields that others do not have. */
export function emitWireTypes(model: VendorModel): string {
  const parts = [emitBodies(model).join(''), ...emitRecordTypes(model)].filter((part) => part !== '')
  for (const operation of model.operations.values()) {
    const fields = vendorFieldsOf(operation)
    if (fields.length === 0) continue
    const { vendor } = model.root
    const what = operation.operation
    parts.push(`/** What ${vendor} takes to ${what} ${what === 'import' ? 'keys' : 'a key'} and others do not. */
export type ${fieldsType(model, what)} = Pick<${bodyType(operation)}, ${fields.map(({ name }) => quoted(name)).join(' | ')}>\n`)
  }
  return parts.join('\n')
}

/** Whether the vendor stores metadata, so that its types say of what kind. */
export function takesMetadata({ create }: VendorModel): boolean {
  return asked(create, 'metadata') !== undefined
}

/** Whether the type of an operation's input says of what kind the metadata in it is. */
export function isGenericInput(model: VendorModel, name: 'create' | 'update' | 'import'): boolean {
  const operation = model.operations.get(name)
  const isAsked = operation !== undefined && asked(operation, 'metadata') !== undefined
  return takesMetadata(model) && (name === 'import' || isAsked)
}

/** The fields that a caller gives under `vendor`: those of the body, or of a key to import, without a common meaning. */
export function vendorFieldsOf(operation: OperationModel): readonly RequestField[] {
  if (!takesVendorFields(operation.operation)) return []
  const fields = asked(operation, 'keys')?.parts ?? operation.request
  return fields.filter(isVendorField)
}

export function isVendorField({ place, annotation, set, parts }: RequestField): boolean {
  const { field, option, omit, without } = annotation ?? {}
  const hasMeaning = (field ?? option ?? omit ?? without) !== undefined
  return place === 'body' && !hasMeaning && set === undefined && parts.length === 0
}

/** The name of the type of an operation's own fields: `UnkeyCreateFields`. */
export function fieldsType({ root }: VendorModel, operation: Operation): string {
  return `${root.vendor}${upperFirst(operation)}Fields`
}

/** Whether the result tells something of what was sent, because the answer does not or may not repeat it. */
export function repeatsInput(model: VendorModel): boolean {
  // A moment is known as it was checked, without what was sent.
  return (
    takesMetadata(model) || unanswered(model.create).some(({ annotation }) => annotation?.codec === undefined)
  )
}

/** The name of the type of an operation's body, or of a key in it. */
function bodyType(operation: OperationModel): string {
  const name = `${upperFirst(operation.operation)}Body`
  const keys = asked(operation, 'keys')
  return keys === undefined ? name : `${name}[${quoted(keys.name)}][number]`
}

function emitBodies(model: VendorModel): string[] {
  return [...model.operations.values()]
    .filter((each) => vendorFieldsOf(each).length > 0 || (each.operation === 'create' && repeatsInput(model)))
    .map((each) => {
      const body = operationPart(each.operationId, bodyOf(model.document, each))
      return `type ${upperFirst(each.operation)}Body = ${body}\n`
    })
}

function emitRecordTypes(model: VendorModel): string[] {
  const { vendor } = model.root
  const groups = recordGroups(model)
  const own = groups.map(({ name, type, secretNames, operations }) => {
    const safe = secretNames.length === 0 ? type : `Omit<${type}, ${secretNames.map(quoted).join(' | ')}>`
    const about = name === 'Record' ? '' : `, as \`${operations[0]}\` answers it`
    return `/** ${vendor}'s own record of a key${about}, without the secret. */\nexport type ${vendor}${name} = ${safe}\n`
  })
  const aliases = (['create', 'verify'] as const).flatMap((operation) => {
    const name = operation === 'create' ? 'CreatedRecord' : 'VerifiedRecord'
    const group = groupOf(model, operation)
    if (group === undefined || group.name === name) return []
    return [
      `/** The same, as \`${operation}\` answers it. */\nexport type ${vendor}${name} = ${vendor}${group.name}\n`,
    ]
  })
  return [...own, ...aliases]
}

function bodyOf(document: JsonObject, { method, path }: OperationModel): JsonObject {
  const { paths } = document
  const item = isJsonObject(paths) ? resolve(document, paths[path]) : {}
  return resolve(document, resolve(document, item[method.toLowerCase()])['requestBody'])
}

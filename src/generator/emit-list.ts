import { emitField, type Holder } from './emit-answer-field.js'
import { emitFieldChecks } from './emit-field-checks.js'
import { emitObject, emitRequest, isInPath } from './emit-prepare.js'
import { emitStart, genericOf } from './emit-readers.js'
import { fallbackOf, needsBound, sentFields, takenNames, valueOf, type Call } from './emit-values.js'
import { takesMetadata } from './emit-wire-types.js'
import {
  answered,
  asked,
  type MeaningfulField,
  type OperationModel,
  type RequestField,
  type VendorModel,
} from './model.js'
import { groupOf } from './record-groups.js'
import { meaningfulMaximum } from './schema-facts.js'
import { literal, propertyName, quoted } from './source-text.js'

/** How many keys a page has where the vendor names neither a limit nor a default. */
const usualPage = 100

/** `prepareList` and `readList`: what is asked for is checked once, each page is asked for by itself. */
export function emitList(model: VendorModel): string {
  const operation = model.operations.get('list')
  const group = groupOf(model, 'list')
  if (operation === undefined || group === undefined) return ''
  const call: Call = { model, operation, from: 'query', at: quoted }
  const generic = takesMetadata(model)
  const of = `<${generic ? 'M' : 'NoMetadata'}, ${model.root.vendor}${group.name}>`
  const types = genericOf(model)
  const parameters = [`query: ${model.root.vendor}ListQuery`, ...(needsBound(call) ? ['bound: Bound'] : [])]
  return `/** Checks what is asked for, and writes the request for each page. */
export function prepareList${types}(${parameters.join(', ')}): ListCall${of} {
${emitChecks(call)}  return {
    paging: ${quoted(pagingOf(operation) === 'cursor' ? 'cursor' : 'offset')},
    pageSize,
    request: (${sentFields(operation).some(isOfPage) ? 'page' : ''}) => (${emitPage(call)}),
    read: ${readerOf(call)},
  }
}

/** Reads a page. */
function readList${types}(answer: unknown): PageReading${of} {
${emitReading(call, group.name)}}
`
}

/** Where the vendor cuts the list as it likes, or not at all, pages are cut here. */
function readerOf({ operation }: Call): string {
  if (pagingOf(operation) === 'whole') return '(answer, page) => partOfWhole(readList(answer), page)'
  return pagingOf(operation) === 'offset' && !isSized(operation)
    ? '(answer) => firstKeys(readList(answer), query.pageSize)'
    : 'readList'
}

/** What is asked of every page alike; where and how much is each page's own. */
function isOfAll(field: RequestField): boolean {
  return field.place !== 'path' && !isOfPage(field)
}

function isOfPage({ annotation }: RequestField): boolean {
  return ['cursor', 'offset', 'pageSize'].includes(annotation?.field ?? '')
}

/** Whether the vendor can be told how many keys a page shall have. */
export function isSized(operation: OperationModel): boolean {
  return asked(operation, 'pageSize') !== undefined
}

function emitChecks(call: Call): string {
  const fields = sentFields(call.operation)
  const [inPath, all] = [fields.filter(isInPath), fields.filter(isOfAll)]
  const most = largestPage(call.model)
  const rule = most === undefined ? '{ min: 1, integer: true }' : `{ min: 1, max: ${most}, integer: true }`
  return `  const check = new InputCheck(profile, 'list')
  check.takes(check.input(query), ${literal(takenNames(call, fields))})
  const { pageSize = ${pagingOf(call.operation) === 'whole' ? 'allKeys' : usedPage(call.model)} } = query
  check.number('pageSize', pageSize, ${rule})
${inPath.length === 0 ? '' : emitObject(call, 'inPath', inPath)}${inPath.map((field) => emitFieldChecks(call, field, 'inPath', '  ')).join('')}${all.length === 0 ? '' : emitObject(call, 'asked', all)}${all.map((field) => emitFieldChecks(call, field, 'asked', '  ')).join('')}  check.end()
`
}

/** The most keys that a page may have; undefined where the vendor names no limit. */
export function largestPage({ operations }: VendorModel): number | undefined {
  const list = operations.get('list')
  const field = list === undefined ? undefined : asked(list, 'pageSize')
  return field === undefined ? undefined : meaningfulMaximum(field.schema)
}

/** How many keys a page has unless the caller says: the most, or what the vendor gives by itself where it names no limit. */
export function usedPage(model: VendorModel): number {
  const list = model.operations.get('list')
  const byDefault = list === undefined ? undefined : asked(list, 'pageSize')?.schema['default']
  return largestPage(model) ?? (typeof byDefault === 'number' ? byDefault : usualPage)
}

function pagingOf(operation: OperationModel): 'cursor' | 'offset' | 'whole' {
  if (asked(operation, 'cursor') !== undefined) return 'cursor'
  return asked(operation, 'offset') === undefined ? 'whole' : 'offset'
}

function emitPage(call: Call): string {
  const { operation } = call
  const fields = sentFields(operation)
  const ofPage = fields.filter(isOfPage)
  const parts = [
    ...(fields.some(isOfAll) ? ['...asked'] : []),
    ...ofPage.map((field) => `${propertyName(field.name)}: ${valueOf(call, field)}`),
  ]
  const given = `{ ${parts.join(', ')} }`
  const isInBody = fields.some(({ place }) => place === 'body')
  return emitRequest(
    call,
    isInBody ? `JSON.stringify(${given})` : undefined,
    '    ',
    [],
    isInBody || parts.length === 0 ? undefined : given,
  )
}

function emitReading(call: Call, record: string): string {
  const { model, operation } = call
  const holder: Holder = { root: 'root', fields: operation.answer }
  const told = (meaning: 'keys' | 'cursor' | 'more' | 'total'): MeaningfulField | undefined =>
    answered(operation.answer, meaning)
  const [keys, cursor, more, total] = [told('keys'), told('cursor'), told('more'), told('total')]
  const reader = `read${record}${takesMetadata(model) ? '<M>' : ''}`
  return `${emitStart(holder)}  return {
${keys === undefined ? '' : line('keys', `${emitField(holder, keys)}, ${reader})`)}${cursor === undefined ? '' : line('cursor', cursorSource(holder, cursor))}${more === undefined ? '' : line('more', emitField(holder, more))}${total === undefined ? '' : line('total', emitField(holder, total))}    warnings: read.warnings,
  }
`
}

/** Of the URL of the next page what this is asked for with, so that nothing is sent to where a URL may lead. */
function cursorSource(holder: Holder, cursor: MeaningfulField): string {
  const { parameter } = cursor.annotation
  const source = emitField(holder, cursor)
  return parameter === undefined ? source : `urlParameter(${source}, ${quoted(parameter)})`
}

function line(name: string, source: string): string {
  return `    ${name}: ${source},\n`
}

/** Whether a list must be told the owner: by the call, or by an option that stands in. */
export function ownerOption(model: VendorModel): string | undefined {
  const operation = model.operations.get('list')
  const field = operation === undefined ? undefined : asked(operation, 'owner')
  if (operation === undefined || field === undefined || !field.required) return undefined
  return fallbackOf({ model, operation, from: 'query', at: quoted }, field)
}

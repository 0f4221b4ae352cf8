import { emitField, type Holder } from './emit-answer-field.js'
import { emitFieldChecks } from './emit-field-checks.js'
import { emitObject, emitRequest, isInPath } from './emit-prepare.js'
import { emitStart, genericOf } from './emit-readers.js'
import {
  fallbackOf,
  isNumbered,
  needsBound,
  sentFields,
  takenNames,
  valueOf,
  type Call,
} from './emit-values.js'
import { takesMetadata } from './emit-wire-types.js'
import {
  answered,
  asked,
  type AnswerHeader,
  type MeaningfulField,
  type OperationModel,
  type RequestField,
  type VendorModel,
} from './model.js'
import { isSized, largestPage, longestPage, usedPage } from './page-facts.js'
import { groupOf } from './record-groups.js'
import { literal, propertyName, quoted } from './source-text.js'

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
    paging: ${pagingOf(operation) === 'cursor' ? 'byCursor' : 'byOffset'},
    pageSize,
    request: (${sentFields(operation).some(isOfPage) ? 'page' : ''}) => (${emitPage(call)}),
    read: ${readerOf(call)},
  }
}

/** Reads a page. */
function readList${types}(answer: unknown${operation.headers.length > 0 ? ', headers: Headers' : ''}): PageReading${of} {
${emitReading(call, group.name)}}
`
}

/** Where the vendor cuts the list as it likes, or not at all, pages are cut here. */
function readerOf({ model, operation }: Call): string {
  const headers = operation.headers.length > 0 ? ', headers' : ''
  if (pagingOf(operation) === 'whole')
    return `(answer, page${headers}) => partOfWhole(readList(answer${headers}), page)`
  if (isNumbered(operation))
    return `(answer, page${headers === '' ? '' : ', headers'}) => ofNumberedPage(readList(answer${headers}), page, ${longestPage(model)})`
  if (pagingOf(operation) === 'offset' && !isSized(operation))
    return `(answer${headers === '' ? '' : ', _page, headers'}) => firstKeys(readList(answer${headers}), query.pageSize)`
  return headers === '' ? 'readList' : '(answer, _page, headers) => readList(answer, headers)'
}

/** What is asked of every page alike; where and how much is each page's own. */
function isOfAll(field: RequestField): boolean {
  return field.place !== 'path' && !isOfPage(field)
}

function isOfPage({ annotation }: RequestField): boolean {
  return ['cursor', 'offset', 'pageSize', 'page'].includes(annotation?.field ?? '')
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

function pagingOf(operation: OperationModel): 'cursor' | 'offset' | 'whole' {
  if (asked(operation, 'cursor') !== undefined) return 'cursor'
  return asked(operation, 'offset') === undefined && !isNumbered(operation) ? 'whole' : 'offset'
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
  const isByLastId = asked(operation, 'cursor')?.annotation?.lastId === true
  const list = keys === undefined ? 'undefined' : `${emitField(holder, keys)}, ${reader})`
  const lines = [
    isByLastId ? '    keys,\n' : line('keys', list),
    ...(isByLastId ? [line('cursor', 'keys?.at(-1)?.id')] : []),
    ...(cursor === undefined ? [] : [line('cursor', cursorSource(holder, cursor))]),
    ...(more === undefined ? [] : [line('more', emitField(holder, more))]),
    ...(total === undefined ? [] : [line('total', emitField(holder, total))]),
    ...operation.headers.map(headerLine),
  ]
  return `${emitStart(holder)}${isByLastId ? `  const keys = ${list}\n` : ''}  return {
${lines.join('')}    warnings: root.warnings,
  }
`
}

/** What a header tells of a list. */
function headerLine({ name, annotation: { field, parameter } }: AnswerHeader): string {
  const value = `headers.get(${quoted(name.toLowerCase())})`
  if (field === 'total') return line('total', `headerCount(${value})`)
  if (parameter === undefined) return line('cursor', `${value} ?? undefined`)
  const url = name.toLowerCase() === 'link' ? `nextLink(${value})` : `${value} ?? undefined`
  return line('cursor', `urlParameter(${url}, ${quoted(parameter)})`)
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

import type { Operation } from '../core/operation.js'
import {
  emitAround,
  emitExpectations,
  emitField,
  emitNewId,
  emitParents,
  parentName,
  type Holder,
} from './emit-answer-field.js'
import { emitSecret, hasParts } from './emit-secret.js'
import { isShared, listed } from './emit-record.js'
import { takesMetadata } from './emit-wire-types.js'
import {
  answered,
  hasMeaning,
  namesOf,
  type AnswerField,
  type MeaningfulField,
  type OperationModel,
  type VendorModel,
} from './model.js'
import { groupOf, recordPlace, type RecordGroup } from './record-groups.js'
import { inLines, quoted, regex, upperFirst } from './source-text.js'

/** The operations whose answer is a key's record and nothing more. */
const recordOnly = ['get', 'update', 'revoke'] as const

/** The name of the function that reads the answers of an operation; undefined where they tell nothing. */
export function readerOf(model: VendorModel, name: Operation): string | undefined {
  const same = readersOfRecords(model).find(({ operations }) => operations.includes(name))
  if (same !== undefined) return same.name
  const isOther = name !== 'delete' && !recordOnly.some((each) => each === name)
  return isOther ? `read${upperFirst(name)}` : undefined
}

/** The functions that read the answers which are a key's record. */
export function emitRecordReaders(model: VendorModel): string[] {
  const metadata = takesMetadata(model) ? 'M' : 'NoMetadata'
  return readersOfRecords(model).map(({ name, operations, operation, group }) => {
    const holder: Holder = { root: 'root', fields: outside(operation, group) }
    return `/** Reads an answer to ${listed(operations)}. */
function ${name}${genericOf(model)}(answer: unknown): KeyReading<${metadata}, ${model.root.vendor}${group.name}> {
${emitStart(holder)}  return { warnings: root.warnings, ...${emitRecordCall(model, holder, operation, group)} }
}
`
  })
}

interface RecordReader {
  readonly name: string
  readonly operations: readonly Operation[]
  readonly operation: OperationModel
  readonly group: RecordGroup
}

/** Where several operations answer the same, one function reads it: the first of them names it. */
function readersOfRecords(model: VendorModel): RecordReader[] {
  const readers = new Map<string, RecordReader>()
  for (const name of recordOnly) {
    const operation = model.operations.get(name)
    const group = groupOf(model, name)
    if (operation === undefined || group === undefined) continue
    const form = JSON.stringify([
      group.name,
      outside(operation, group).map((field) => ({ ...field, written: null })),
    ])
    const reader = readers.get(form)
    readers.set(form, {
      name: reader?.name ?? `read${upperFirst(name)}`,
      operations: [...(reader?.operations ?? []), name],
      operation,
      group,
    })
  }
  return [...readers.values()]
}

/** The first lines of a function that reads an answer: readers of it, and of the objects in it that something lies in. */
export function emitStart(holder: Holder): string {
  return `  const root = AnswerReader.of(answer)
${[...emitParents(holder), ...emitExpectations(holder)].join('')}`
}

/** What of an answer lies beside the record, and the id, which says where that is. */
export function outside({ answer }: OperationModel, group: RecordGroup | undefined): readonly AnswerField[] {
  const id = answered(answer, 'id')
  if (group === undefined || !isShared(group) || id === undefined) return answer
  const place = recordPlace(answer)
  const around = namesOf(place).join('/')
  const depth = place.length
  return answer.filter(
    (field) =>
      (isTold(field) && !isReadInRecord(field, answer)) ||
      namesOf(field.parents.slice(0, depth)).join('/') !== around,
  )
}

/** An id that lies deeper than its record is read with that, unless the secret is made of it. */
function isReadInRecord({ annotation }: AnswerField, answer: readonly AnswerField[]): boolean {
  return annotation?.after !== undefined && answered(answer, 'secret')?.annotation.pair?.with !== 'id'
}

/** What an answer says beside the record, though it may lie in it. */
function isTold({ annotation }: AnswerField): boolean {
  const isForSecret = annotation?.hidden === true || annotation?.field === 'publicPart'
  return (
    isForSecret ||
    ['id', 'secret', 'valid'].includes(annotation?.field ?? '') ||
    annotation?.reasons !== undefined
  )
}

/** The call that reads the record in an answer. */
export function emitRecordCall(
  model: VendorModel,
  holder: Holder,
  { answer }: OperationModel,
  group: RecordGroup,
  asked?: string,
): string {
  const id = answered(answer, 'id')
  const parents = recordPlace(answer)
  const more = asked === undefined ? '' : `, ${asked}`
  const isNew = answer === model.create.answer && id?.annotation.after === undefined
  const from = isNew && id !== undefined ? emitAround(holder, id) : parentName(holder, parents)
  return `read${group.name}${takesMetadata(model) ? '<M>' : ''}(${from}${more})`
}

export function genericOf(model: VendorModel): string {
  return takesMetadata(model) ? '<M extends object>' : ''
}

/** `readVerify`: the verdict, by the vendor's own word or else by the state of the record. */
export function emitReadVerify(model: VendorModel): string {
  const operation = model.operations.get('verify')
  const group = groupOf(model, 'verify')
  if (operation === undefined || group === undefined) return ''
  const { vendor } = model.root
  const holder: Holder = { root: 'root', fields: outside(operation, group) }
  const metadata = takesMetadata(model) ? 'M' : 'NoMetadata'
  const returns = `VerifyReading<${metadata}, ${vendor}VerifiedRecord>`
  const valid = answered(holder.fields, 'valid')
  const code = holder.fields.filter(hasMeaning).find(({ annotation }) => annotation.reasons !== undefined)
  const isFound = operation.whenNull !== undefined && valid === undefined && code === undefined
  const verdict = isFound
    ? '  const valid = key.id === undefined ? undefined : true\n  const reason = undefined\n'
    : valid === undefined
      ? `  const { state } = key.key
  const valid = state && state === 'active'
  const reason = state === 'active' ? undefined : state\n`
      : `  const told = ${emitField(holder, valid)}\n${code === undefined ? '  const valid = told\n  const reason = undefined\n' : emitCode(emitField(holder, code), code.annotation.reasons)}`
  const absent = holder.fields.filter(hasMeaning).find(({ annotation }) => annotation.whenNull !== undefined)
  if (absent !== undefined)
    return emitVerifyOrNull(model, returns, holder, absent, emitRecordCall(model, holder, operation, group))
  return `${code === undefined ? '' : emitReasons(vendor, code.annotation.reasons)}/** Reads an answer to \`verify\`. */
function readVerify${genericOf(model)}(answer: unknown): ${returns} {
${operation.whenNull === undefined ? '' : `  if (answer === null) return ${emitNothingFound(model, operation.whenNull)}\n`}${emitStart(holder)}  const key = ${emitRecordCall(model, holder, operation, group)}
${verdict}  return { valid, reason, key, warnings: root.warnings }
}
`
}

/** The reading of an answer that tells of no key. */
function emitNothingFound(model: VendorModel, reason: string): string {
  return `{ valid: false, reason: ${quoted(reason)}, key: { id: undefined, metadata: {}${takesMetadata(model) ? ' as M' : ''}, key: { vendor: {} as ${model.root.vendor}VerifiedRecord } }, warnings: [] }`
}

/** Where a secret that is not accepted has no record: null says so, and nothing at all says nothing. */
function emitVerifyOrNull(
  model: VendorModel,
  returns: string,
  holder: Holder,
  { name, parents, annotation }: MeaningfulField,
  record: string,
): string {
  const around = parentName(holder, parents)
  const found = parentName(holder, [...parents, { name, presence: 'required' }])
  const before = emitParents({
    ...holder,
    fields: holder.fields.filter((field) => field.parents.length <= parents.length),
  })
  return `/** Reads an answer to \`verify\`. */
function readVerify${genericOf(model)}(answer: unknown): ${returns} {
  const root = AnswerReader.of(answer)
${before.join('')}  if (${around}.fields[${quoted(name)}] === null)
    return ${emitNothingFound(model, annotation.whenNull ?? '')}
  const ${found} = ${around}.partOrNothing(${quoted(name)})
  const key = ${record}
  return { valid: key.id === undefined ? undefined : true, reason: undefined, key, warnings: root.warnings }
}
`
}

type Reasons = Readonly<Record<string, string>> | undefined

/** A yes that the code contradicts is none; a yes without a code is one, with a warning. */
function emitCode(source: string, reasons: Reasons): string {
  const yes = Object.entries(reasons ?? {}).filter(([, reason]) => reason === 'valid')
  const isYes = ['code === undefined', ...yes.map(([code]) => `code === ${quoted(code)}`)].join(' || ')
  return `  const code = ${source}
  const valid = told && (${isYes})
  const reason = code === undefined ? undefined : reasons.get(code)\n`
}

function emitReasons(vendor: string, reasons: Reasons): string {
  const entries = Object.entries(reasons ?? {}).filter(([, reason]) => reason !== 'valid')
  return `/** ${vendor}'s words for why a key is not valid. */
const reasons: ReadonlyMap<string, VerifyReason> = new Map([
${inLines(
  entries.map(([code, reason]) => `[${quoted(code)}, ${quoted(reason)}]`),
  '  ',
)}])\n\n`
}

/** `readRotate` and `readRecover`: the secret, and of a rotation the id of the new key. */
export function emitReadSecret(model: VendorModel, name: 'rotate' | 'recover'): string {
  const operation = model.operations.get(name)
  if (operation === undefined) return ''
  const pair = answered(operation.answer, 'secret')?.annotation.pair
  const needsId = name === 'rotate' || pair?.with === 'id'
  const told = new Set<string | undefined>(['secret', 'publicPart', ...(needsId ? ['id'] : [])])
  const fields = operation.answer.filter(
    ({ annotation }) => annotation?.hidden === true || told.has(annotation?.field),
  )
  const holder: Holder = { root: 'root', fields }
  const secret = answered(fields, 'secret')
  const id = answered(fields, 'id')
  if (secret === undefined) return ''
  return `/** Reads an answer to \`${name}\`. */
function read${upperFirst(name)}(answer: unknown): SecretReading {
${emitStart(holder)}${emitSecret(holder)}  const id = ${id === undefined ? 'undefined' : emitNewId(holder, id)}
  return { id, secret, ${hasParts(fields) ? 'parts, ' : ''}prefix: ${emitPrefixOf([], secret)}, warnings: root.warnings }
}
`
}

/** What the secret starts with: by what was said, or by the vendor's rule. */
export function emitPrefixOf(
  said: readonly string[],
  { annotation: { prefix } }: { annotation: { prefix?: string | undefined } },
): string {
  return `prefixOf(secret, [${said.join(', ')}]${prefix === undefined ? '' : `, ${regex(prefix)}`})`
}

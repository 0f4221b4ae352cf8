import type { Operation } from '../core/operation.js'
import {
  answered,
  hasMeaning,
  namesOf,
  type AnswerField,
  type OperationModel,
  type Parent,
  type VendorModel,
} from './model.js'
import { quoted, statusKey } from './source-text.js'
import { typeOf } from './schema-facts.js'

/** The operations whose answers hold a record, and how the record is called: the first of a group names it. */
const recordNames = {
  get: 'Record',
  list: 'ListedRecord',
  create: 'CreatedRecord',
  update: 'UpdatedRecord',
  revoke: 'RevokedRecord',
  verify: 'VerifiedRecord',
} as const satisfies Partial<Record<Operation, string>>

type Recording = keyof typeof recordNames

/** A vendor's record of a key, and the operations whose answers hold it in the same form. */
export interface RecordGroup {
  /** `Record`, `CreatedRecord`: after the vendor's name it is the type, after `read` the function. */
  readonly name: string
  readonly operations: readonly Operation[]
  /** As they lie in the record, without the secret. */
  readonly fields: readonly AnswerField[]
  /** How the document calls a secret in it, where one of the answers has one. */
  readonly secretNames: readonly string[]
  /** The record's type among those of `paths.ts`. */
  readonly type: string
}

/** The records of a vendor. Where several answers hold the same one, it is read by one function. */
export function recordGroups({ operations }: VendorModel): RecordGroup[] {
  const groups = new Map<string, RecordGroup>()
  for (const name of Object.keys(recordNames) as Recording[]) {
    const operation = operations.get(name)
    const fields = operation === undefined ? undefined : recordFields(operation)
    if (operation === undefined || fields === undefined) continue
    const rest = fields.filter((field) => !isSecretOfRecord(field))
    const form = formOf(rest)
    const group = groups.get(form)
    const isMain = name === 'get' || (name === 'list' && !operations.has('get'))
    groups.set(form, {
      name: group?.name ?? (isMain ? 'Record' : recordNames[name]),
      operations: [...(group?.operations ?? []), name],
      fields: group?.fields ?? rest,
      secretNames: [
        ...new Set([...(group?.secretNames ?? []), ...fields.filter(isSecretOfRecord).flatMap(spellings)]),
      ],
      type: group?.type ?? typeOfRecord(operation),
    })
  }
  return [...groups.values()]
}

/** How the vendor calls a secret in any of its answers: where a record has such a field, document or not, it is one. */
export function secretNamesOf({ operations }: VendorModel): readonly string[] {
  const fields = [...operations.values()].flatMap(({ answer }) => answer)
  const all = fields.flatMap((field) => [field, ...field.items])
  return [...new Set(all.filter(isSecret).flatMap(spellings))]
}

/** The group that the answer of an operation belongs to. */
export function groupOf(model: VendorModel, operation: Operation): RecordGroup | undefined {
  return recordGroups(model).find(({ operations }) => operations.includes(operation))
}

/** The fields of a record, as they lie in it: of a list those of an entry, else those beside and below the id. */
function recordFields({ operation, answer }: OperationModel): readonly AnswerField[] | undefined {
  if (operation === 'list') return answered(answer, 'keys')?.items
  const id = answered(answer, 'id')
  if (id === undefined) return undefined
  const around = recordPlace(answer)
  const depth = around.length
  return answer
    .filter(({ parents }) => isSamePlace(parents.slice(0, depth), around))
    .map((field) => ({ ...field, parents: field.parents.slice(depth) }))
}

/**
 * The objects that a record lies in: those around its id. An id that is cut out of a URL may lie deeper, in an object of links which
 * tells nothing else.
 */
export function recordPlace(answer: readonly AnswerField[]): readonly Parent[] {
  const id = answered(answer, 'id')
  if (id?.annotation.after === undefined) return id?.parents ?? []
  const others = answer.filter((field) => hasMeaning(field) && field !== id)
  const isTelling = (place: readonly Parent[]): boolean =>
    others.some(({ parents }) => isSamePlace(parents.slice(0, place.length), place))
  let place = id.parents
  while (place.length > 0 && !isTelling(place)) place = place.slice(0, -1)
  return place
}

function isSamePlace(one: readonly Parent[], other: readonly Parent[]): boolean {
  return namesOf(one).join('/') === namesOf(other).join('/')
}

/** The secret, a part of it, or another form of it. */
function isSecret({ annotation }: AnswerField): boolean {
  const { field, hidden } = annotation ?? {}
  return field === 'secret' || field === 'publicPart' || hidden === true
}

function isSecretOfRecord(field: AnswerField): boolean {
  return isSecret(field) && field.parents.length === 0
}

function spellings({ name, annotation }: AnswerField): string[] {
  return [name, ...(annotation?.also ?? [])]
}

/** What makes two records the same: what is read of them, and how. */
function formOf(fields: readonly AnswerField[]): string {
  return JSON.stringify(
    fields.map(({ parents, name, annotation, presence, schema }) => [
      parents,
      name,
      annotation,
      presence,
      typeOf(schema),
      schema['enum'],
    ]),
  )
}

function typeOfRecord({ operation, operationId, status, answer }: OperationModel): string {
  const body = `operations[${quoted(operationId)}]['responses'][${statusKey(status)}]['content']['application/json']`
  const list = operation === 'list' ? answered(answer, 'keys') : undefined
  const steps = list === undefined ? recordPlace(answer) : [...list.parents, list]
  const record = steps.reduce(
    (type, { name, presence }) =>
      presence === 'required' ? `${type}[${quoted(name)}]` : `NonNullable<${type}[${quoted(name)}]>`,
    body,
  )
  return list === undefined ? record : `${record}[number]`
}

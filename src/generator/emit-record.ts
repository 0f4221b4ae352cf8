import { emitExpectations, emitField, emitParents, type Holder } from './emit-answer-field.js'
import { takesMetadata } from './emit-wire-types.js'
import type { FieldMeaning } from './field-annotation.js'
import { answered, hasMeaning, type MeaningfulField, type VendorModel } from './model.js'
import { recordGroups, secretNamesOf, type RecordGroup } from './record-groups.js'
import { camelCase, literal, quoted } from './source-text.js'

/** The fields of a `KeyRecord` that an answer or an input may tell, in the order of the type. */
export const recordFields: readonly FieldMeaning[] = [
  'name',
  'description',
  'owner',
  'scopes',
  'hint',
  'expiresAt',
  'createdAt',
  'updatedAt',
  'lastUsedAt',
  'revokedAt',
  'revocationReason',
  'createdBy',
]

/** The functions that read the vendor's records: one for all answers that hold the same. */
export function emitRecords(model: VendorModel): string[] {
  return recordGroups(model)
    .filter(isShared)
    .map((group) => emitRecord(model, group))
}

/** Whether a record has a function of its own. What only a create tells is read where the rest of it is. */
export function isShared({ operations }: RecordGroup): boolean {
  return operations.some((operation) => operation !== 'create')
}

function emitRecord(model: VendorModel, group: RecordGroup): string {
  const { name, operations, fields } = group
  const holder: Holder = { root: 'from', fields }
  const generic = takesMetadata(model)
  const metadata = answered(fields, 'metadata')
  const isRepeated = generic && metadata !== undefined && operations.includes('create')
  const type = `${model.root.vendor}${name}`
  const returns = `RecordReading<${generic ? 'M' : 'NoMetadata'}, ${type}>`
  const parameters = `from: AnswerReader${isRepeated ? ', asked: () => unknown = () => undefined' : ''}`
  const stored =
    metadata === undefined ? '{}' : `${emitField(holder, metadata)}${isRepeated ? ' ?? asked()' : ''} ?? {}`
  return `/** Reads the record of a key in an answer to ${listed(operations)}. */
function read${name}${generic ? '<M extends object>' : ''}(${parameters}): ${returns} {
${emitRecordSources(holder).join('')}  return {
    id: ${emitNeeded(holder, 'id')},
    metadata: ${generic ? `(${stored}) as M` : '{}'},
    key: ${emitKnown([...emitRecordLines(holder), ...emitState(holder), `vendor: from.record(${literal([...secretNamesOf(model)])}) as ${type},`])}
  }
}
`
}

/** What must be read before the record is put together: objects, flags that tell the state, fields for their warning. */
export function emitRecordSources(holder: Holder): string[] {
  return [
    ...emitParents(holder),
    ...stateSources(holder).map((field) => `  const ${stateName(field)} = ${emitField(holder, field)}\n`),
    ...emitExpectations(holder),
  ]
}

/** A record of the lines that hold something: `name: …`. */
export function emitKnown(lines: readonly string[]): string {
  return `told({\n${lines.map((line) => `      ${line}\n`).join('')}    }),`
}

/** A line for each field of a record that an answer tells. */
export function emitRecordLines(holder: Holder): string[] {
  return recordFields.flatMap((meaning) => {
    const field = answered(holder.fields, meaning)
    if (field === undefined) return []
    if (field.annotation.state === undefined) return [`${meaning}: ${emitField(holder, field)},`]
    return [stateName(field) === meaning ? `${meaning},` : `${meaning}: ${stateName(field)},`]
  })
}

export function emitNeeded(holder: Holder, meaning: FieldMeaning): string {
  const field = answered(holder.fields, meaning)
  return field === undefined ? 'undefined' : emitField(holder, field)
}

function stateSources({ fields }: Holder): MeaningfulField[] {
  return fields.filter(hasMeaning).filter(({ annotation }) => annotation.state !== undefined)
}

function stateName({ name, annotation }: MeaningfulField): string {
  return annotation.field ?? camelCase(name)
}

interface Condition {
  readonly name: string
  readonly value: string
  readonly state: string
}

/** The worst state that anything tells comes first: a key that is both revoked and expired is revoked. */
export function emitState(holder: Holder): string[] {
  const conditions = stateSources(holder).flatMap((field): Condition[] =>
    Object.entries(field.annotation.state ?? {}).map(([value, state]) => ({
      name: stateName(field),
      value,
      state,
    })),
  )
  if (conditions.length === 0) return []
  const order = ['revoked', 'disabled', 'expired', 'active']
  const sorted = conditions.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const chain = sorted.map((each) => `${when(each, conditions)} ? ${quoted(each.state)} : `).join('')
  return [`state: ${chain}undefined,`]
}

/** A key is active only where every flag that might say otherwise was told: nobody's silence is a yes. */
function when(condition: Condition, all: readonly Condition[]): string {
  if (condition.state !== 'active') return conditionSource(condition)
  const others = all.filter(
    ({ name, value }) => name !== condition.name && (value === 'true' || value === 'false'),
  )
  const silent = others.map(({ name, value }) => `${name} === ${value === 'true' ? 'false' : 'true'}`)
  return [...silent, conditionSource(condition)].join(' && ')
}

function conditionSource({ name, value }: Condition): string {
  if (value === 'present') return `${name} !== undefined`
  return value === 'past'
    ? `${name} !== undefined && ${name}.getTime() <= Date.now()`
    : `${name} === ${value}`
}

/** `create`, `get` and `list`. */
export function listed(names: readonly string[]): string {
  const quotedNames = names.map((name) => `\`${name}\``)
  const last = quotedNames.at(-1) ?? ''
  return quotedNames.length === 1 ? last : `${quotedNames.slice(0, -1).join(', ')} and ${last}`
}

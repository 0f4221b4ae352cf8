import { emitField, emitNewId, parentName, type Holder } from './emit-answer-field.js'
import {
  emitKnown,
  emitRecordLines,
  emitRecordSources,
  emitState,
  isShared,
  recordFields,
} from './emit-record.js'
import { emitSecret, partsLine } from './emit-secret.js'
import { emitPrefixOf, emitRecordCall, emitStart, genericOf, outside } from './emit-readers.js'
import { readArguments } from './emit-prepare.js'
import { takesMetadata } from './emit-wire-types.js'
import { answered, asked, unanswered, type RequestField, type VendorModel } from './model.js'
import { groupOf, recordPlace, secretNamesOf, type RecordGroup } from './record-groups.js'
import { inTemplate, access, literal, quoted } from './source-text.js'

const types: Readonly<Record<string, string>> = {
  answer: 'unknown',
  asked: 'Sent<CreateBody>',
  expiresAt: 'Date | undefined',
}

/** `readCreate`: the answer, read field by field, and what was sent where the answer does not repeat it. */
export function emitReadCreate(model: VendorModel): string {
  const { root, create } = model
  const metadata = takesMetadata(model) ? 'M' : 'NoMetadata'
  const group = groupOf(model, 'create')
  const parameters = readArguments(model).map((name) => `${name}: ${types[name]}`)
  const holder: Holder = { root: 'root', fields: outside(create, group) }
  const body =
    group !== undefined && isShared(group) ? emitShared(model, holder, group) : emitOwn(model, holder)
  return `/** Reads an answer to \`create\`: all that it tells, and a warning for what it should have told. */
function readCreate${genericOf(model)}(${parameters.join(', ')}): CreateReading<${metadata}, ${root.vendor}CreatedRecord> {
${body}}
`
}

/** Where other answers hold the record as well. */
function emitShared(model: VendorModel, holder: Holder, group: RecordGroup): string {
  const { create } = model
  const metadata = asked(create, 'metadata')
  const isRepeated =
    takesMetadata(model) && metadata !== undefined && answered(group.fields, 'metadata') !== undefined
  // Made where it is needed alone: nearly always the answer has it.
  const fallback = isRepeated ? `() => asJson(${sentAccess(metadata)})` : undefined
  const known = [...unansweredLines(model), ...sentState(model)]
  return `${emitStart(holder)}${emitSecret(holder)}  const record = ${emitRecordCall(model, holder, create, group, fallback)}
  return {
    id: record.id,
    secret,
${partsLine(holder)}    prefix: ${emitPrefix(model, holder)},
    metadata: ${isRepeated || !takesMetadata(model) ? 'record.metadata' : emitMetadata(model, holder)},
    key: ${known.length === 0 ? 'record.key,' : emitKnown([...known, '...record.key,'])}
    warnings: root.warnings,
  }
`
}

/** Where the answer is like no other: nothing but the id and the secret, or in a spelling of its own. */
function emitOwn(model: VendorModel, holder: Holder): string {
  const { root, create } = model
  const id = answered(create.answer, 'id')
  const parents = recordPlace(create.answer)
  const secretNames = literal([...secretNamesOf(model)])
  const sent = sentState(model)
  const vendor = `vendor: ${parentName(holder, parents)}.record(${secretNames}) as ${root.vendor}CreatedRecord,`
  const lines = [...inOrder(model, holder), ...(sent.length > 0 ? sent : emitState(holder))]
  return `  const root = AnswerReader.of(answer)
${emitRecordSources(holder).join('')}${emitSecret(holder)}  return {
    id: ${id === undefined ? 'undefined' : emitNewId(holder, id)},
    secret,
${partsLine(holder)}    prefix: ${emitPrefix(model, holder)},
    metadata: ${emitMetadata(model, holder)},
    key: ${emitKnown([...lines, vendor])}
    warnings: root.warnings,
  }
`
}

/** The lines of the record, from the answer or from what was sent, in the order of the type. */
function inOrder(model: VendorModel, holder: Holder): string[] {
  const all = [...emitRecordLines(holder), ...unansweredLines(model)]
  return all.toSorted((a, b) => placeOf(a) - placeOf(b))
}

function placeOf(line: string): number {
  return recordFields.findIndex((name) => new RegExp(`^${name}\\b`).test(line))
}

/** The answer does not repeat it, and the vendor refuses what it does not take: so it is known. */
function unansweredLines({ create }: VendorModel): string[] {
  return unanswered(create).flatMap((field) => {
    const meaning = recordFields.find((name) => name === field.annotation?.field)
    if (meaning === undefined) return []
    return [field.annotation?.codec === undefined ? `${meaning}: ${sentAccess(field)},` : `${meaning},`]
  })
}

function emitMetadata(model: VendorModel, holder: Holder): string {
  if (!takesMetadata(model)) return '{}'
  const told = answered(holder.fields, 'metadata')
  const sent = asked(model.create, 'metadata')
  if (sent === undefined) return '{}'
  const given = `asJson(${sentAccess(sent)} ?? {}) as M`
  return told === undefined ? given : `(${emitField(holder, told)} ?? ${given}`
}

function sentAccess({ name }: RequestField): string {
  return `asked${access(name)}`
}

function emitPrefix({ create }: VendorModel, holder: Holder): string {
  const sent = unanswered(create).find(({ annotation }) => annotation?.field === 'prefix')
  const separator = inTemplate(sent?.annotation?.separator ?? '')
  const told = answered(create.answer, 'prefix')
  const secret = answered(create.answer, 'secret')
  const said = [
    ...(sent === undefined ? [] : [`${sentAccess(sent)} && \`\${${sentAccess(sent)}}${separator}\``]),
    ...(told === undefined ? [] : [emitField(holder, told)]),
  ]
  return secret === undefined ? 'null' : emitPrefixOf(said, secret)
}

/** Unkey's answer does not say whether the key is enabled, but it was asked for, or its documented default applies. */
function sentState({ create }: VendorModel): string[] {
  const field = unanswered(create).find(({ annotation }) => annotation?.state !== undefined)
  const states = field?.annotation?.state
  if (field === undefined || states === undefined) return []
  const byDefault = field.schema['default'] === false ? 'false' : 'true'
  const otherwise = byDefault === 'true' ? 'false' : 'true'
  const name = (value: 'true' | 'false'): string =>
    states[value] === undefined ? 'undefined' : quoted(states[value])
  return [`state: ${sentAccess(field)} === ${otherwise} ? ${name(otherwise)} : ${name(byDefault)},`]
}

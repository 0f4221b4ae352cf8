import type { FieldMeaning } from './annotations.js'
import { emitExpectations, emitField, emitParents, parentName } from './emit-answer-field.js'
import { recordPath, takesMetadata } from './emit-input.js'
import { readArguments } from './emit-prepare.js'
import { unanswered, type MeaningfulField, type RequestField, type VendorModel } from './model.js'
import { access, camelCase, literal, quoted, regex } from './source-text.js'

/** The fields of a `KeyRecord` that an answer or an input may tell, in the order of the type. */
const recordFields = [
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
] as const satisfies readonly FieldMeaning[]

/** `readCreate`: the answer, read field by field. */
export function emitRead(model: VendorModel): string {
  const { root, create } = model
  const metadata = takesMetadata(create) ? 'M' : 'NoMetadata'
  const parameters = parametersOf(model)
  const secret = fieldOf(model, 'secret')
  const body = [
    '  const read = new AnswerReader()\n',
    '  const root = isFields(answer) ? answer : {}\n',
    ...(tellsWhatWasSent(model) ? ['  const asked = JSON.parse(sent) as CreateBody\n'] : []),
    ...emitParents(create),
    ...(secret === undefined ? [] : [`  const secret = ${emitField(secret)}\n`]),
    ...emitStateSources(model),
    ...emitExpectations(create),
    '  return {\n',
    `    id: ${emitOf(model, 'id')},\n`,
    '    secret,\n',
    `    prefix: ${emitPrefix(model)},\n`,
    `    metadata: ${emitMetadata(model)},\n`,
    '    key: {\n',
    '      ...known({\n',
    ...recordFields.flatMap((meaning) => emitRecordField(model, meaning)),
    ...emitState(model),
    '      }),\n',
    `      vendor: read.record(${parentName(recordPath(create))}, ${literal(secretNames(model))}) as ${root.vendor}CreatedRecord,\n`,
    '    },\n',
    '    warnings: read.warnings,\n',
    '  }\n',
  ]
  return `/** Reads an answer to \`create\`: all that it tells, and a warning for what it should have told. */
function readCreate${metadata === 'M' ? '<M extends object>' : ''}(
${parameters.map((parameter) => `  ${parameter},\n`).join('')}): CreateReading<${metadata}, ${root.vendor}CreatedRecord> {
${body.join('')}}
`
}

function parametersOf(model: VendorModel): string[] {
  const types: Record<string, string> = { answer: 'unknown', sent: 'string', expiresAt: 'Date | undefined' }
  return readArguments(model).map((name) => `${name}: ${types[name]}`)
}

function fieldOf({ create }: VendorModel, meaning: FieldMeaning): MeaningfulField | undefined {
  return create.answer.find(({ annotation }) => annotation.field === meaning)
}

function emitOf(model: VendorModel, meaning: FieldMeaning): string {
  const field = fieldOf(model, meaning)
  return field === undefined ? 'undefined' : emitField(field)
}

function emitRecordField(model: VendorModel, meaning: (typeof recordFields)[number]): string[] {
  const field = fieldOf(model, meaning)
  if (field !== undefined)
    return [`        ${meaning}: ${isStateSource(field) ? meaning : emitField(field)},\n`]
  const sent = model.create.request.find(({ annotation }) => annotation?.field === meaning)
  if (sent === undefined) return []
  // The answer does not repeat it, and the vendor refuses what it does not take: so it is known.
  return [`        ${meaning}${sent.annotation?.codec === undefined ? `: ${sentAccess(sent)}` : ''},\n`]
}

function emitMetadata(model: VendorModel): string {
  if (!takesMetadata(model.create)) return '{}'
  const answered = fieldOf(model, 'metadata')
  const asked = askedFor(model, 'metadata')
  if (asked === undefined) return '{}'
  if (answered === undefined) return `(${sentAccess(asked)} ?? {}) as M`
  // Parsed where it is needed alone: nearly always the answer has it.
  return `(${emitField(answered)} ?? (JSON.parse(sent) as CreateBody)${access(asked.name)} ?? {}) as M`
}

function askedFor({ create }: VendorModel, meaning: FieldMeaning): RequestField | undefined {
  return create.request.find(({ annotation }) => annotation?.field === meaning)
}

/** Whether the answer leaves out what was asked for, so that it is told from what was sent. */
function tellsWhatWasSent({ create }: VendorModel): boolean {
  return unanswered(create).some(({ annotation }) => annotation?.codec === undefined)
}

function sentAccess({ name }: RequestField): string {
  return `asked${access(name)}`
}

function emitPrefix(model: VendorModel): string {
  const asked = unanswered(model.create).find(({ annotation }) => annotation?.field === 'prefix')
  const separator = asked?.annotation?.separator ?? ''
  const told = fieldOf(model, 'prefix')
  const said = [
    ...(asked === undefined ? [] : [`${sentAccess(asked)} && \`\${${sentAccess(asked)}}${separator}\``]),
    ...(told === undefined ? [] : [emitField(told)]),
  ]
  const pattern = fieldOf(model, 'secret')?.annotation.prefix
  return `prefixOf(secret, [${said.join(', ')}]${pattern === undefined ? '' : `, ${regex(pattern)}`})`
}

function secretNames(model: VendorModel): string[] {
  const secret = fieldOf(model, 'secret')
  const path = recordPath(model.create).join()
  return secret === undefined || secret.parents.join() !== path
    ? []
    : [secret.name, ...secret.annotation.also]
}

function isStateSource({ annotation }: MeaningfulField): boolean {
  return annotation.state !== undefined
}

function stateName({ name, annotation }: MeaningfulField): string {
  return annotation.field ?? camelCase(name)
}

function emitStateSources({ create }: VendorModel): string[] {
  return create.answer
    .filter(isStateSource)
    .map((field) => `  const ${stateName(field)} = ${emitField(field)}\n`)
}

/** The worst state that anything tells comes first: a key that is both revoked and expired is revoked. */
function emitState(model: VendorModel): string[] {
  const sent = sentState(model)
  if (sent !== undefined) return [`        state: ${sent},\n`]
  const conditions = answeredStates(model)
  if (conditions.length === 0) return []
  const order = ['revoked', 'disabled', 'expired', 'active']
  const sorted = conditions.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const chain = sorted.map(({ when, state }) => `${when} ? ${quoted(state)} : `).join('')
  return [`        state: ${chain}undefined,\n`]
}

interface StateCondition {
  readonly when: string
  readonly state: string
}

function answeredStates({ create }: VendorModel): StateCondition[] {
  return create.answer.filter(isStateSource).flatMap((field) =>
    Object.entries(field.annotation.state ?? {}).map(([value, state]) => ({
      when: value === 'present' ? `${stateName(field)} !== undefined` : `${stateName(field)} === ${value}`,
      state,
    })),
  )
}

/** Unkey's answer does not say whether the key is enabled, but it was asked for, or its documented default applies. */
function sentState({ create }: VendorModel): string | undefined {
  const field = unanswered(create).find(({ annotation }) => annotation?.state !== undefined)
  const meaning = field?.annotation?.field
  const states = field?.annotation?.state
  if (field === undefined || meaning === undefined || states === undefined) return undefined
  const byDefault = field.schema['default'] === false ? 'false' : 'true'
  const otherwise = byDefault === 'true' ? 'false' : 'true'
  const name = (value: 'true' | 'false'): string =>
    states[value] === undefined ? 'undefined' : quoted(states[value])
  return `${sentAccess(field)} === ${otherwise} ? ${name(otherwise)} : ${name(byDefault)}`
}

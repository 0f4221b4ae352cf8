import type { Operation } from '../core/operation.js'
import { emitFieldChecks } from './emit-field-checks.js'
import { readerOf } from './emit-readers.js'
import {
  emitJoined,
  emitMoments,
  emitVendor,
  isMoment,
  needsBound,
  pairOf,
  sentFields,
  takenNames,
  valueOf,
  type Call,
} from './emit-values.js'
import { isGenericInput, repeatsInput, takesMetadata } from './emit-wire-types.js'
import { asked, unanswered, type RequestField, type VendorModel } from './model.js'
import { groupOf } from './record-groups.js'
import { access, inTemplate, literal, propertySource, quoted, regex, upperFirst } from './source-text.js'
import { textRule } from './emit-checks.js'
import { pairCodec } from './emit-secret.js'

/** How the caller's object is called, and its type, in the operations that take one. */
const givenTo: Readonly<Partial<Record<Operation, { name: string; type: (vendor: string) => string }>>> = {
  create: { name: 'input', type: (vendor) => `${vendor}CreateInput` },
  update: { name: 'patch', type: (vendor) => `${vendor}UpdateInput` },
  revoke: { name: 'options', type: () => 'RevokeOptions' },
  verify: { name: 'options', type: (vendor) => `${vendor}VerifyOptions` },
}

/** The object that holds what is sent in each place. */
const places = { body: 'body', path: 'inPath', query: 'inQuery' } as const

/** The operations that `emitPrepare` writes; a list and an import have more to them. */
export const plainOperations = [
  'create',
  'get',
  'update',
  'revoke',
  'delete',
  'verify',
  'rotate',
  'recover',
] as const

type Plain = (typeof plainOperations)[number]

const about: Readonly<Record<Plain, string>> = {
  create: 'Checks the input before anything is sent, and writes the request.',
  get: 'Asks for the record of a key.',
  update: 'Changes a key.',
  revoke: 'Ends a key for good.',
  delete: 'Ends a key for good and removes its record.',
  verify: 'Asks whether a secret is accepted.',
  rotate: 'Makes a key in the place of another, which works for `overlapMs` more milliseconds.',
  recover: 'Asks for the secret of a key once more.',
}

/** `prepareCreate` and its like: checks what the caller gave, and writes the request. */
export function emitPrepare(model: VendorModel, name: Plain): string {
  const operation = model.operations.get(name)
  if (operation === undefined) return ''
  const given = givenTo[name]
  const call: Call = { model, operation, from: given?.name ?? 'input', at: quoted }
  const fields = sentFields(operation)
  const taken = takenNames(call, fields)
  const lines = [
    ...(fields.some(isMoment) ? ['  const now = Date.now()\n'] : []),
    `  const check = new InputCheck(profile, ${quoted(name)})\n`,
    ...(given === undefined ? [] : [`  check.takes(check.input(${given.name}), ${literal(taken)})\n`]),
    emitPair(call),
    emitVendor(call, '  '),
    emitMoments(call, fields, '  '),
    emitJoined(call, fields),
    ...emitFields(call, fields, taken),
    '  check.end()\n',
  ]
  return `/** ${about[name]} */
export function prepare${upperFirst(name)}${signature(call, name)} {
${lines.join('')}${emitReturn(call, name, fields)}}
`
}

/** The two parts of a presented secret. */
function emitPair({ operation }: Call): string {
  const pair = pairOf(operation)
  return pair === undefined
    ? ''
    : `  const pair = ${pairCodec(pair)}.split(secret, ${quoted(pair.separator)})\n`
}

function emitFields(call: Call, fields: readonly RequestField[], taken: readonly string[]): string[] {
  const { operation } = call
  const body = fields.filter(({ place }) => place === 'body')
  const checks = (some: readonly RequestField[]): string[] =>
    some.map((field) => emitFieldChecks(call, field, places[field.place], '  '))
  const isPatch = operation.operation === 'update'
  const change = isPatch ? body.filter(({ annotation }) => annotation?.field !== 'id') : []
  const fixed = isPatch ? body.filter((field) => !change.includes(field)) : []
  return [
    ...(isPatch && fixed.length > 0
      ? [emitObject(call, 'change', change), emitObject(call, 'body', fixed, '...change')]
      : []),
    ...(isPatch && fixed.length === 0 ? [emitObject(call, 'body', change)] : []),
    ...(!isPatch && body.length > 0 ? [emitObject(call, 'body', body)] : []),
    ...(isPatch
      ? [`  check.changes(${fixed.length > 0 ? 'change' : 'body'}, ${literal([...taken])})\n`]
      : []),
    ...emitBeside(call, fields),
    ...(operation.operation === 'verify' ? emitVerifyChecks(call) : []),
    ...checks(fields),
  ]
}

/** What is sent in the path besides the id, and in the query: each in an object of its own, where it can be checked. */
function emitBeside(call: Call, fields: readonly RequestField[]): string[] {
  const inPath = fields.filter(isInPath)
  const inQuery = fields.filter(({ place }) => place === 'query')
  return [
    ...(inPath.length === 0 ? [] : [emitObject(call, 'inPath', inPath)]),
    ...(inQuery.length === 0 ? [] : [emitObject(call, 'inQuery', inQuery)]),
  ]
}

/** A step of the path that is no id of a key. */
export function isInPath({ place, annotation }: RequestField): boolean {
  return place === 'path' && annotation?.field !== 'id'
}

/** What is checked of a verification whatever the vendor takes. */
function emitVerifyChecks({ operation }: Call): string[] {
  const scopes = asked(operation, 'scopes')
  const own =
    scopes === undefined
      ? ["  check.list('scopes', options.scopes, {}, (at, item) => check.text(at, item))\n"]
      : []
  return ["  check.text('secret', secret)\n", ...own]
}

/** The declaration of an object of fields, on one line where it is short. */
export function emitObject(call: Call, name: string, fields: readonly RequestField[], rest?: string): string {
  const parts = fields.map((field) => propertySource(field.name, valueOf(call, field)))
  const all = rest === undefined ? parts : [...parts, rest]
  const line = `  const ${name} = { ${all.join(', ')} }\n`
  return fields.length <= 2 && line.length < 110
    ? line
    : `  const ${name} = {\n${all.map((part) => `    ${part},\n`).join('')}  }\n`
}

function signature(call: Call, name: Plain): string {
  const { model } = call
  const { vendor } = model.root
  const generic = takesMetadata(model)
  const metadata = generic ? 'M' : 'NoMetadata'
  const given = givenTo[name]
  const isGeneric = (name === 'create' || name === 'update') && isGenericInput(model, name)
  const returns = returnType(call, name, metadata)
  const parameters = [
    ...(['create', 'verify'].includes(name) ? [] : ['id: string']),
    ...(name === 'verify' ? ['secret: string'] : []),
    ...(name === 'rotate' ? ['overlapMs: number'] : []),
    ...(given === undefined ? [] : [`${given.name}: ${given.type(vendor)}${isGeneric ? '<M>' : ''}`]),
    ...(needsBound(call) ? ['bound: Bound'] : []),
  ]
  const types = generic && (isGeneric || returns.includes('<M')) ? '<M extends object>' : ''
  const line = `${types}(${parameters.join(', ')}): ${returns}`
  return line.length < 105
    ? line
    : `${types}(\n${parameters.map((each) => `  ${each},\n`).join('')}): ${returns}`
}

function returnType({ model }: Call, name: Plain, metadata: string): string {
  if (name === 'rotate' || name === 'recover') return 'SecretCall'
  const group = groupOf(model, name)
  if (group === undefined) return 'PlainCall'
  const { vendor } = model.root
  if (name === 'create') return `CreateCall<${metadata}, ${vendor}CreatedRecord>`
  if (name === 'verify') return `VerifyCall<${metadata}, ${vendor}VerifiedRecord>`
  return `KeyCall<${metadata}, ${vendor}${group.name}>`
}

function emitReturn(call: Call, name: Plain, fields: readonly RequestField[]): string {
  const { model, operation } = call
  const hasFields = fields.some(({ place }) => place === 'body')
  const sent = operation.hasBody ? (hasFields ? 'JSON.stringify(body)' : "'{}'") : undefined
  const parts = pairOf(operation) === undefined ? '' : ', ...(pair ?? [])'
  const secrets = name === 'verify' ? [`secrets: [secret${parts}]`] : []
  const request = emitRequest(call, sent, '    ', secrets)
  const reader = readerOf(model, name)
  const lines = [
    ...(name === 'verify' ? emitVerifyFields(call) : []),
    `request: ${request}`,
    ...(name === 'create'
      ? [
          `read: (answer) => ${reader}(${readArguments(model).join(', ').replace('asked', 'body as Sent<CreateBody>')})`,
        ]
      : []),
    ...(name === 'create' || reader === undefined ? [] : [`read: ${reader}`]),
  ]
  const short = `  return { ${lines.join(', ')} }\n`
  if (lines.every((each) => !each.includes('\n')) && short.length < 130) return short
  return `  return {\n${lines.map((line) => `    ${line},\n`).join('')}  }\n`
}

/** What is known of a verification before it is sent. */
function emitVerifyFields({ operation }: Call): string[] {
  const secret = asked(operation, 'secret')
  const { prefix } = secret?.annotation ?? {}
  const rule = prefix === undefined ? textRule(secret?.schema ?? {}) : `{ pattern: ${regex(prefix)} }`
  const hasPair = pairOf(operation) !== undefined
  const fits = prefix === undefined && hasPair ? [] : rule === undefined ? [] : [`fitsText(secret, ${rule})`]
  const conditions = [...(hasPair ? ['pair !== undefined'] : []), ...fits]
  return [
    `possible: ${conditions.length === 0 ? 'true' : conditions.join(' && ')}`,
    ...(operation.whenNull === undefined ? [] : ['isNullable: true']),
    `scopes: ${asked(operation, 'scopes') === undefined ? 'options.scopes ?? []' : '[]'}`,
    `secretField: ${quoted(secret?.name ?? '')}`,
  ]
}

/** A request, on one line where it is short. */
export function emitRequest(
  call: Call,
  body: string | undefined,
  indent: string,
  more: readonly string[] = [],
  query: string | undefined = queryOf(call),
): string {
  const { operation: name, effect, method, hasAnswer, status } = call.operation
  const fields = [
    `operation: ${quoted(name)}`,
    `effect: ${quoted(effect)}`,
    `method: ${quoted(method)}`,
    `path: ${pathOf(call, query)}`,
    ...(body === undefined ? [] : [body === 'body' ? 'body' : `body: ${body}`]),
    // A range of statuses (2XX) without a body is best met by the one that never has any.
    ...(hasAnswer ? [] : [`emptyStatus: ${/^\d+$/.test(status) ? status : 204}`]),
    ...more,
  ]
  const line = `{ ${fields.join(', ')} }`
  return line.length + indent.length < 125
    ? line
    : `{\n${fields.map((field) => `${indent}  ${field},\n`).join('')}${indent}}`
}

/** The path with its id and other steps, and the query. */
function pathOf(call: Call, query: string | undefined): string {
  const { path, request } = call.operation
  const steps = new Map<string, RequestField>()
  for (const step of request) if (step.place === 'path') steps.set(`{${step.name}}`, step)
  const parts = path.split(/(\{[^{}]*\})/).map((part) => {
    const step = steps.get(part)
    return step === undefined ? inTemplate(part) : `\${${encoderOf(step)}(${stepOf(call, step)})}`
  })
  if (query !== undefined) parts.push(`\${queryText(${query})}`)
  return steps.size === 0 && query === undefined ? quoted(path) : `\`${parts.join('')}\``
}

function encoderOf({ annotation }: RequestField): string {
  return annotation?.steps === true ? 'pathSteps' : 'encodeURIComponent'
}

/** What is not there was refused before, which its type does not say. */
function stepOf({ model }: Call, field: RequestField): string {
  if (!isInPath(field)) return 'id'
  const option = model.root.options[field.annotation?.option ?? '']
  const value = `inPath${access(field.name)}`
  return field.set !== undefined || (option?.env !== undefined && option.required)
    ? value
    : `String(${value})`
}

function queryOf({ operation }: Call): string | undefined {
  return sentFields(operation).some(({ place }) => place === 'query') ? 'inQuery' : undefined
}

/**
 * What `readCreate` is given: the answer, and what was sent where the answer does not repeat it. Nobody else
 * holds that: the input is a copy of the caller's.
 */
export function readArguments(model: VendorModel): string[] {
  const moment = unanswered(model.create).some(isMoment)
  return ['answer', ...(repeatsInput(model) ? ['asked'] : []), ...(moment ? ['expiresAt'] : [])]
}

import ts from 'typescript'
import { codecs } from './annotations.js'
import { typeOf } from './schema-facts.js'
import { isJsonObject } from './json.js'
import type { AnswerField, MeaningfulField, OperationModel } from './model.js'
import { camelCase, literal, quoted, upperFirst } from './source-text.js'

/** Names that `readCreate` has for itself. */
const taken = new Set(['read', 'root', 'answer', 'sent', 'asked', 'secret', 'expiresAt'])

/** The variable that holds an object of the answer. */
export function parentName(path: readonly string[]): string {
  if (path.length === 0) return 'root'
  const name = camelCase(path.join('_'))
  return taken.has(name) || !/^[a-z]/.test(name) || isKeyword(name) ? `the${upperFirst(name)}` : name
}

/** The calls that read the objects which other fields lie in, each into its variable. */
export function emitParents(create: OperationModel): string[] {
  const paths = new Map<string, readonly string[]>()
  for (const { parents } of [...create.answer, ...expectedFields(create)]) {
    parents.forEach((_, depth) =>
      paths.set(parents.slice(0, depth + 1).join('/'), parents.slice(0, depth + 1)),
    )
  }
  return [...paths.values()].map((path) => {
    const [name = ''] = path.slice(-1)
    return `  const ${parentName(path)} = ${readObject(path.slice(0, -1), name)}\n`
  })
}

/** The call that reads one field with a meaning. */
export function emitField(field: MeaningfulField): string {
  const { annotation, presence } = field
  const place = placeOf(field, annotation.also)
  if (annotation.codec !== undefined) {
    return `read.moment(${place}, ${quoted(presence)}, ${codecs[annotation.codec].name}.decode)`
  }
  switch (annotation.field) {
    case 'id':
    case 'secret':
      return `read.needed(${place})`
    case 'scopes':
      return `read.texts(${place}, ${quoted(presence)})`
    case 'metadata':
      return `read.metadata(${place}, ${quoted(presence)})`
    case 'enabled':
    case undefined:
      return `read.flag(${place}, ${quoted(presence)})`
    default:
      return `read.text(${place}, ${quoted(presence)}${knownValues(field)})`
  }
}

/** An enum in an answer is news when it grows, not an error. */
function knownValues({ schema }: AnswerField): string {
  const { enum: known } = schema
  return Array.isArray(known) ? `, ${literal(known.filter((value) => typeof value === 'string'))}` : ''
}

/** Reads what has no meaning to keymux, for the warning alone: the contract promises it, so its absence is news. */
export function emitExpectations(create: OperationModel): string[] {
  return expectedFields(create).map((field) => `  ${expectation(field)}\n`)
}

function expectation(field: AnswerField): string | undefined {
  const { schema, presence } = field
  const reader = { string: 'text', boolean: 'flag', array: 'texts', object: 'metadata' }[typeOf(schema) ?? '']
  if (reader === undefined || (reader === 'texts' && !holdsTexts(field))) return undefined
  const known = reader === 'text' ? knownValues(field) : ''
  return `read.${reader}(${placeOf(field)}, ${quoted(presence)}${known})`
}

function holdsTexts({ schema }: AnswerField): boolean {
  const { items } = schema
  return isJsonObject(items) && typeOf(items) === 'string'
}

/** What the contract says of the answer, as far as the objects around it are always there. */
function expectedFields({ answer, expected }: OperationModel): readonly AnswerField[] {
  const certain = new Set([
    '',
    ...answer.flatMap(({ parents }) => parents.map((_, depth) => parents.slice(0, depth + 1).join('/'))),
  ])
  const kept: AnswerField[] = []
  for (const field of expected) {
    const { parents, name, schema, presence } = field
    if (!certain.has(parents.join('/'))) continue
    const isObject = typeOf(schema) === 'object' && schema['properties'] !== undefined
    if (!isObject && expectation(field) !== undefined) kept.push(field)
    if (isObject && presence === 'required') certain.add([...parents, name].join('/'))
  }
  return kept
}

function placeOf({ parents, name }: AnswerField, also: readonly string[] = []): string {
  return `${parentName(parents)}, ${literal([name, ...also])}, ${pointer([...parents, name])}`
}

function readObject(parents: readonly string[], name: string): string {
  return `read.object(${parentName(parents)}, ${quoted(name)}, ${pointer([...parents, name])})`
}

function pointer(path: readonly string[]): string {
  return quoted(`/${path.join('/')}`)
}

function isKeyword(name: string): boolean {
  return ts.identifierToKeywordKind(ts.factory.createIdentifier(name)) !== undefined
}

import ts from 'typescript'
import { codecs } from './field-annotation.js'
import { typeOf } from './schema-facts.js'
import { isJsonObject } from './json.js'
import {
  answered,
  hasMeaning,
  namesOf,
  type AnswerField,
  type MeaningfulField,
  type Parent,
} from './model.js'
import { camelCase, literal, quoted, upperFirst } from './source-text.js'

/** Names that the functions which read answers have for themselves. */
const taken = new Set([
  'from',
  'root',
  'answer',
  'sent',
  'asked',
  'secret',
  'record',
  'key',
  'told',
  'code',
  'valid',
  'reason',
  'reasons',
  'id',
  'state',
  'imported',
  'expiresAt',
])

/** The fields of an answer, or of a record in it, and how the code calls what reads them. */
export interface Holder {
  readonly root: 'root' | 'from'
  readonly fields: readonly AnswerField[]
}

/** The variable that holds the reader of an object of the answer. */
export function parentName({ root }: Holder, path: readonly Parent[]): string {
  if (path.length === 0) return root
  const name = camelCase(namesOf(path).join('_'))
  return taken.has(name) || !/^[a-z]/.test(name) || isKeyword(name) ? `the${upperFirst(name)}` : name
}

/** The calls that read the objects which other fields lie in, each into its variable. */
export function emitParents(holder: Holder): string[] {
  const paths = new Map<string, readonly Parent[]>()
  for (const { parents } of [...holder.fields.filter(hasMeaning), ...expectedFields(holder)]) {
    parents.forEach((_, depth) => {
      const path = parents.slice(0, depth + 1)
      paths.set(namesOf(path).join('/'), path)
    })
  }
  return [...paths.values()].map(
    (path) => `  const ${parentName(holder, path)} = ${readParent(holder, path)}\n`,
  )
}

function readParent(holder: Holder, path: readonly Parent[]): string {
  const around = path.slice(0, -1)
  const [{ name } = { name: '' }] = path.slice(-1)
  const from = parentName(holder, around)
  const reader = isCertain(holder, path) ? 'object' : 'part'
  return `${from}${isCertain(holder, around) ? '.' : '?.'}${reader}(${quoted(name)})`
}

/** Whether an object is there in every answer. What the id or the secret lies in is looked for in any case. */
function isCertain({ fields }: Holder, path: readonly Parent[]): boolean {
  const isAround = (field: MeaningfulField | undefined): boolean =>
    field !== undefined && path.every(({ name }, depth) => field.parents[depth]?.name === name)
  if (isAround(answered(fields, 'id')) || isAround(answered(fields, 'secret'))) return true
  return path.every(({ presence }) => presence === 'required')
}

/** The call that finds the object which the id of a new key stands in, wherever in the answer that is. */
export function emitAround(holder: Holder, id: MeaningfulField): string {
  // Only a text is looked for elsewhere: any number might be found.
  if (isNumber(id)) return parentName(holder, id.parents)
  return `${parentName(holder, id.parents)}.around(${spellings(id)})`
}

/** The call that reads the id of a new key. */
export function emitNewId(holder: Holder, id: MeaningfulField): string {
  if (isNumber(id)) return emitNumberId(holder, id)
  return cutOut(id, `${emitAround(holder, id)}.needed(${spellings(id)})`)
}

/** An id that is a step of a longer text. */
function cutOut({ annotation: { after } }: MeaningfulField, text: string): string {
  return after === undefined ? text : `idAfter(${text}, ${quoted(after)})`
}

function isNumber({ schema }: AnswerField): boolean {
  return ['integer', 'number'].includes(typeOf(schema) ?? '')
}

function emitNumberId(holder: Holder, { parents, name, annotation }: MeaningfulField): string {
  return `numberId(${parentName(holder, parents)}.fields, ${literal([name, ...annotation.also])})`
}

/** The call that reads one field with a meaning. */
export function emitField(holder: Holder, field: MeaningfulField): string {
  const { annotation, presence } = field
  const from = `${parentName(holder, field.parents)}${isCertain(holder, field.parents) ? '.' : '?.'}`
  const names = spellings(field)
  if (annotation.codec !== undefined) {
    return `${from}moment(${names}, ${quoted(presence)}, ${codecs[annotation.codec].name}.decode)`
  }
  switch (annotation.field) {
    case 'secret':
    case 'publicPart':
      return `${from}secret(${names})`
    case 'id':
      return isNumber(field) ? emitNumberId(holder, field) : cutOut(field, `${from}needed(${names})`)
    case 'hash':
      return `${from}needed(${names})`
    case 'scopes':
      return `${from}texts(${names}, ${quoted(presence)})`
    case 'existing':
      // Null is how a list says that there are none, whatever the document has.
      return `${from}texts(${names}, ${quoted(presence === 'optional' ? presence : 'nullable')})`
    case 'metadata':
      return `${from}metadata(${names}, ${quoted(presence)})`
    case 'total':
      return `${from}count(${names}, ${quoted(presence)})`
    case 'more':
    case 'valid':
    case 'enabled':
      return `${from}flag(${names}, ${quoted(presence)})`
    case 'keys':
    case 'imported':
      return `${from}each(${names}, ${quoted(presence)}`
    case undefined:
      return annotation.reasons === undefined
        ? `${from}flag(${names}, ${quoted(presence)})`
        : `${from}text(${names}, ${quoted(presence)}, ${literal(Object.keys(annotation.reasons))})`
    default:
      return `${from}text(${names}, ${quoted(presence)}${knownValues(field)})`
  }
}

/** An enum in an answer is news when it grows, not an error. */
function knownValues({ schema }: AnswerField): string {
  const { enum: known } = schema
  return Array.isArray(known) ? `, ${literal(known.filter((value) => typeof value === 'string'))}` : ''
}

/** Reads what has no meaning to keymux, for the warning alone: the contract promises it, so its absence is news. */
export function emitExpectations(holder: Holder): string[] {
  return expectedFields(holder).map((field) => `  ${expectation(holder, field)}\n`)
}

function expectation(holder: Holder, field: AnswerField): string | undefined {
  const { schema, presence } = field
  const reader = { string: 'text', boolean: 'flag', array: 'texts', object: 'metadata' }[typeOf(schema) ?? '']
  if (reader === undefined || (reader === 'texts' && !holdsTexts(field))) return undefined
  const known = reader === 'text' ? knownValues(field) : ''
  return `${parentName(holder, field.parents)}.${reader}(${spellings(field)}, ${quoted(presence)}${known})`
}

function holdsTexts({ schema }: AnswerField): boolean {
  const { items } = schema
  return isJsonObject(items) && typeOf(items) === 'string'
}

/** What the contract says of the answer without a meaning to us, as far as the objects around it are always there. */
function expectedFields(holder: Holder): readonly AnswerField[] {
  const meaningful = holder.fields.filter(hasMeaning)
  const around = meaningful.flatMap(({ parents }) => parents.map((_, depth) => parents.slice(0, depth + 1)))
  const certain = new Set([
    '',
    ...around.filter((path) => isCertain(holder, path)).map((path) => namesOf(path).join('/')),
  ])
  const kept: AnswerField[] = []
  for (const field of holder.fields) {
    const { parents, name, schema, presence } = field
    if (hasMeaning(field) || !certain.has(namesOf(parents).join('/'))) continue
    const isObject = typeOf(schema) === 'object' && schema['properties'] !== undefined
    if (!isObject && expectation(holder, field) !== undefined) kept.push(field)
    if (isObject && presence === 'required') certain.add([...namesOf(parents), name].join('/'))
  }
  return kept
}

/** What a field is called, under which all of them: the documented name first. */
function spellings({ name, annotation }: AnswerField): string {
  const also = annotation?.also ?? []
  return also.length === 0 ? quoted(name) : literal([name, ...also])
}

function isKeyword(name: string): boolean {
  return ts.identifierToKeywordKind(ts.factory.createIdentifier(name)) !== undefined
}

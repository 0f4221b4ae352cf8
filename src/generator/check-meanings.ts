import type { Operation } from '../core/operation.js'
import { codecs, type FieldAnnotation, type FieldMeaning } from './field-annotation.js'
import { GenerationError } from './generation-error.js'
import type { Sources } from './model.js'

const moments: ReadonlySet<FieldMeaning> = new Set([
  'expiresAt',
  'createdAt',
  'updatedAt',
  'lastUsedAt',
  'revokedAt',
])

/** What an update may change: the names of `UpdateKeyInput` in the core. */
const changeable: readonly FieldMeaning[] = [
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'expiresAt',
  'enabled',
]

/** What a caller gives to each operation, by the names of the core. */
const given: Readonly<Record<Operation, ReadonlySet<FieldMeaning>>> = {
  create: new Set([...changeable, 'prefix']),
  get: new Set(['id']),
  list: new Set(['owner', 'text', 'pageSize', 'cursor', 'offset', 'page']),
  update: new Set(['id', ...changeable]),
  revoke: new Set(['id', 'reason']),
  delete: new Set(['id']),
  verify: new Set(['secret', 'publicPart', 'scopes', 'cost']),
  rotate: new Set(['id', 'overlap']),
  recover: new Set(['id']),
  import: new Set(['keys', 'hash', ...changeable.filter((field) => field !== 'description')]),
}

/** Of an annotation that stands in requests and answers alike: what is for requests; undefined where nothing is. */
export function forRequests(annotation: FieldAnnotation): FieldAnnotation | undefined {
  const { state, ...rest } = only(annotation, readInRequests)
  const kept = annotation.field === 'enabled' ? { ...rest, state } : rest
  return Object.keys(kept).length === 0 ? undefined : { ...kept, also: [] }
}

/** The same for answers. */
export function forAnswers(annotation: FieldAnnotation): FieldAnnotation | undefined {
  const kept = only(annotation, readInAnswers)
  return Object.keys(kept).every((name) => name === 'also') ? undefined : { also: [], ...kept }
}

function only(annotation: FieldAnnotation, read: ReadonlySet<string>): Omit<FieldAnnotation, 'also'> {
  return Object.fromEntries(Object.entries(annotation).filter(([name]) => read.has(name)))
}

/** Whether a caller of an operation gives something that means this. */
export function isGiven(operation: Operation, field: FieldMeaning): boolean {
  return given[operation].has(field)
}

/** What an answer never says: it only ever is asked. */
const onlyAsked: ReadonlySet<FieldMeaning> = new Set([
  'reason',
  'overlap',
  'cost',
  'text',
  'pageSize',
  'offset',
  'page',
])

const readInRequests: ReadonlySet<string> = new Set([
  'field',
  'option',
  'codec',
  'pair',
  'steps',
  'first',
  'lastId',
  'omit',
  'without',
  'within',
  'mostBytes',
  'prefix',
  'separator',
  'pattern',
  'join',
  'notNull',
  'note',
  'state',
  'inverted',
])
const readInAnswers: ReadonlySet<string> = new Set([
  'field',
  'codec',
  'pair',
  'hidden',
  'after',
  'prefix',
  'also',
  'state',
  'reasons',
  'whenNull',
  'parameter',
])

/** Ends the generation where an annotation of a request field says what cannot be meant there. */
export function checkRequestAnnotation(
  annotation: FieldAnnotation,
  operation: Operation,
  at: string,
  sources: Sources,
): void {
  const { field, option, codec, within, prefix, separator, pattern, join, notNull, note, state, inverted } =
    annotation
  const refuse = refuser(at, sources)
  refuseUnread(annotation, readInRequests, refuse)
  if ((field ?? option ?? notNull ?? annotation.omit ?? annotation.without) === undefined)
    refuse('names neither a field nor an option')
  refuseOddRequest(annotation, operation, refuse)
  if (field !== undefined && !given[operation].has(field))
    refuse(`${field} is not something that a caller of ${operation} gives`)
  refuseCodec(annotation, refuse)
  if (within !== undefined && codec === undefined) refuse('within is for a field with a codec')
  if (annotation.mostBytes !== undefined && field !== 'metadata') refuse('mostBytes is for the metadata')
  if (prefix !== undefined && field !== 'secret') refuse('prefix is for the secret')
  if (separator !== undefined && field !== 'prefix') refuse('separator is for the prefix')
  if (join !== undefined && field !== 'scopes') refuse('join is for scopes')
  if (join !== undefined && pattern === undefined) refuse('join needs a pattern of its entries')
  if (note !== undefined && field === undefined) refuse('note is for a field')
  if (state !== undefined && field !== 'enabled') refuse('state is for enabled')
  if (inverted === true && field !== 'enabled') refuse('inverted is for enabled')
  if ((state?.present ?? state?.past) !== undefined)
    refuse('the states present and past are for a moment of an answer')
}

/** Ends the generation where an annotation of an answer's field says what cannot be meant there. */
export function checkAnswerAnnotation(annotation: FieldAnnotation, at: string, sources: Sources): void {
  const { field, codec, prefix, state, reasons, whenNull, parameter } = annotation
  if (parameter !== undefined && field !== 'cursor') refuser(at, sources)('parameter is for the cursor')
  const refuse = refuser(at, sources)
  refuseUnread(annotation, readInAnswers, refuse)
  if ((field ?? state ?? reasons ?? whenNull ?? annotation.hidden) === undefined)
    refuse('names neither a field nor a state nor reasons')
  if (annotation.hidden === true && (field ?? state ?? reasons ?? whenNull) !== undefined)
    refuse('hidden is for a field without another meaning')
  if (annotation.pair !== undefined && field !== 'secret') refuse('pair is for the secret')
  if (annotation.after !== undefined && field !== 'id') refuse('after is for the id')
  if (whenNull !== undefined && (field ?? state ?? reasons) !== undefined)
    refuse('whenNull is for the object that holds the key')
  if (field !== undefined && onlyAsked.has(field)) refuse(`${field} is not something that an answer tells`)
  if (field === 'enabled' && state === undefined) refuse('enabled needs a state in an answer')
  refuseCodec(annotation, refuse)
  if (codec !== undefined && codecs[codec].relative) refuse(`${codec} cannot be read from an answer`)
  if (prefix !== undefined && field !== 'secret') refuse('prefix is for the secret')
  if (reasons !== undefined && (field ?? state) !== undefined) refuse('reasons is for a code')
  const isFlag = field === undefined || field === 'enabled'
  if (!isFlag && (state?.true ?? state?.false) !== undefined)
    refuse('the states true and false are for a flag')
  if (codec === undefined && (state?.present ?? state?.past) !== undefined)
    refuse('the states present and past are for a moment')
}

type Refuse = (reason: string) => never

/** Of the attributes of a request's field, those that only go with one meaning or with none. */
function refuseOddRequest(
  { field, option, pair, steps, first, lastId, omit, without }: FieldAnnotation,
  operation: Operation,
  refuse: Refuse,
): void {
  if (pair !== undefined && field !== 'secret') refuse('pair is for the secret')
  if (pair?.with === 'id')
    refuse('with is for an answer: here the first part is publicPart, whatever it is there')
  if (steps === true && field !== 'id') refuse('steps is for the id')
  if (first !== undefined && field !== 'page') refuse('first is for the page')
  if (lastId === true && field !== 'cursor') refuse('lastId is for the cursor')
  if ((omit ?? without) !== undefined && (field ?? option) !== undefined)
    refuse('omit and without are for a field that nobody gives')
  if (omit === true && without !== undefined) refuse('omit and without cannot both be')
  if (without !== undefined && operation !== 'create') refuse('without is for create')
  if (without !== undefined && !given[operation].has(without))
    refuse(`${without} is not something that a caller of ${operation} gives`)
}

function refuser(at: string, sources: Sources): Refuse {
  return (reason) => {
    throw new GenerationError(sources.overlay, at, `x-keymux: ${reason}`)
  }
}

function refuseUnread(annotation: FieldAnnotation, read: ReadonlySet<string>, refuse: Refuse): void {
  for (const [name, value] of Object.entries(annotation)) {
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0)
    if (!isEmpty && !read.has(name)) refuse(`nothing reads ${name} here`)
  }
}

function refuseCodec({ field, codec }: FieldAnnotation, refuse: Refuse): void {
  const isMoment = field !== undefined && moments.has(field)
  if (isMoment && codec === undefined) refuse(`${field} needs a codec`)
  if (!isMoment && codec !== undefined) refuse('codec is for a moment')
}

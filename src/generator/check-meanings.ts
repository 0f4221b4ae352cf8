import { codecs, type FieldAnnotation, type FieldMeaning } from './annotations.js'
import { GenerationError } from './generation-error.js'
import type { Sources } from './model.js'

const moments: ReadonlySet<FieldMeaning> = new Set([
  'expiresAt',
  'createdAt',
  'updatedAt',
  'lastUsedAt',
  'revokedAt',
])

/** What a caller can ask for: the names of `CreateKeyInput` in the core. */
const askable: ReadonlySet<FieldMeaning> = new Set([
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'expiresAt',
  'prefix',
  'enabled',
])

const readInRequests: ReadonlySet<string> = new Set([
  'field',
  'option',
  'codec',
  'within',
  'separator',
  'note',
  'state',
])
const readInAnswers: ReadonlySet<string> = new Set(['field', 'codec', 'prefix', 'also', 'state'])

/** Ends the generation where an annotation of a request field says what cannot be meant there. */
export function checkRequestAnnotation(annotation: FieldAnnotation, at: string, sources: Sources): void {
  const { field, option, codec, within, separator, note, state } = annotation
  const refuse = refuser(at, sources)
  refuseUnread(annotation, readInRequests, refuse)
  if (field === undefined && option === undefined) refuse('names neither a field nor an option')
  if (field !== undefined && !askable.has(field)) refuse(`${field} is not something that a caller asks for`)
  refuseCodec(annotation, refuse)
  if (within !== undefined && codec === undefined) refuse('within is for a field with a codec')
  if (separator !== undefined && field !== 'prefix') refuse('separator is for the prefix')
  if (note !== undefined && field === undefined) refuse('note is for a field')
  if (state !== undefined && field !== 'enabled') refuse('state is for enabled')
  if (state?.present !== undefined) refuse('the state present is for a moment of an answer')
}

/** Ends the generation where an annotation of an answer's field says what cannot be meant there. */
export function checkAnswerAnnotation(annotation: FieldAnnotation, at: string, sources: Sources): void {
  const { field, codec, prefix, state } = annotation
  const refuse = refuser(at, sources)
  refuseUnread(annotation, readInAnswers, refuse)
  if (field === undefined && state === undefined) refuse('names neither a field nor a state')
  if (field === 'enabled' && state === undefined) refuse('enabled needs a state in an answer')
  refuseCodec(annotation, refuse)
  if (codec !== undefined && codecs[codec].relative) refuse(`${codec} cannot be read from an answer`)
  if (prefix !== undefined && field !== 'secret') refuse('prefix is for the secret')
  const isFlag = field === undefined || field === 'enabled'
  if (!isFlag && (state?.true ?? state?.false) !== undefined)
    refuse('the states true and false are for a flag')
  if (codec === undefined && state?.present !== undefined) refuse('the state present is for a moment')
}

type Refuse = (reason: string) => never

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

import type { Operation } from '../core/operation.js'
import { annotationKey } from './annotations.js'
import { checkAnswerAnnotation, forAnswers } from './check-meanings.js'
import { fieldAnnotation, type FieldMeaning } from './field-annotation.js'
import { GenerationError } from './generation-error.js'
import type { JsonValue } from './json.js'
import {
  answered,
  entries,
  isNullable,
  names,
  namesOf,
  type AnswerField,
  type Contract,
  type Parent,
  type Sources,
} from './model.js'
import { refuseDoubles } from './refuse-doubles.js'
import { resolve, throughReferences } from './references.js'

/** How deep a meaning may lie: deeper than this it would be no field of a key. */
const deepest = 4

/** What the answer to each operation must tell, so that it is one; of those with entries, what these must tell. */
const needed: Readonly<Record<Operation, readonly FieldMeaning[]>> = {
  create: ['id', 'secret'],
  get: ['id'],
  list: ['keys'],
  update: [],
  revoke: [],
  delete: [],
  verify: ['id'],
  rotate: ['id', 'secret'],
  recover: ['secret'],
  import: ['imported', 'existing'],
}
const neededInEntries: Readonly<Partial<Record<FieldMeaning, readonly FieldMeaning[]>>> = {
  keys: ['id'],
  imported: ['id', 'hash'],
}

/** What each field of an answer means. Of a deletion no record is read: that it succeeded says it all, unless a flag denies it. */
export function readAnswer(
  contract: Contract,
  node: JsonValue | undefined,
  operation: Operation,
  at: string,
): readonly AnswerField[] {
  const fields = answerFields(contract, node, at)
  if (operation === 'delete') return fields.filter(({ annotation }) => annotation?.field === 'done')
  requireMeanings(fields, needed[operation], at, contract.sources)
  refuseOdd(fields, operation, at, contract.sources)
  return fields
}

function answerFields(contract: Contract, node: JsonValue | undefined, at: string): AnswerField[] {
  const { document, sources } = contract
  const walk = (
    holder: JsonValue | undefined,
    parents: readonly Parent[],
    above: ReadonlySet<string>,
  ): AnswerField[] => {
    const body = resolve(document, holder)
    const required = names(body['required'])
    const inside = new Set([...above, ...throughReferences(document, holder)])
    return entries(body['properties']).flatMap(([name, property]): AnswerField[] => {
      // The same model may be the request's, where somebody else writes it.
      if (resolve(document, property)['writeOnly'] === true) return []
      const field = readField(contract, { name, property, parents, isRequired: required.includes(name) }, at)
      // A record may hold another of its kind, whose id is not this one's.
      const again = [...throughReferences(document, property)].some((reference) => inside.has(reference))
      const isLeaf =
        (field.annotation !== undefined && field.annotation.whenNull === undefined) ||
        again ||
        parents.length >= deepest
      const below = [...parents, { name, presence: field.presence }]
      return [field, ...(isLeaf ? [] : walk(property, below, inside))]
    })
  }
  const fields = walk(node, [], new Set())
  refuseDoubles(fields, at, sources)
  return fields
}

interface Found {
  readonly name: string
  readonly property: JsonValue
  readonly parents: readonly Parent[]
  readonly isRequired: boolean
}

function readField(
  contract: Contract,
  { name, property, parents, isRequired }: Found,
  at: string,
): AnswerField {
  const { document, sources } = contract
  const schema = resolve(document, property)
  const place = [at, ...namesOf(parents), name].join('.')
  const written = schema[annotationKey]
  const given = written === undefined ? undefined : fieldAnnotation(sources.overlay, place, written)
  const annotation = given && (contract.shared?.has(written ?? null) === true ? forAnswers(given) : given)
  if (annotation !== undefined) checkAnswerAnnotation(annotation, place, sources)
  const presence = !isRequired ? 'optional' : isNullable(schema) ? 'nullable' : 'required'
  const inEntries = annotation?.field === undefined ? undefined : neededInEntries[annotation.field]
  const items = inEntries === undefined ? [] : answerFields(contract, schema['items'], `${place}[]`)
  if (inEntries !== undefined) requireMeanings(items, inEntries, `${place}[]`, sources)
  return { parents, name, annotation, written, schema, presence, items }
}

function requireMeanings(
  fields: readonly AnswerField[],
  meanings: readonly FieldMeaning[],
  at: string,
  sources: Sources,
): void {
  for (const meaning of meanings) {
    if (answered(fields, meaning) === undefined)
      throw new GenerationError(sources.overlay, at, `no field is the ${meaning}`)
  }
}

/** What only goes together with something else in the same answer. */
function refuseOdd(
  fields: readonly AnswerField[],
  operation: Operation,
  at: string,
  { overlay }: Sources,
): void {
  const refuse = (reason: string): never => {
    throw new GenerationError(overlay, at, reason)
  }
  if (
    answered(fields, 'done') !== undefined &&
    (operation !== 'revoke' || answered(fields, 'id') !== undefined)
  )
    refuse('x-keymux: done is for an answer to revoke or delete that tells of no key')
  const secret = answered(fields, 'secret')
  const pair = secret?.annotation.pair
  if (pair !== undefined && answered(fields, pair.with) === undefined)
    refuse(`no field is the ${pair.with} that the secret is a pair with`)
  if (secret !== undefined && pair?.with !== 'publicPart' && answered(fields, 'publicPart') !== undefined)
    refuse('publicPart is a part of nothing: say `pair` of the secret')
}

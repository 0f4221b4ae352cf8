import type { JsonObject } from '../json.js'
import type { FoundOperation } from '../operations-in.js'
import { typeOf } from '../schema-facts.js'
import { answerOf, takenBy } from './exchanges.js'
import { guessTaken, guessTold, type Guess } from './guess-field.js'
import type { Options } from './options.js'
import type { Place } from './places.js'
import type { Proposal } from './proposal.js'
import { bare, type Likely } from './words.js'

type GuessOf = (place: Place) => Guess | undefined

const ids: GuessOf = (place) =>
  ['string', 'integer', 'number'].includes(typeOf(place.schema) ?? '') &&
  /^(id|\w*(key|token|credential|secret)id|uid|uuid)$/.test(bare(place.name))
    ? { annotation: { field: 'id' } }
    : undefined

const secrets: GuessOf = (place) =>
  typeOf(place.schema) === 'string' &&
  /^(secret|\w*key|token|\w*token|value|plaintext)$/.test(bare(place.name))
    ? { annotation: { field: 'secret' }, doubt: `by its name, ${place.name}` }
    : undefined

const overlaps: GuessOf = ({ name, schema }) =>
  /^(overlap|graceperiod|expiration|expireafter)(ms)?$/.test(bare(name)) && typeOf(schema) === 'integer'
    ? { annotation: { field: 'overlap' }, doubt: 'is it how long the old key lives on, in milliseconds?' }
    : undefined

const ofPage: Readonly<Record<string, readonly [type: string, field: string]>> = {
  nextcursor: ['string', 'cursor'],
  cursor: ['string', 'cursor'],
  endcursor: ['string', 'cursor'],
  after: ['string', 'cursor'],
  nextpagetoken: ['string', 'cursor'],
  nexttoken: ['string', 'cursor'],
  hasmore: ['boolean', 'more'],
  hasnext: ['boolean', 'more'],
  hasnextpage: ['boolean', 'more'],
  total: ['integer', 'total'],
  totalcount: ['integer', 'total'],
}

/** Annotates what an operation takes and answers. */
export function proposeFields(
  document: JsonObject,
  kind: Likely,
  found: FoundOperation,
  secret: Place,
  options: Options,
  proposal: Proposal,
): void {
  proposeTaken(takenBy(document, found), kind, options, proposal)
  const answer = answerOf(document, found)
  if (kind === 'list') return proposePage(answer, proposal)
  if (kind === 'delete' || answer === undefined) return
  if (kind === 'recover') return take(answer.places, secrets, proposal)
  const record = recordIn(answer.places, [])
  if (record.length === 0) {
    if (kind === 'create') proposal.ask('Which field of the answer to the create is the id of the key?')
    return
  }
  if (kind === 'verify') proposeVerdict(answer.places, proposal)
  if (kind === 'create' || kind === 'rotate') {
    const shown = answer.places.find(({ name, parents }) => name === secret.name && !parents.includes('[]'))
    const place = kind === 'create' ? secret : shown
    if (place !== undefined)
      proposal.annotate(
        place.holder,
        { annotation: { field: 'secret' }, doubt: `by its name, ${place.name}` },
        place.name,
      )
  }
  take(record, (place) => (place.name === secret.name ? undefined : told(record)(place)), proposal)
}

function proposeTaken(places: readonly Place[], kind: Likely, options: Options, proposal: Proposal): void {
  const outer = places.filter(({ parents }) => parents.length === 0)
  if (kind === 'create') return take(outer, guessTaken, proposal)
  if (kind === 'verify') return take(outer, secrets, proposal)
  take(outer, ids, proposal)
  if (kind === 'update') take(outer, guessTaken, proposal)
  else if (kind === 'rotate') take(outer, overlaps, proposal)
  else takeOptions(outer, kind, options, proposal)
  if (kind === 'revoke')
    take(
      outer,
      ({ name }) => (bare(name) === 'reason' ? { annotation: { field: 'reason' } } : undefined),
      proposal,
    )
}

/** What a body must hold besides, and keymux has no word for, is told once: when the client is made. */
function takeOptions(places: readonly Place[], kind: Likely, options: Options, proposal: Proposal): void {
  for (const place of places) {
    const isKnown = ids(place) !== undefined && kind !== 'list'
    if (
      place.isRequired &&
      !isKnown &&
      typeOf(place.schema) === 'string' &&
      options.add(place.name, place.schema)
    )
      proposal.annotate(place.holder, options.guess(place.name), place.name)
  }
}

/** What another operation made an option of is one wherever it is taken. */
export function proposeOptions(places: readonly Place[], options: Options, proposal: Proposal): void {
  for (const place of places.filter(({ parents }) => parents.length === 0))
    if (options.has(place.name)) proposal.annotate(place.holder, options.guess(place.name), place.name)
}

function proposePage(answer: ReturnType<typeof answerOf>, proposal: Proposal): void {
  if (answer === undefined) return proposal.ask('What does the list answer? Its document has no schema.')
  const lists = answer.places.filter(({ schema }) => typeOf(schema) === 'array')
  const isWhole = typeOf(answer.schema) === 'array'
  const inner = isWhole
    ? ['[]']
    : lists
        .map(({ name, parents }) => [...parents, name, '[]'])
        .find((way) => recordIn(answer.places, way).length > 0)
  if (inner === undefined) return proposal.ask('Which field of the list holds the keys?')
  const way = isWhole ? ['[]'] : (inner as readonly string[])
  const holder = lists.find(({ name, parents }) => [...parents, name, '[]'].join('\n') === way.join('\n'))
  if (isWhole) proposal.annotate(answer.at, { annotation: { field: 'keys' } })
  else if (holder !== undefined)
    proposal.annotate(holder.holder, { annotation: { field: 'keys' } }, holder.name)
  const record = recordIn(answer.places, way)
  take(record, told(record), proposal)
  const outer = answer.places.filter(({ parents }) => !parents.includes('[]'))
  take(
    outer,
    ({ name, schema }) => {
      const [type, field] = ofPage[bare(name)] ?? []
      return field !== undefined && typeOf(schema) === type ? { annotation: { field } } : undefined
    },
    proposal,
  )
}

function proposeVerdict(places: readonly Place[], proposal: Proposal): void {
  take(
    places,
    ({ name, schema }) =>
      ['valid', 'isvalid'].includes(bare(name)) && typeOf(schema) === 'boolean'
        ? { annotation: { field: 'valid' } }
        : undefined,
    proposal,
  )
  proposal.ask(
    'What does a verification answer for each thing that is wrong with a key? See `reasons` and `whenNull`.',
  )
}

/** The fields of the key: those that stand beside its id. Below `[]` only where that is asked for. */
function recordIn(places: readonly Place[], way: readonly string[]): readonly Place[] {
  const inside = places.filter(
    ({ parents }) =>
      way.every((name, index) => parents[index] === name) && !parents.slice(way.length).includes('[]'),
  )
  const id =
    inside.find((place) => ids(place) !== undefined) ?? inside.find(({ name }) => bare(name) === 'hash')
  return id === undefined ? [] : inside.filter(({ parents }) => parents.join('\n') === id.parents.join('\n'))
}

/** What a record tells; its id is the surest of those that might be one. */
function told(record: readonly Place[]): GuessOf {
  const id =
    record.find(({ name }) => bare(name) === 'id') ?? record.find((place) => ids(place) !== undefined)
  return (place) => {
    if (place.name === id?.name) return { annotation: { field: 'id' } }
    const guess = guessTold(place)
    return guess?.annotation['field'] === 'id' && id !== undefined ? undefined : guess
  }
}

/** A meaning goes to one field: one that is certain before one that is not, and of these the one with the likeliest name. */
function take(places: readonly Place[], guessOf: GuessOf, proposal: Proposal): void {
  const guesses = places.flatMap((place) => {
    const guess = guessOf(place)
    return guess === undefined ? [] : [{ place, guess }]
  })
  const given = new Map<string, string>()
  for (const { place, guess } of guesses.toSorted((a, b) => weight(a.guess) - weight(b.guess))) {
    const field = String(guess.annotation['field'] ?? place.name)
    const owner = given.get(field) ?? place.name
    given.set(field, owner)
    if (owner === place.name) proposal.annotate(place.holder, guess, place.name)
    else if (bare(owner) !== field.toLowerCase())
      proposal.ask(`${field}: is it ${owner}, as proposed, or ${place.name}?`)
  }
}

function weight({ doubt, rank = 0 }: Guess): number {
  return rank + (doubt === undefined ? 0 : 100)
}

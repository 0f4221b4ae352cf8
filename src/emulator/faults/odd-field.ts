import type { Random } from '../random.js'
import type { OddField } from './fault.js'
import { areInLine, isContainer, pathOf, type Place, placesIn, pointerTo, withValueAt } from './json-tree.js'

/** The name of a field that no vendor has. */
const newName = 'somethingNew'

/**
 * The JSON of an answer with one field changed; undefined if there is none to change. `enumerations` are the fields
 * that hold a word of a list.
 */
export function withOddField(body: unknown, fault: OddField, enumerations: RegExp, random: Random): unknown {
  const places = candidates(body, fault, enumerations)
  const place = places[Math.floor(random.fraction() * places.length)]
  if (place === undefined) return undefined
  return withValueAt(body, place.path, oddValue(fault.kind, place.value))
}

/** The places that a fault can change: the one that it names, or all that it may draw from. */
function candidates(body: unknown, { kind, field, spare = [] }: OddField, enumerations: RegExp): Place[] {
  const places = kind === 'extra-field' ? newPlaces(body, field) : placesIn(body).slice(1)
  const changeable = places.filter(({ value }) => kind !== 'null-field' || value !== null)
  if (field !== undefined)
    return changeable.filter(({ path }) => pointerTo(path) === pointerTo(pathOf(field)))
  const spared = spare.map(pathOf)
  return changeable.filter(
    ({ path }) =>
      (kind !== 'unknown-enum' || enumerations.test(pointerTo(path))) &&
      !spared.some((each) => areInLine(path, each)),
  )
}

/** Where a field could be added: the one that is named, if its object is there and it is not, or one in each object. */
function newPlaces(body: unknown, field: string | undefined): Place[] {
  const objects = placesIn(body).filter(({ value }) => isContainer(value) && !Array.isArray(value))
  const named = field === undefined ? newName : (pathOf(field).at(-1) ?? '')
  return objects
    .filter(({ value }) => !Object.hasOwn(value as object, named))
    .map(({ path }) => ({ path: [...path, named], value: undefined }))
}

function oddValue(kind: OddField['kind'], value: unknown): unknown {
  switch (kind) {
    case 'unknown-enum':
      return /^[A-Z_]+$/.test(String(value)) ? 'UNHEARD_OF' : 'unheard_of'
    case 'extra-field':
      return { unheard: 'of' }
    case 'missing-field':
      return undefined
    case 'null-field':
      return null
    case 'wrong-type':
      return ofAnotherType(value)
  }
}

function ofAnotherType(value: unknown): unknown {
  if (typeof value === 'string') return 12345
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value === null) return 0
  return Array.isArray(value) ? {} : []
}

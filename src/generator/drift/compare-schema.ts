import { canonical, difference, under } from './drift.js'
import { takeApart } from './parts.js'
import { shapeOf } from './shape.js'
import type { JsonObject, JsonValue } from '../json.js'
import type { Direction, Drift } from './drift.js'
import type { Choice } from './parts.js'
import type { Shape } from './shape.js'

type Nodes = readonly JsonValue[]

export type CompareSchemas = (ours: Nodes, theirs: Nodes) => Drift[]

/** Compares schemas of two documents by what they demand. Paths are relative to where the two schemas stand. */
export function schemaComparer(ours: JsonObject, theirs: JsonObject, direction: Direction): CompareSchemas {
  const known = new Map<string, Drift[]>()
  const idOf = numberer()
  const compare: CompareSchemas = (ourNodes, theirNodes) => {
    const [our, their] = [takeApart(ours, ourNodes), takeApart(theirs, theirNodes)]
    const pair = `${our.schemas.map(idOf).join()}|${their.schemas.map(idOf).join()}`
    const earlier = known.get(pair)
    if (earlier !== undefined) return earlier
    // A pair met again below itself is a cycle, and what differs in it is being reported one level up.
    known.set(pair, [])
    const drifts = compareShapes(shapeOf(our), shapeOf(their), compare, direction)
    known.set(pair, drifts)
    return drifts
  }
  return compare
}

function numberer(): (value: JsonValue) => string {
  const ids = new Map<JsonValue, string>()
  return (value) => {
    const id = ids.get(value) ?? String(ids.size)
    ids.set(value, id)
    return id
  }
}

function compareShapes(ours: Shape, theirs: Shape, compare: CompareSchemas, direction: Direction): Drift[] {
  const drifts = [
    ...difference('', 'nullable', ours.nullable, theirs.nullable),
    ...difference('', 'type', ours.types, theirs.types),
  ]
  if (drifts.some(({ kind }) => kind === 'type')) return drifts
  return [
    ...drifts,
    ...compareValues(ours.values, theirs.values),
    ...compareNamed('limit', ours.limits, theirs.limits),
    ...difference('', 'pattern', ours.patterns, theirs.patterns),
    ...difference('', 'format', ours.format, theirs.format),
    ...difference('', 'default', ours.default, theirs.default),
    ...compareNamed('type', ours.others, theirs.others),
    ...compareProperties(ours, theirs, compare, direction),
    ...compareRest(ours, theirs, compare),
    ...compareChild('[]', ours.items, theirs.items, compare),
    ...compareChoices(ours.choices, theirs.choices, compare),
  ]
}

function compareValues(ours: JsonValue[] | undefined, theirs: JsonValue[] | undefined): Drift[] {
  if (ours === undefined || theirs === undefined) return difference('', 'enum', ours, theirs)
  return [
    ...ours
      .filter((value) => lacks(theirs, value))
      .flatMap((value) => difference('', 'enum', value, undefined)),
    ...theirs
      .filter((value) => lacks(ours, value))
      .flatMap((value) => difference('', 'new', undefined, value)),
  ]
}

function lacks(list: readonly JsonValue[], value: JsonValue): boolean {
  return list.every((other) => canonical(other) !== canonical(value))
}

function compareNamed(
  kind: 'limit' | 'type',
  ours: ReadonlyMap<string, JsonValue>,
  theirs: ReadonlyMap<string, JsonValue>,
): Drift[] {
  const names = new Set([...ours.keys(), ...theirs.keys()])
  return [...names].flatMap((name) => difference(` ${name}`, kind, ours.get(name), theirs.get(name)))
}

function compareProperties(
  ours: Shape,
  theirs: Shape,
  compare: CompareSchemas,
  direction: Direction,
): Drift[] {
  const names = new Set([
    ...ours.properties.keys(),
    ...theirs.properties.keys(),
    ...ours.required,
    ...theirs.required,
  ])
  return [...names].flatMap((name) => {
    const [our, their] = [ours.properties.get(name), theirs.properties.get(name)]
    const [ourNeed, theirNeed] = [ours.required.has(name), theirs.required.has(name)]
    const path = `.${name}`
    if (our !== undefined && their === undefined) return difference(path, 'absent', need(ourNeed), undefined)
    if (our === undefined && their !== undefined) {
      const kind = theirNeed && direction === 'request' ? 'required' : 'new'
      return difference(path, kind, undefined, need(theirNeed))
    }
    const nested = our !== undefined && their !== undefined ? compare(our, their) : []
    return difference(path, 'required', ourNeed, theirNeed).concat(under(path, nested))
  })
}

function need(required: boolean): string {
  return required ? 'required field' : 'optional field'
}

function compareRest(ours: Shape, theirs: Shape, compare: CompareSchemas): Drift[] {
  const drifts = difference('', 'closed', ruleOfRest(ours), ruleOfRest(theirs))
  return drifts.length > 0 || ours.closed ? drifts : compareChild('.*', ours.rest, theirs.rest, compare)
}

function ruleOfRest(shape: Shape): string {
  if (shape.closed) return 'no other fields'
  return shape.rest.length > 0 ? 'other fields of one schema' : 'any other fields'
}

function compareChild(path: string, ours: Nodes, theirs: Nodes, compare: CompareSchemas): Drift[] {
  return under(path, compare(ours, theirs))
}

/** Alternatives have no names: equal ones are set aside, and what is left is compared in the order written. */
function compareChoices(
  ours: readonly Choice[],
  theirs: readonly Choice[],
  compare: CompareSchemas,
): Drift[] {
  const drifts = difference('', 'type', keywordsOf(ours), keywordsOf(theirs))
  if (drifts.length > 0) return drifts
  return ours.flatMap((choice, index) =>
    compareMembers(choice.members, theirs[index]?.members ?? [], compare),
  )
}

function keywordsOf(choices: readonly Choice[]): string[] {
  return choices.map(({ keyword }) => keyword)
}

function compareMembers(ours: Nodes, theirs: Nodes, compare: CompareSchemas): Drift[] {
  const left = [...theirs]
  const unmatched = [...ours.entries()].filter(([, member]) => {
    const twin = left.findIndex((other) => compare([member], [other]).length === 0)
    if (twin >= 0) left.splice(twin, 1)
    return twin < 0
  })
  const drifts = unmatched.flatMap(([index, member]) => {
    const other = left.shift()
    if (other === undefined) return difference(`|${index}`, 'absent', 'alternative', undefined)
    return under(`|${index}`, compare([member], [other]))
  })
  return [...drifts, ...left.flatMap(() => difference('|', 'new', undefined, 'alternative'))]
}

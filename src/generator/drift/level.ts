import { canonical, sideOf } from './drift.js'
import type { Drift, DriftKind, Side } from './drift.js'
import type { JsonValue } from '../json.js'

/**
 * What a difference does to a client that was generated from our contract: `breaking` makes calls fail or answers unreadable,
 * `worth-a-look` leaves something unused or checked wrongly, `harmless` changes nothing.
 */
export type Level = 'breaking' | 'worth-a-look' | 'harmless'

/** From the worst to the least. */
export const levels: readonly Level[] = ['breaking', 'worth-a-look', 'harmless']

/** What the vendor now takes or tells, beside what the contract says. */
type Change = 'narrower' | 'wider' | 'other'

export function levelOf(drift: Drift): Level {
  const side = sideOf(drift.path)
  if (side === undefined) return 'breaking'
  const level = rules[drift.kind](drift, side)
  return side === 'read' && level === 'breaking' && isReadLeniently(drift.path) ? 'worth-a-look' : level
}

type Rule = (drift: Drift, side: Side) => Level

/** What is sent must be taken: a narrower vendor refuses it. What is read must be understood: a wider one surprises us. */
const byWidth =
  (widthOf: (drift: Drift) => Change): Rule =>
  (drift, side) => {
    const width = widthOf(drift)
    if (width === 'other') return 'breaking'
    return (width === 'narrower') === (side === 'sent') ? 'breaking' : 'harmless'
  }

const rules: Readonly<Record<DriftKind, Rule>> = {
  absent: ({ path, ours }, side) => {
    if (side === 'sent') return 'breaking'
    if (ours === 'alternative' || isWholeFailure(path)) return 'harmless'
    return ours === 'optional field' ? 'worth-a-look' : 'breaking'
  },
  new: ({ path, theirs }, side) => {
    if (side === 'sent' || isFailure(path)) return 'harmless'
    // A value that we have no word for, or a success that we do not read.
    return / response \d+$/.test(path) || !/ (field|parameter)$/.test(String(theirs))
      ? 'worth-a-look'
      : 'harmless'
  },
  required: byWidth(({ theirs }) => (theirs === false ? 'wider' : 'narrower')),
  nullable: byWidth(({ theirs }) => (theirs === true ? 'wider' : 'narrower')),
  enum: ({ ours, theirs }, side) => {
    if (theirs === undefined && Array.isArray(ours)) return side === 'read' ? 'worth-a-look' : 'harmless'
    return side === 'read' ? 'harmless' : 'breaking'
  },
  type: byWidth(({ ours, theirs }) => widthOfTypes(ours, theirs)),
  style: () => 'breaking',
  // Our own checks are stricter than the vendor where it became wider: it takes what we refuse.
  limit: (drift, side) => {
    if (side === 'read') return widthOfLimit(drift) === 'narrower' ? 'harmless' : 'worth-a-look'
    return widthOfLimit(drift) === 'wider' ? 'worth-a-look' : 'breaking'
  },
  pattern: ({ theirs }, side) => (side === 'read' || isEmpty(theirs) ? 'worth-a-look' : 'breaking'),
  closed: ({ theirs }, side) =>
    side === 'sent' && theirs === 'no other fields' ? 'worth-a-look' : 'harmless',
  default: (_, side) => (side === 'sent' ? 'worth-a-look' : 'harmless'),
  format: () => 'worth-a-look',
}

/** What a failure says, and the headers of any answer, are read where they are there: the status tells the most. */
function isReadLeniently(path: string): boolean {
  return isFailure(path) || / response \S+ header /.test(path)
}

function isFailure(path: string): boolean {
  return / response ([45]..|default)\b/i.test(path)
}

function isWholeFailure(path: string): boolean {
  return / response ([45]..|default)$/i.test(path)
}

function widthOfTypes(ours: JsonValue | undefined, theirs: JsonValue | undefined): Change {
  if (!Array.isArray(ours) || !Array.isArray(theirs)) return 'other'
  if (holdsAll(theirs, ours)) return 'wider'
  return holdsAll(ours, theirs) ? 'narrower' : 'other'
}

/** Of types and patterns an empty list stands for any. */
function holdsAll(wide: readonly JsonValue[], narrow: readonly JsonValue[]): boolean {
  if (isEmpty(wide)) return true
  const names = new Set(
    wide.flatMap((each) => (each === 'number' ? ['number', 'integer'] : [canonical(each)])),
  )
  return narrow.length > 0 && narrow.every((each) => names.has(each === 'integer' ? each : canonical(each)))
}

function isEmpty(value: JsonValue | readonly JsonValue[] | undefined): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

function widthOfLimit({ path, ours, theirs }: Drift): Change {
  if (theirs === undefined) return 'wider'
  if (ours === undefined) return 'narrower'
  if (typeof ours !== 'number' || typeof theirs !== 'number') return 'other'
  const isLower = /(^|\s)(min|exclusiveMin)\w*$/.test(path)
  const isUpper = /(^|\s)(max|exclusiveMax)\w*$/.test(path)
  if (!isLower && !isUpper) return 'other'
  return theirs > ours === isLower ? 'narrower' : 'wider'
}

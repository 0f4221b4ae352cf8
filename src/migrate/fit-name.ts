import type { Limits } from '../core/capabilities.js'
import type { Loss } from './loss.js'

/** How long a marker at the end of a name is: ` [kmx_…]`. */
const markerLength = 27

/** A field as the target takes it, and what that costs. */
export interface Fitted<T> {
  readonly value: T
  readonly losses: readonly Loss[]
}

export interface NameRules {
  readonly limits: Limits
  readonly isRequired: boolean
  /** Whether a marker stands at its end. */
  readonly isMarked: boolean
  readonly isTaken: (name: string) => boolean
}

/** A name within the target's limits; of a key without one, where it must have one, its id at the source. */
export function fitName(name: string | undefined, id: string, rules: NameRules): Fitted<string | undefined> {
  const { limits, isRequired, isMarked } = rules
  if ((name === undefined || name === '') && !isRequired) return { value: undefined, losses: [] }
  const most = limits.longestName === null ? null : limits.longestName - (isMarked ? markerLength : 0)
  const losses: Loss[] = []
  const change = (kind: Loss['kind'], why: string): void => void losses.push({ field: 'name', kind, why })
  let value = name ?? ''
  if (limits.namePattern !== null && !new RegExp(limits.namePattern, 'u').test(value)) {
    value = value.replaceAll(/[\n\r\u2028\u2029]+/g, ' ').trim()
    change('changed', 'the target takes no line breaks and no blanks at the ends')
  }
  if ([...value].length < (limits.shortestName ?? 0) || value === '') {
    value = `${value} ${id}`.trim()
    change(
      'changed',
      name === undefined ? 'it has none and the target needs one' : 'it is too short for the target',
    )
  }
  if (most !== null && [...value].length > most) {
    value = [...value].slice(0, most).join('').trimEnd()
    change('cut', `the target takes ${most} characters${isMarked ? ' beside the marker' : ''}`)
  }
  if (rules.isTaken(value)) {
    value = apart(value, id, most)
    change('changed', 'another key of its owner has this name, and the target takes each only once')
  }
  return { value, losses }
}

/** A name that no other key has. */
export function apart(name: string, id: string, most: number | null): string {
  const tail = ` (${id.slice(-12)})`
  const room = most === null ? name : [...name].slice(0, Math.max(0, most - tail.length)).join('')
  return `${room.trimEnd()}${tail}`
}

import type { JsonValue } from '../json.js'

export type DriftKind =
  | 'absent'
  | 'type'
  | 'required'
  | 'enum'
  | 'limit'
  | 'pattern'
  | 'nullable'
  | 'default'
  | 'format'
  | 'style'
  | 'closed'
  | 'new'

/** One difference. `ours` or `theirs` is undefined where that side says nothing. */
export interface Drift {
  readonly path: string
  readonly kind: DriftKind
  readonly ours: JsonValue | undefined
  readonly theirs: JsonValue | undefined
}

/** What a client sends is judged otherwise than what it reads: a new required field breaks senders alone. */
export type Direction = 'request' | 'response'

/** Whether a client sends or reads what stands at a path. */
export type Side = 'sent' | 'read'

/** The side of a drift by its path; undefined where all of an operation, or a server, is meant. */
export function sideOf(path: string): Side | undefined {
  const { place } = placeOf(path)
  if (place === '') return undefined
  return place.startsWith('response ') ? 'read' : 'sent'
}

/** A path is `METHOD /path place`, or `servers url`. */
export function placeOf(path: string): { readonly operation: string; readonly place: string } {
  const [first = '', second = '', ...rest] = path.split(' ')
  return { operation: `${first} ${second}`, place: rest.join(' ') }
}

export function under(path: string, drifts: readonly Drift[]): Drift[] {
  return drifts.map((drift) => ({ ...drift, path: path + drift.path }))
}

export function difference(
  path: string,
  kind: DriftKind,
  ours: JsonValue | undefined,
  theirs: JsonValue | undefined,
): Drift[] {
  return canonical(ours) === canonical(theirs) ? [] : [{ path, kind, ours, theirs }]
}

/** Text that is the same for equal values, whatever the order of their keys. */
export function canonical(value: JsonValue | undefined): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join()}}`
}

import type { JsonValue } from '../json.js'
import type { Drift } from './drift.js'

const valueWidth = 60

interface Row {
  readonly operation: string
  readonly place: string
  readonly drift: Drift
  readonly elsewhere: number
}

/** Lines for a person, by operation. What a shared schema does to many operations is told once. */
export function reportDrifts(drifts: readonly Drift[]): string[] {
  const rows = new Map<string, Row>()
  for (const drift of drifts) {
    const { operation, place } = split(drift.path)
    const key = JSON.stringify([place === '' ? operation : place, drift.kind, drift.ours, drift.theirs])
    const earlier = rows.get(key)
    rows.set(
      key,
      earlier === undefined
        ? { operation, place, drift, elsewhere: 0 }
        : { ...earlier, elsewhere: earlier.elsewhere + 1 },
    )
  }
  const all = [...rows.values()]
  const placeWidth = Math.max(...all.map(({ place }) => place.length), 0)
  const lines: string[] = []
  let current = ''
  for (const row of all) {
    if (row.operation !== current) lines.push('', row.operation)
    current = row.operation
    lines.push(lineOf(row, placeWidth))
  }
  return lines
}

/** A path is `METHOD /path place`, or `servers url`. */
function split(path: string): { operation: string; place: string } {
  const [first = '', second = '', ...rest] = path.split(' ')
  return { operation: `${first} ${second}`, place: rest.join(' ') }
}

function lineOf({ place, drift, elsewhere }: Row, placeWidth: number): string {
  const values = `ours: ${text(drift.ours)}, theirs: ${text(drift.theirs)}`
  const more = elsewhere === 0 ? '' : ` (and ${elsewhere} more ${elsewhere === 1 ? 'place' : 'places'} alike)`
  return `  ${drift.kind.padEnd(8)}  ${place.padEnd(placeWidth)}  ${values}${more}`
}

function text(value: JsonValue | undefined): string {
  if (value === undefined) return '–'
  if (Array.isArray(value)) return value.length === 0 ? 'any' : value.map(text).join(' | ')
  const plain = typeof value === 'string' ? value : JSON.stringify(value)
  return plain.length > valueWidth ? `${plain.slice(0, valueWidth - 1)}…` : plain
}

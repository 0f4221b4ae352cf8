import type { JsonValue } from '../json.js'
import { placeOf, type Drift } from './drift.js'
import { levelOf, levels, type Level } from './level.js'

const valueWidth = 60
const levelWidth = Math.max(...levels.map(({ length }) => length))

interface Row {
  readonly operation: string
  readonly place: string
  readonly drift: Drift
  readonly elsewhere: number
}

/** How many there are of each level. */
export function countLevels(drifts: readonly Drift[]): Readonly<Record<Level, number>> {
  const counts = { breaking: 0, 'worth-a-look': 0, harmless: 0 }
  for (const drift of drifts) counts[levelOf(drift)] += 1
  return counts
}

/** `2 breaking, 1 harmless`; what there is none of is left out. */
export function summaryOf(drifts: readonly Drift[]): string {
  const counts = countLevels(drifts)
  return levels
    .filter((level) => counts[level] > 0)
    .map((level) => `${counts[level]} ${spoken(level)}`)
    .join(', ')
}

/** Lines for a person, by operation. What a shared schema does to many operations is told once. */
export function reportDrifts(drifts: readonly Drift[]): string[] {
  const rows = new Map<string, Row>()
  for (const drift of drifts) {
    const { operation, place } = placeOf(drift.path)
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

function lineOf({ place, drift, elsewhere }: Row, placeWidth: number): string {
  const values = `ours: ${text(drift.ours)}, theirs: ${text(drift.theirs)}`
  const more = elsewhere === 0 ? '' : ` (and ${elsewhere} more ${elsewhere === 1 ? 'place' : 'places'} alike)`
  const level = spoken(levelOf(drift)).padEnd(levelWidth)
  return `  ${level}  ${drift.kind.padEnd(8)}  ${place.padEnd(placeWidth)}  ${values}${more}`
}

function spoken(level: Level): string {
  return level.replaceAll('-', ' ')
}

function text(value: JsonValue | undefined): string {
  if (value === undefined) return '–'
  if (Array.isArray(value)) return value.length === 0 ? 'any' : value.map(text).join(' | ')
  const plain = typeof value === 'string' ? value : JSON.stringify(value)
  return plain.length > valueWidth ? `${plain.slice(0, valueWidth - 1)}…` : plain
}

/** One table of the page. */
export interface Table {
  readonly title: string
  readonly note: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

export interface Row {
  readonly title: string
  readonly cells: readonly string[]
  readonly goals?: readonly Goal[]
}

/** What the design asks of a row, beside what was measured. */
export interface Goal {
  readonly text: string
  readonly isMet: boolean
}

export function atMost(limit: number, measured: number, unit = ''): Goal {
  return { text: `≤ ${limit}${unit}`, isMet: measured <= limit }
}

export function atLeast(limit: number, measured: number): Goal {
  return { text: `≥ ${limit}`, isMet: measured >= limit }
}

export function fixed(value: number, digits = 1): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '–'
}

import stringWidth from 'string-width'
import { printable } from './printable.js'
import type { Output } from './output.js'

/** A column of a table. */
export interface Column<Row> {
  readonly title: string
  text(row: Row): string
  /** What must be copied from the screen is never cut. */
  readonly isWhole?: boolean
}

const gap = '  '
const shortest = 8

/** The lines of a table that fits the terminal; where it cannot, each row is a block of `title  value`. */
export class Table<Row> {
  readonly #columns: readonly Column<Row>[]
  readonly #output: Output
  #widths: readonly number[] | undefined

  constructor(columns: readonly Column<Row>[], output: Output) {
    this.#columns = columns
    this.#output = output
  }

  /** The rows of a page; the first page decides the widths and has the heading above it. */
  lines(rows: readonly Row[]): string[] {
    const cells = rows.map((row) => this.#columns.map((column) => printable(column.text(row))))
    const isFirst = this.#widths === undefined
    const natural = this.#columns.map(({ title }, index) =>
      Math.max(stringWidth(title), ...cells.map((row) => stringWidth(row[index] ?? ''))),
    )
    this.#widths ??= this.#fitted(natural)
    if (this.#widths.length === 0) return cells.flatMap((row) => this.#block(row))
    const widths = this.#widths
    const { colours } = this.#output
    const heading = this.#columns.map(({ title }) => title)
    return [
      ...(isFirst ? [colours.bold(this.#row(heading, widths))] : []),
      ...cells.map((row) => this.#row(row, widths)),
    ]
  }

  /** How wide each column may be; none at all where the table has no room. */
  #fitted(natural: readonly number[]): readonly number[] {
    const room = this.#output.columns - gap.length * (natural.length - 1)
    const widths = [...natural]
    for (let excess = sum(widths) - room; excess > 0; excess -= 1) {
      const widest = this.#widestToCut(widths)
      if (widest === undefined) return []
      widths[widest] = (widths[widest] ?? 0) - 1
    }
    return widths
  }

  #widestToCut(widths: readonly number[]): number | undefined {
    const cuttable = widths.flatMap((width, index) => {
      const column = this.#columns[index]
      const least = Math.max(shortest, stringWidth(column?.title ?? ''))
      return column?.isWhole === true || width <= least ? [] : [index]
    })
    return cuttable.toSorted((one, other) => (widths[other] ?? 0) - (widths[one] ?? 0))[0]
  }

  #row(cells: readonly string[], widths: readonly number[]): string {
    return cells
      .map((cell, index) => padded(cut(cell, widths[index] ?? 0), widths[index] ?? 0))
      .join(gap)
      .trimEnd()
  }

  #block(cells: readonly string[]): string[] {
    const { colours, columns } = this.#output
    const [head = '', ...rest] = cells
    const titles = this.#columns.slice(1).map(({ title }) => title)
    const width = Math.max(...titles.map((title) => stringWidth(title)))
    const below = rest.flatMap((cell, index) => field(titles[index] ?? '', cell, { width, columns }))
    return [colours.bold(head), ...below]
  }
}

interface Measure {
  readonly width: number
  readonly columns: number
}

/** The lines of a block of `title  value`, such as a record; what is too long goes on beneath. */
export function fields(
  values: readonly (readonly [title: string, value: string])[],
  output: Output,
): string[] {
  const width = Math.max(0, ...values.map(([title]) => stringWidth(title)))
  return values.flatMap(([title, value]) =>
    field(title, printable(value), { width, columns: output.columns }).map((line) => line.slice(gap.length)),
  )
}

/** The lines of a text that goes on beneath where it is too long, as far indented as it begins. */
export function paragraph(text: string, { columns }: Output): string[] {
  const [, indent = '', words = ''] = /^( *)(.*)$/s.exec(printable(text)) ?? []
  return wrapped(words, Math.max(shortest, columns - indent.length)).map((line) => indent + line)
}

function field(title: string, value: string, { width, columns }: Measure): string[] {
  const indent = width + 2 * gap.length
  const parts = wrapped(value, Math.max(shortest, columns - indent))
  return parts.map((part, index) =>
    index === 0 ? `${gap}${padded(title, width)}${gap}${part}`.trimEnd() : `${' '.repeat(indent)}${part}`,
  )
}

/** At spaces where there are any, so that an id that is too long can still be put together again. */
function wrapped(text: string, width: number): string[] {
  if (stringWidth(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<=\s)/)) {
    if (line !== '' && stringWidth(line + word.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
    while (stringWidth(line.trimEnd()) > width) {
      const part = start(line, width)
      lines.push(part)
      line = line.slice(part.length)
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}

function cut(text: string, width: number): string {
  return stringWidth(text) <= width ? text : `${start(text, width - 1)}…`
}

/** As many whole characters as fit. */
function start(text: string, width: number): string {
  let part = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (part !== '' && stringWidth(part + segment) > width) break
    part += segment
  }
  return part
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

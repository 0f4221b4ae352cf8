/** A table for a terminal: each cell has one or more lines, and the first row is the heading. */
export function renderTable(
  rows: readonly (readonly (readonly string[])[])[],
  bold: (text: string) => string,
): string {
  const widths = columnWidths(rows)
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}`
  const [heading = [], ...body] = rows.map((row) => renderRow(row, widths))
  return [
    rule('┌', '┬', '┐'),
    ...heading.map(bold),
    ...body.flatMap((lines) => [rule('├', '┼', '┤'), ...lines]),
    rule('└', '┴', '┘'),
  ].join('\n')
}

function columnWidths(rows: readonly (readonly (readonly string[])[])[]): number[] {
  const columns = rows[0]?.length ?? 0
  return Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.flatMap((row) => (row[column] ?? []).map((line) => line.length))),
  )
}

function renderRow(row: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const height = Math.max(...row.map((cell) => cell.length))
  return Array.from({ length: height }, (_, line) => {
    const cells = widths.map((width, column) => ` ${(row[column]?.[line] ?? '').padEnd(width)} `)
    return `│${cells.join('│')}│`
  })
}

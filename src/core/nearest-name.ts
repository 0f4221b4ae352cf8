/** The name that somebody who wrote `text` may have meant; undefined where none is near. */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  const written = text.trim().toLowerCase()
  const distances = names.map((name) => ({ name, distance: distanceOf(written, name) }))
  return distances
    .filter(({ name, distance }) => distance <= name.length / 2)
    .toSorted((one, other) => one.distance - other.distance)[0]?.name
}

/** How many letters must be put in, taken out or exchanged to make one word of the other. */
function distanceOf(one: string, other: string): number {
  // More than that is no slip of the pen, and a long text would take long to compare.
  if (Math.abs(one.length - other.length) > other.length) return Infinity
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (let column = 1; column <= other.length; column += 1) {
      const exchanged = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1)
      next.push(Math.min(exchanged, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

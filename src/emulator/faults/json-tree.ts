/** The steps from the root of a JSON value to a place in it. */
export type Path = readonly string[]

/** A place in a JSON value, and what stands there. */
export interface Place {
  readonly path: Path
  readonly value: unknown
}

/** The steps of a JSON pointer. */
export function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function pointerTo(path: Path): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Every place of a JSON value, the root first. */
export function placesIn(value: unknown, path: Path = []): Place[] {
  const inside = isContainer(value)
    ? Object.entries(value).flatMap(([step, each]) => placesIn(each, [...path, step]))
    : []
  return [{ path, value }, ...inside]
}

/** Whether one of two paths leads to the other's end or past it. */
export function areInLine(one: Path, other: Path): boolean {
  const shorter = Math.min(one.length, other.length)
  return one.slice(0, shorter).every((step, index) => step === other[index])
}

/** A copy with something else at a place, which may be new; `undefined` leaves it out. */
export function withValueAt(root: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (!isContainer(root)) return root
  const inside = withValueAt((root as Readonly<Record<string, unknown>>)[step], rest, value)
  if (Array.isArray(root)) {
    return inside === undefined ? root.toSpliced(Number(step), 1) : root.with(Number(step), inside)
  }
  return { ...root, [step]: inside }
}

export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

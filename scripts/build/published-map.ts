import { relative, resolve, sep } from 'node:path'

/**
 * Source that the package holds, as "files" in package.json says too: that of the clients, which people step through. A vendor's
 * paths read the same as declarations. With the source of everything the package would be twice as large.
 */
const published = /^(core|http|providers|raw|connect)\/|^generated\/[^/]+\/adapter\.ts$/

const takenIn = '// Taken in from another package: dist/licenses says which.\n'

interface Places {
  /** The folder that the map's paths lead from now. */
  readonly from: string
  /** The folder that it will be in. */
  readonly home: string
  /** The folder of the package's own source. */
  readonly source: string
}

interface SourceMap {
  readonly sources: readonly string[]
}

/**
 * A source map as the package has it: its paths lead to the source that is published along; for what was
 * taken in from other packages it has a line that says so. Undefined where it would lead to nothing.
 */
export function publishedMap(text: string, { from, home, source }: Places): string | undefined {
  const map = JSON.parse(text) as SourceMap
  const files = map.sources.map((file) => resolve(from, file))
  const own = files.map((file) => file.startsWith(resolve(source) + sep))
  const isMissing = (file: string, at: number): boolean =>
    own[at] === true && !published.test(slashed(relative(source, file)))
  if (files.some(isMissing) || (files.length > 0 && !own.some(Boolean))) return undefined
  const isAllOwn = own.every(Boolean)
  const sourcesContent = isAllOwn ? undefined : own.map((isOwn) => (isOwn ? null : takenIn))
  return JSON.stringify({
    ...map,
    sources: files.map((file) => slashed(relative(home, file))),
    sourcesContent,
  })
}

/** A built file without the line that names its map. */
export function withoutMap(text: string): string {
  return text.replace(/(^|\n)\/\/# sourceMappingURL=\S+\s*$/, '$1')
}

function slashed(path: string): string {
  return path.replaceAll(sep, '/')
}

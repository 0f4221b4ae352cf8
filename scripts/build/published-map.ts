import { relative, resolve, sep } from 'node:path'
import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec'

/**
 * Source that the package holds, as "files" in package.json says too: that of the clients, which people step through. With the source
 * of everything the package would be half as large again.
 */
const published = /^(core|http|providers|raw|connect)\//

/** Reads the same as what is built of it, so that a map would lead to nothing new. */
const generated = /^generated\//

const takenIn = '// Taken in from another package: dist/third-party-licenses.txt says which.\n'

interface Places {
  /** The folder that the map's paths lead from now. */
  readonly from: string
  /** The folder that it will be in. */
  readonly home: string
  /** The folder of the package's own source. */
  readonly source: string
}

interface SourceMap {
  /** TypeScript reads no map without. */
  readonly file?: string
  readonly sources: readonly string[]
  readonly mappings: string
}

/** Which places of a built file are worth leading from: the segments of a line, by the line's number. */
export type Kept = (segments: readonly SourceMapSegment[], line: number) => readonly SourceMapSegment[]

/**
 * A source map as the package has it: its paths lead to the source that is published along; for what was taken in from other
 * packages it has a line that says so. Undefined where it would lead to nothing.
 */
export function publishedMap(text: string, places: Places, kept: Kept = firstOfEachLine): string | undefined {
  const map = JSON.parse(text) as SourceMap
  const all = map.sources.map((file) => placed(file, places))
  if (all.some(({ kind }) => kind === 'missing')) return undefined
  const sources = all.filter(({ kind }) => kind !== 'generated')
  const numbers = all.map((each) => sources.indexOf(each))
  const lines = decode(map.mappings).map((segments, line) =>
    kept(
      segments.map((each) => renumbered(each, numbers)),
      line,
    ),
  )
  if (!sources.some(({ kind }) => kind === 'own') || lines.every(({ length }) => length === 0))
    return undefined
  return JSON.stringify({
    version: 3,
    ...(map.file !== undefined && { file: map.file }),
    sources: sources.map(({ path }) => path),
    ...(sources.some(({ kind }) => kind === 'taken') && {
      sourcesContent: sources.map(({ kind }) => (kind === 'taken' ? takenIn : null)),
    }),
    names: [],
    mappings: encode(lines.map((segments) => [...segments])),
  })
}

/** Of a place in a file that is not among the sources it is left that it comes from nowhere. */
function renumbered(segment: SourceMapSegment, numbers: readonly number[]): SourceMapSegment {
  const [column, file, line, sourceColumn] = segment
  const number = file === undefined ? -1 : (numbers[file] ?? -1)
  return number < 0 || line === undefined || sourceColumn === undefined
    ? [column]
    : [column, number, line, sourceColumn]
}

type Kind = 'own' | 'generated' | 'missing' | 'taken'

function placed(
  file: string,
  { from, home, source }: Places,
): { readonly kind: Kind; readonly path: string } {
  const path = resolve(from, file)
  const own = path.startsWith(resolve(source) + sep) ? slashed(relative(source, path)) : undefined
  return { kind: own === undefined ? 'taken' : kindOf(own), path: slashed(relative(home, path)) }
}

function kindOf(own: string): Kind {
  if (published.test(own)) return 'own'
  return generated.test(own) ? 'generated' : 'missing'
}

/** Code leads to lines: whoever steps through it goes from one to the next, and a trace names them. */
function firstOfEachLine(segments: readonly SourceMapSegment[]): readonly SourceMapSegment[] {
  return segments.filter((segment, index) => {
    const [, file, line] = segments[index - 1] ?? []
    return index === 0 || segment[1] !== file || segment[2] !== line
  })
}

function slashed(path: string): string {
  return path.replaceAll(sep, '/')
}

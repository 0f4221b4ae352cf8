import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { minifySync } from 'rolldown/utils'
import { inLines } from './lines.js'
import { source, target } from './places.js'
import { publishedMap, type Kept } from './published-map.js'

/** Writes a built file of the library, and its map where the package has the source. */
export async function writeMapped(
  path: string,
  text: string,
  map: string | undefined,
  { folder, kept }: { readonly folder: string; readonly kept?: Kept },
): Promise<void> {
  const home = dirname(join(target, relative(resolve(folder), resolve(path))))
  const published =
    map === undefined ? undefined : publishedMap(map, { from: dirname(path), home, source }, kept)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, published === undefined ? compact(path, withoutMap(text)) : text)
  if (published !== undefined) await writeFile(`${path}.map`, published)
}

/** A built file without the line that names its map. */
function withoutMap(text: string): string {
  return text.replace(/(^|\n)\/\/# sourceMappingURL=\S+\s*$/, '$1')
}

/** Code without its source beside it: nobody steps through it. */
function compact(path: string, text: string): string {
  if (!path.endsWith('.js')) return text
  const { code, errors } = minifySync(path, text, { module: true, compress: { target: 'es2022' } })
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('\n')}`)
  return inLines(code)
}

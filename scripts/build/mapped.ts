import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { transform } from 'esbuild'
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
  await writeFile(path, published === undefined ? await compact(withoutMap(text), path) : text)
  if (published !== undefined) await writeFile(`${path}.map`, published)
}

/** A built file without the line that names its map. */
export function withoutMap(text: string): string {
  return text.replace(/(^|\n)\/\/# sourceMappingURL=\S+\s*$/, '$1')
}

/** Code without its source beside it: nobody steps through it. */
async function compact(text: string, path: string): Promise<string> {
  if (!path.endsWith('.js')) return text
  const { code } = await transform(text, { minify: true, format: 'esm', target: 'es2022', charset: 'utf8' })
  return code
}

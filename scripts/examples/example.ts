import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const folder = 'examples'

/** A folder of `examples/`. */
export interface Example {
  readonly id: string
  readonly path: string
  readonly manifest: Manifest
}

export interface Manifest {
  readonly name?: string
  readonly private?: boolean
  readonly type?: string
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

export async function findExamples(): Promise<Example[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(
    ids.toSorted().map(async (id) => {
      const path = join(folder, id)
      return {
        id,
        path,
        manifest: JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as Manifest,
      }
    }),
  )
}

import { readdir, readFile } from 'node:fs/promises'

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, { readonly default: string } | string>>
}

/** The vendors that keymux knows by itself, in the order of the alphabet. */
export async function vendorIds(): Promise<string[]> {
  return (await readdir('src/providers')).toSorted()
}

/** What `exports` offers to import as code, the pattern of the vendors filled in: `keymux/unkey` → its built file. */
export async function packageEntries(): Promise<ReadonlyMap<string, string>> {
  const { name, exports } = JSON.parse(await readFile('package.json', 'utf8')) as Manifest
  const vendors = await vendorIds()
  return new Map(
    Object.entries(exports).flatMap(([path, target]): [string, string][] => {
      if (typeof target === 'string') return []
      const ids = path.includes('*') ? vendors : ['']
      return ids.map((id) => [name + path.slice(1).replace('*', id), target.default.replace('*', id)])
    }),
  )
}

import { entries } from 'staged'

/** An entry of the package as it is within the bundle, for a runtime that cannot load it by its name. */
export async function loadBundled(entry: string): Promise<Readonly<Record<string, unknown>>> {
  const found = entries[entry]
  if (found === undefined) throw new Error(`${entry} is not in the bundle.`)
  return found.load()
}

type Entry = Readonly<Record<string, unknown>>

const bundled: Readonly<Record<string, () => Promise<Entry>>> = {
  keymux: () => import('keymux'),
  'keymux/unkey': () => import('keymux/unkey'),
  'keymux/clerk': () => import('keymux/clerk'),
  'keymux/factify': () => import('keymux/factify'),
  'keymux/flow': () => import('keymux/flow'),
  'keymux/connect': () => import('keymux/connect'),
  'keymux/raw': () => import('keymux/raw'),
  'keymux/middleware': () => import('keymux/middleware'),
  'keymux/conformance': () => import('keymux/conformance'),
  'keymux/emulator': () => import('keymux/emulator'),
  'keymux/msw': () => import('keymux/msw'),
}

/** An entry of the package as it is within the bundle, for a runtime that cannot load it by its name. */
export async function loadBundled(entry: string): Promise<Entry> {
  const load = bundled[entry]
  if (load === undefined) throw new Error(`${entry} is not in the bundle.`)
  return load()
}

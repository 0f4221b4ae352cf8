import { keymuxApps, otherApps } from '../bench/apps.js'

/** What the others are compared with. */
export const emptyApp = { title: 'empty app', source: 'export {}' }

/** The apps of a package that comes with the types of a vendor's API. */
export const typedApps: readonly { readonly title: string; readonly source: string }[] = [
  ...keymuxApps,
  ...otherApps.filter(({ title }) => title.startsWith('@')),
]

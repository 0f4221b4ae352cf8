import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Pages whose samples are no programs of a reader's, and the test that holds those against the code. */
export const heldElsewhere: ReadonlyMap<string, string> = new Map([
  ['docs/add-a-vendor.md', 'test/docs/add-a-vendor.test.ts'],
  ['docs/conformance.md', 'test/conformance/page.test.ts'],
  ['docs/overlay.md', 'test/docs/docs.test.ts'],
])

/** All that is written for readers: the README, what lies in `docs`, and what stands beside them. */
export async function allPages(): Promise<string[]> {
  const inDocs = (await readdir('docs', { recursive: true })).filter((name) => name.endsWith('.md'))
  return ['README.md', 'SECURITY.md', ...inDocs.map((name) => join('docs', name)).toSorted()]
}

/** The pages in `docs` whose every TypeScript block is compiled and run as it stands: all but those that another test holds. */
export async function runPages(): Promise<string[]> {
  return (await allPages()).filter((page) => page.startsWith('docs/') && !heldElsewhere.has(page))
}

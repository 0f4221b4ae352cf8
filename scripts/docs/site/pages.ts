import { readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { headingsOf, type Heading } from '../headings.js'

/** A page of the site, as it is written. */
export interface Page {
  /** In the repository: `docs/jobs/rotate.md`. */
  readonly source: string
  /** On the site: `jobs/rotate.html`. */
  readonly path: string
  readonly title: string
  readonly text: string
  readonly headings: readonly Heading[]
}

/** A part of the contents, as `docs/index.md` orders them. */
export interface Section {
  readonly title: string
  readonly links: readonly { readonly text: string; readonly page: Page }[]
}

/** Pages from outside `docs` that others link to. */
const outside: ReadonlyMap<string, string> = new Map([
  ['README.md', 'readme.html'],
  ['SECURITY.md', 'report-a-hole.html'],
])

export async function readPages(): Promise<Page[]> {
  const names = await readdir('docs', { recursive: true })
  const inDocs = names.filter((name) => name.endsWith('.md')).map((name) => posix.join('docs', name))
  return Promise.all([...inDocs.toSorted(), ...outside.keys()].map(readPage))
}

async function readPage(source: string): Promise<Page> {
  const text = await readFile(join(source), 'utf8')
  const headings = headingsOf(text)
  const title = (headings[0]?.text ?? source).replaceAll('`', '')
  return { source, path: sitePath(source), title, text, headings }
}

function sitePath(source: string): string {
  return outside.get(source) ?? posix.relative('docs', source).replace(/\.md$/, '.html')
}

/** Where a link of a page leads on the site; undefined where it leads to what is in the repository alone. */
export function linkFrom(page: Page, link: string, pages: readonly Page[]): string | undefined {
  if (/^([a-z]+:|#)/i.test(link)) return link
  const [path = '', anchor] = link.split('#')
  const source = posix.join(posix.dirname(page.source), path)
  const target = pages.find((each) => each.source === source)
  if (target === undefined && !source.startsWith('docs/examples/')) return undefined
  const file = target?.path ?? posix.relative('docs', source)
  const relative = posix.relative(posix.dirname(page.path), file)
  return anchor === undefined ? relative : `${relative}#${anchor}`
}

/** The contents, from the index: its headings, and below them the pages that are linked there. */
export function contentsOf(pages: readonly Page[]): Section[] {
  const index = pages.find(({ source }) => source === 'docs/index.md')
  if (index === undefined) throw new Error('docs/index.md is not there: it orders the pages.')
  return index.text
    .split(/^## /m)
    .slice(1)
    .map((part) => ({
      title: part.split('\n')[0] ?? '',
      links: [...part.matchAll(/\[([^\]]+)\]\(([^)#]+)\)/g)].flatMap(([, text = '', link = '']) => {
        const page = pages.find(({ source }) => source === posix.join('docs', link))
        return page === undefined ? [] : [{ text: text.replaceAll('`', ''), page }]
      }),
    }))
}

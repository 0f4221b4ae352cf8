import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { framed, plain } from './frame.js'
import { llmsFullText, llmsText, markdownPath } from './llms.js'
import { contentsOf, readPages, type Page } from './pages.js'
import { renderBody } from './render.js'

const assets = join('scripts', 'docs', 'site')

/** Writes the site into a folder, which is emptied first; returns its pages. */
export async function buildSite(folder: string, hasReference: boolean): Promise<Page[]> {
  const pages = await readPages()
  const contents = contentsOf(pages)
  await rm(folder, { recursive: true, force: true })
  for (const page of pages) {
    const body = renderBody(page, pages)
    await write(join(folder, page.path), framed(page, body, contents, hasReference))
    await write(join(folder, markdownPath(page)), page.text)
  }
  for (const beside of ['examples', 'playground'])
    await cp(join('docs', beside), join(folder, beside), { recursive: true })
  for (const file of ['style.css', 'search.js']) await cp(join(assets, file), join(folder, file))
  await write(join(folder, 'search.json'), JSON.stringify(searchIndex(pages)))
  await write(join(folder, 'llms.txt'), llmsText(pages, contents))
  await write(join(folder, 'llms-full.txt'), `${llmsFullText(contents)}\n`)
  return pages
}

function searchIndex(pages: readonly Page[]): [text: string, href: string][] {
  return pages.flatMap(({ path, title, headings }) =>
    headings.map(({ text, anchor, level }): [string, string] =>
      level === 1 ? [title, path] : [`${plain(text)} – ${title}`, `${path}#${anchor}`],
    ),
  )
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

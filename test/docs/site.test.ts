import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildSite } from '../../scripts/docs/site/build-site.js'
import { contentsOf, type Page } from '../../scripts/docs/site/pages.js'

let folder: string
let pages: Page[]
let files: string[]
const html = new Map<string, string>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keymux-site-'))
  pages = await buildSite(folder, false)
  files = (await readdir(folder, { recursive: true })).map((file) => file.replaceAll('\\', '/'))
  for (const { path } of pages) html.set(path, await readFile(join(folder, path), 'utf8'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function valuesOf(text: string, attribute: string): string[] {
  const found = [...text.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))]
  return found.map(([, value = '']) => value.replaceAll('&amp;', '&'))
}

function linksOf(path: string): { link: string; file: string; anchor: string | undefined }[] {
  const text = html.get(path) ?? ''
  const links = [...valuesOf(text, 'href'), ...valuesOf(text, 'src'), ...valuesOf(text, 'data-index')]
  return links
    .filter((link) => !/^(https:|mailto:)/.test(link))
    .map((link) => {
      const [file = '', anchor] = link.split('#')
      return { link, file: file === '' ? path : posix.join(posix.dirname(path), file), anchor }
    })
}

describe('the site', () => {
  it('has no link that leads nowhere, and asks nothing of another origin', () => {
    for (const { path } of pages) {
      const wrong = linksOf(path).filter(({ file, anchor }) => {
        if (!files.includes(file)) return true
        return anchor !== undefined && !valuesOf(html.get(file) ?? '', 'id').includes(anchor)
      })
      expect({ path, wrong }).toEqual({ path, wrong: [] })
      expect(valuesOf(html.get(path) ?? '', 'src').filter((source) => source.includes('//'))).toEqual([])
    }
  })

  it('gives each id once', () => {
    for (const [path, text] of html) {
      const ids = valuesOf(text, 'id')
      expect({ path, ids }).toEqual({ path, ids: [...new Set(ids)] })
    }
  })

  it('leads from its index to every page', () => {
    const reached = new Set(['index.html'])
    for (const path of reached) {
      for (const { file } of linksOf(path)) if (html.has(file)) reached.add(file)
    }
    expect(pages.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([])
  })

  it('has every page of docs in its contents, but the index and the decisions', () => {
    const listed = contentsOf(pages).flatMap(({ links }) => links.map(({ page }) => page.source))
    const all = pages.map(({ source }) => source).filter((source) => source.startsWith('docs/'))
    const others = all.filter((source) => !source.startsWith('docs/decisions/') && source !== 'docs/index.md')
    expect(listed.toSorted()).toEqual(others.toSorted())
  })

  it('finds every heading by its search', async () => {
    const index = JSON.parse(await readFile(join(folder, 'search.json'), 'utf8')) as [string, string][]
    expect(index).toHaveLength(pages.flatMap(({ headings }) => headings).length)
    for (const [, href] of index) {
      const [path = '', anchor] = href.split('#')
      const ids = valuesOf(html.get(path) ?? '', 'id')
      expect(anchor === undefined || ids.includes(anchor)).toBe(true)
    }
  })

  it('tells language models where each page lies as Markdown', async () => {
    const text = await readFile(join(folder, 'llms.txt'), 'utf8')
    expect(text).toMatch(/^# keymux\n\n> \S.*\n\n## /)
    const links = [...text.matchAll(/^- \[.+?\]\(([^)]+)\)/gm)].map(([, link = '']) => link)
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter((link) => !files.includes(link))).toEqual([])
    const full = await readFile(join(folder, 'llms-full.txt'), 'utf8')
    expect(full).toContain('# Quickstart')
    expect(full).toContain('# Sizes')
  })
})

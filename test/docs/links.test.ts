import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { headingsOf, withoutCode } from '../../scripts/docs/headings.js'
import { allPages } from './pages.js'

const pages = await allPages()
const texts = new Map(
  await Promise.all(pages.map(async (page) => [page, await readFile(page, 'utf8')] as const)),
)

/** What a page links to, without its blocks and spans of code. */
function linksOf(text: string): string[] {
  const prose = withoutCode(text).replaceAll(/`[^`\n]*`/g, '')
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)].map(([, link = '']) => link)
  const named = [...prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)].map(([, link = '']) => link)
  const html = [...prose.matchAll(/(?:href|src|srcset)="([^"]+)"/g)].map(([, link = '']) => link)
  return [...inline, ...named, ...html]
}

/** Why a link leads nowhere; undefined for one that leads somewhere. */
function trouble(page: string, link: string): string | undefined {
  if (/^[a-z]+:/i.test(link)) {
    return URL.canParse(link) && /^(https|mailto):/.test(link) ? undefined : `${link}: not an https URL`
  }
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : join(dirname(page), path)
  if (relative('.', target).startsWith('..') || !existsSync(target)) return `${link}: no such file`
  if (anchor === undefined) return undefined
  const text = texts.get(target)
  const isThere = text !== undefined && headingsOf(text).some((heading) => heading.anchor === anchor)
  return isThere ? undefined : `${link}: no such heading`
}

it.each(pages)('%s has no link that leads nowhere', (page) => {
  const links = linksOf(texts.get(page) ?? '')
  expect(links.flatMap((link) => trouble(page, link) ?? [])).toEqual([])
})

it('would notice one that does', () => {
  const text =
    '[a](no.md) [b](docs/errors.md#nowhere) [c](http://example.com) ![d](docs) [e](#licence)\n\n[f]: gone.md'
  expect(linksOf(`${text}\n\`[g](code.md)\``).flatMap((link) => trouble('README.md', link) ?? [])).toEqual([
    'no.md: no such file',
    'docs/errors.md#nowhere: no such heading',
    'http://example.com: not an https URL',
    'gone.md: no such file',
  ])
})

it('gives a heading the anchor that GitHub gives it', () => {
  const text =
    '# `create`, and *why*\n\n## A/B test: 1.5×\n\n## not_found\n\n## not_found\n\n```\n# no heading\n```\n## [A link](x.md)!'
  expect(headingsOf(text).map(({ anchor }) => anchor)).toEqual([
    'create-and-why',
    'ab-test-15',
    'not_found',
    'not_found-1',
    'a-link',
  ])
})

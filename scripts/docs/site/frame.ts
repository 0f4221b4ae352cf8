import { posix } from 'node:path'
import type { Page, Section } from './pages.js'
import { escaped } from './render.js'

/** A whole page: the contents beside it, the parts of the page itself, and the page before and after. */
export function framed(
  page: Page,
  body: string,
  contents: readonly Section[],
  hasReference: boolean,
): string {
  const up = posix.relative(posix.dirname(page.path), '.') || '.'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escaped(summaryOf(page))}">
<title>${escaped(page.path === 'index.html' ? 'keymux' : `${page.title} · keymux`)}</title>
<link rel="stylesheet" href="${up}/style.css">
<link rel="alternate" type="text/markdown" href="${posix.basename(page.path).replace(/\.html$/, '.md')}">
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header><a class="name" href="${up}/index.html">keymux</a></header>
<div class="columns">
${navigation(page, contents, up, hasReference)}
<main id="main">
${partsOf(page)}${body}${neighbours(page, contents)}</main>
</div>
<script src="${up}/search.js" defer></script>
</body>
</html>
`
}

function summaryOf({ text }: Page): string {
  const [, first = ''] = /^# .+\n\n([^\n#`|<].*(?:\n.+)*)/m.exec(text) ?? []
  return first
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*\n]/g, ' ')
    .slice(0, 200)
    .trim()
}

function navigation(page: Page, contents: readonly Section[], up: string, hasReference: boolean): string {
  const sections = contents.map(({ title, links }) => {
    const items = links.map(({ text, page: { path } }) => {
      const current = path === page.path ? ' aria-current="page"' : ''
      return `<li><a href="${up}/${path}"${current}>${escaped(text)}</a></li>`
    })
    return `<h2>${escaped(title)}</h2>\n<ul>${items.join('\n')}</ul>`
  })
  const reference = hasReference
    ? `<ul><li><a href="${up}/reference/index.html">API reference</a></li></ul>`
    : ''
  return `<nav aria-label="Contents"><details open><summary>Contents</summary>
<input type="search" placeholder="Find a heading" aria-label="Find a heading" data-index="${up}/search.json" data-up="${up}" hidden>
<ul class="found" hidden></ul>
${sections.join('\n')}
${reference}</details></nav>`
}

/** The parts of a long page. */
function partsOf({ headings }: Page): string {
  const parts = headings.filter(({ level }) => level === 2)
  if (parts.length < 4) return ''
  const items = parts.map(({ text, anchor }) => `<li><a href="#${anchor}">${escaped(plain(text))}</a></li>`)
  return `<details class="parts"><summary>On this page</summary><ul>${items.join('')}</ul></details>\n`
}

export function plain(heading: string): string {
  return heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '')
}

function neighbours(page: Page, contents: readonly Section[]): string {
  const order = contents.flatMap(({ links }) => links)
  const at = order.findIndex((link) => link.page === page)
  if (at < 0) return ''
  const link = (index: number, word: string): string => {
    const found = order[index]
    if (found === undefined) return '<span></span>'
    const href = posix.relative(posix.dirname(page.path), found.page.path)
    return `<a href="${href}">${word}: ${escaped(found.text)}</a>`
  }
  return `<footer>${link(at - 1, 'Before')}${link(at + 1, 'Next')}</footer>\n`
}

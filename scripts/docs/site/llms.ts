import type { Page, Section } from './pages.js'

/** The site for language models, as llmstxt.org describes it: what this is, and where each page lies as Markdown. */
export function llmsText(pages: readonly Page[], contents: readonly Section[]): string {
  const index = pages.find(({ source }) => source === 'docs/index.md')
  const [, summary = ''] = /^# .+\n\n(.+)$/m.exec(index?.text ?? '') ?? []
  const sections = contents.map(({ title, links }) => {
    const items = links.map(({ text, page }) => `- [${text}](${markdownPath(page)})${told(page)}`)
    return `## ${title}\n\n${items.join('\n')}`
  })
  return `# keymux\n\n> ${summary.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')}\n\n${sections.join('\n\n')}\n`
}

function told({ text }: Page): string {
  const [, first = ''] = /^# .+\n\n([^\n#`|<].*(?:\n.+)*)/m.exec(text) ?? []
  const [sentence = ''] = first.replaceAll('\n', ' ').split(/(?<=[.?]) /)
  const plain = sentence.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/:$/, '.')
  return plain === '' ? '' : `: ${plain}`
}

/** All pages in the order of the contents, one after the other. */
export function llmsFullText(contents: readonly Section[]): string {
  return contents.flatMap(({ links }) => links.map(({ page }) => page.text.trim())).join('\n\n---\n\n')
}

export function markdownPath({ path }: Page): string {
  return path.replace(/\.html$/, '.md')
}

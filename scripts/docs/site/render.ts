import { Marked, type Tokens } from 'marked'
import { highlight } from 'sugar-high'
import { linkFrom, type Page } from './pages.js'

/** The body of a page as HTML: links lead to the site's own pages, headings can be linked to, wide tables scroll by themselves. */
export function renderBody(page: Page, pages: readonly Page[]): string {
  const anchors = page.headings.map(({ anchor }) => anchor)
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading): string {
        const anchor = anchors.shift() ?? ''
        const inner = this.parser.parseInline(tokens)
        const mark =
          depth === 1 ? '' : ` <a class="anchor" href="#${anchor}" aria-label="Link to this part">#</a>`
        return `<h${depth} id="${anchor}">${inner}${mark}</h${depth}>\n`
      },
      link({ href, tokens }: Tokens.Link): string {
        const target = linkFrom(page, href, pages)
        const text = this.parser.parseInline(tokens)
        return target === undefined ? text : `<a href="${escaped(target)}">${text}</a>`
      },
      code({ text, lang }: Tokens.Code): string {
        // A drawing's lines must meet.
        const kind = lang === undefined || lang === '' ? ' class="drawing"' : ''
        return `<pre tabindex="0"${kind}><code>${coloured(text, lang ?? '')}</code></pre>\n`
      },
      table(token: Tokens.Table): string {
        const row = (cells: readonly Tokens.TableCell[], tag: string): string =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`
        const rows = token.rows.map((cells) => row(cells, 'td')).join('\n')
        return `<div class="wide" tabindex="0"><table><thead>${row(token.header, 'th')}</thead><tbody>${rows}</tbody></table></div>\n`
      },
    },
  })
  return marked.parse(page.text, { async: false })
}

const coloredLanguages = new Set(['ts', 'js', 'json'])

function coloured(text: string, language: string): string {
  if (language === 'diff') return text.split('\n').map(diffLine).join('\n')
  if (!coloredLanguages.has(language)) return escaped(text)
  // Classes alone: the page's style knows both colour schemes.
  return highlight(text).replaceAll(/ style="[^"]*"/g, '')
}

function diffLine(line: string): string {
  const tag = line.startsWith('+') ? 'ins' : line.startsWith('-') ? 'del' : undefined
  return tag === undefined ? escaped(line) : `<${tag}>${escaped(line)}</${tag}>`
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

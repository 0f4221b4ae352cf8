/** A heading of a page, and what a link to it ends with. */
export interface Heading {
  readonly level: number
  readonly text: string
  readonly anchor: string
}

/** The headings of a page, with the anchors that GitHub gives them, so that one link works there and on the site. */
export function headingsOf(markdown: string): Heading[] {
  const seen = new Map<string, number>()
  return [...withoutCode(markdown).matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = '', text = '']) => {
    const base = anchorOf(text)
    const count = seen.get(base) ?? 0
    seen.set(base, count + 1)
    return { level: marks.length, text, anchor: count === 0 ? base : `${base}-${count}` }
  })
}

/** Of a heading, without what distinguishes two of the same text. */
export function anchorOf(text: string): string {
  const plain = text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
  return plain.replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-')
}

/** What a page says between its blocks of code. */
export function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```.*?^```$/gms, '')
}

import { readFile, writeFile } from 'node:fs/promises'
import { format } from 'prettier'
import style from '../../.prettierrc.json' with { type: 'json' }

/** The part of a page that a script writes, between two comments that nobody sees. */
export interface Part {
  readonly page: string
  /** What stands there: `the facts`. */
  readonly name: string
  /** The npm script that writes it. */
  readonly script: string
  readonly text: string
}

/** Writes a part, or with `isCheck` says what is not up to date: undefined if all is. */
export async function keepPart(part: Part, isCheck: boolean): Promise<string | undefined> {
  const present = await readFile(part.page, 'utf8')
  const fresh = await format(withPart(present, part), { ...style, parser: 'markdown' } as object)
  if (fresh === present) return undefined
  if (isCheck) return `${part.page}: ${part.name} are not what the code says. Run \`npm run ${part.script}\`.`
  await writeFile(part.page, fresh)
  console.log(`${part.page}: written`)
  return undefined
}

function withPart(present: string, { page, name, script, text }: Part): string {
  const start = `<!-- ${name}: written by \`npm run ${script}\` -->`
  const end = `<!-- end of ${name} -->`
  const [before, inside] = present.split(start)
  const after = inside?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`${page}: the lines between which ${name} stand are not there: ${start} and ${end}`)
  return `${before}${start}\n\n${text}\n\n${end}${after}`
}

/** A table of Markdown; the formatter aligns it. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

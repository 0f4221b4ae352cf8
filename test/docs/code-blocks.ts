import { readFile } from 'node:fs/promises'

/** A fenced block of a Markdown file. */
export interface CodeBlock {
  readonly language: string
  readonly text: string
  /** The line that its code starts on. */
  readonly line: number
}

export async function codeBlocks(file: string): Promise<CodeBlock[]> {
  const text = await readFile(file, 'utf8')
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: code = '', index }) => ({
    language,
    text: code,
    line: text.slice(0, index).split('\n').length + 1,
  }))
}

/** A block with the lines of a diff block exchanged, as a reader would do it. */
export function applyDiff(code: string, diff: string): string {
  const lines = diff.trimEnd().split('\n')
  const before = lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1))
  const after = lines.filter((line) => !line.startsWith('-')).map((line) => line.slice(1))
  if (!code.includes(before.join('\n'))) throw new Error('The diff does not apply to the code before it.')
  return code.replace(before.join('\n'), after.join('\n'))
}

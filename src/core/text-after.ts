/** What follows the first `mark` in a text; all of it where the mark is not there. */
export function textAfter(text: string | undefined, mark: string): string | undefined {
  if (text === undefined) return undefined
  const at = text.indexOf(mark)
  return at === -1 ? text : text.slice(at + mark.length)
}

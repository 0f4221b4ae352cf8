/**
 * What can be read of a JSON object that was cut off or has something before or behind it: all values that came whole, and
 * never a part of one. Undefined where there is no such thing.
 */
export function salvageJson(text: string): unknown {
  // Not the brace of a style sheet or a script: an object's name, or its end, follows.
  const start = text.search(/\{\s*(["}]|$)/)
  if (start === -1) return undefined
  try {
    return JSON.parse(wholePart(text, start))
  } catch {
    return undefined
  }
}

/** The text up to the end of the last whole value, with the brackets that are then still open closed. */
function wholePart(text: string, start: number): string {
  const open: string[] = []
  let wholeEnd = start
  let isName = false
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') {
      at = endOfString(text, at)
      if (at === -1) break
      if (!isName) wholeEnd = at + 1
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']')
      isName = character === '{'
      wholeEnd = at + 1
    } else if (character === '}' || character === ']') {
      open.pop()
      wholeEnd = at + 1
      if (open.length === 0) break
    } else if (character === ',') {
      wholeEnd = at
      isName = open.at(-1) === '}'
    } else if (character === ':') isName = false
  }
  // Brackets open and close at the end of a whole value alone, so these are still those that were open there.
  return text.slice(start, wholeEnd) + open.toReversed().join('')
}

/** The place of the quotation mark that ends the string which begins at `from`; -1 where it was cut off. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return -1
}

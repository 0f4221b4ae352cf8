import type { Random } from '../../emulator/random.js'
import { parsePattern, type PatternPart } from './parse-pattern.js'

/** How far a repetition without an end goes, where that is a matter of taste: long enough that no two texts are the same. */
const openLength = 24
const attempts = 20

/** A text that matches a pattern and is of this length; undefined where none comes of it. */
export function fromPattern(
  pattern: string,
  random: Random,
  { minLength = 0, maxLength = Infinity }: Lengths = {},
): string | undefined {
  const part = parsePattern(pattern)
  if (part === undefined) return undefined
  const expression = new RegExp(pattern)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const open = Math.max(1, Math.min(maxLength, Math.max(openLength, minLength)) - attempt)
    const text = textOf(part, random, open)
    if (expression.test(text) && text.length >= minLength && text.length <= maxLength) return text
  }
  return undefined
}

export interface Lengths {
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
}

function textOf(part: PatternPart, random: Random, open: number): string {
  switch (part.kind) {
    case 'characters':
      return random.text(part.alphabet, 1)
    case 'sequence':
      return part.parts.map((each) => textOf(each, random, open)).join('')
    case 'choice': {
      const chosen = part.choices[Math.floor(random.fraction() * part.choices.length)]
      return chosen === undefined ? '' : textOf(chosen, random, open)
    }
    case 'repeat': {
      const most = Math.min(part.most, Math.max(part.least, open))
      return Array.from({ length: most }, () => textOf(part.part, random, open)).join('')
    }
  }
}

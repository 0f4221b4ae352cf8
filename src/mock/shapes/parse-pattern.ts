/** A regular expression as far as texts can be made of it. */
export type PatternPart =
  | { readonly kind: 'characters'; readonly alphabet: string }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternPart[] }
  | { readonly kind: 'choice'; readonly choices: readonly PatternPart[] }
  | { readonly kind: 'repeat'; readonly part: PatternPart; readonly least: number; readonly most: number }

const digits = '0123456789'
const lower = 'abcdefghijklmnopqrstuvwxyz'
const word = `${digits}${lower.toUpperCase()}_${lower}`
const nothing: PatternPart = { kind: 'sequence', parts: [] }

/**
 * Reads a pattern; undefined for one with something in it that no text can be made of here: a back reference, a class of
 * Unicode, a class of what may not be. What looks ahead or behind is passed over, so a text made of the parts must be tried.
 */
export function parsePattern(source: string): PatternPart | undefined {
  try {
    return new Parser(source).whole()
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined
    throw error
  }
}

class NotUnderstood extends Error {}

class Parser {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  whole(): PatternPart {
    const part = this.#choice()
    if (this.#at < this.#source.length) throw new NotUnderstood()
    return part
  }

  #choice(): PatternPart {
    const choices = [this.#sequence()]
    while (this.#takes('|')) choices.push(this.#sequence())
    const [only] = choices
    return choices.length === 1 && only !== undefined ? only : { kind: 'choice', choices }
  }

  #sequence(): PatternPart {
    const parts: PatternPart[] = []
    while (this.#at < this.#source.length && !'|)'.includes(this.#next())) parts.push(this.#repeated())
    return { kind: 'sequence', parts }
  }

  #repeated(): PatternPart {
    const part = this.#single()
    const [quantifier, least = '', comma, most] =
      this.#match(/[*+?]|\{(\d+)(,)?(\d+)?\}/y) ?? ([] as readonly string[])
    if (quantifier === undefined) return part
    this.#match(/\?/y)
    if (quantifier === '?') return { kind: 'repeat', part, least: 0, most: 1 }
    if (quantifier === '*' || quantifier === '+')
      return { kind: 'repeat', part, least: quantifier === '+' ? 1 : 0, most: Infinity }
    const open = comma === undefined ? Number(least) : Number(most ?? Infinity)
    return { kind: 'repeat', part, least: Number(least), most: open }
  }

  #single(): PatternPart {
    if (this.#match(/[$^]|\\[bB]/y)) return nothing
    if (this.#takes('(')) return this.#group()
    if (this.#takes('[')) return { kind: 'characters', alphabet: this.#class() }
    if (this.#takes('.')) return { kind: 'characters', alphabet: digits + lower }
    return { kind: 'characters', alphabet: this.#character() }
  }

  #group(): PatternPart {
    const [kind = ''] = this.#match(/\?(?:[:=!]|<[=!]|<\w+>)/y) ?? []
    const part = this.#choice()
    if (!this.#takes(')')) throw new NotUnderstood()
    return /[=!]$/.test(kind) ? nothing : part
  }

  #class(): string {
    if (this.#next() === '^') throw new NotUnderstood()
    let alphabet = ''
    while (!this.#takes(']')) {
      const from = this.#character()
      const isRange = from.length === 1 && this.#match(/-(?!\])/y) !== null
      alphabet += isRange ? between(from, this.#character()) : from
    }
    return alphabet
  }

  /** One character, or those that an escape stands for. */
  #character(): string {
    const character = this.#next()
    this.#at += 1
    if (character !== '\\') return character
    const escaped = this.#next()
    this.#at += 1
    if (escaped === 'd') return digits
    if (escaped === 'w') return word
    if (escaped === 's') return ' '
    if (/[A-Za-z0-9]/.test(escaped)) throw new NotUnderstood()
    return escaped
  }

  #next(): string {
    const character = this.#source.charAt(this.#at)
    if (character === '') throw new NotUnderstood()
    return character
  }

  #takes(character: string): boolean {
    if (this.#source.charAt(this.#at) !== character) return false
    this.#at += 1
    return true
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at
    const found = expression.exec(this.#source)
    if (found !== null) this.#at = expression.lastIndex
    return found
  }
}

function between(from: string, to: string): string {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)]
  if (to.length !== 1 || last < first) throw new NotUnderstood()
  return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, index) => first + index))
}

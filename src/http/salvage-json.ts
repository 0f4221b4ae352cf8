import { setOwnField } from '../core/own-field.js'

/** So many things may stand before the object that look like one: a warning's example, another answer. */
const mostTries = 5

/** What is nested deeper than any answer is passed over: of millions of brackets no value is made. */
const deepest = 200

/**
 * What can be read of a JSON object that was cut off, is broken somewhere, or has something before or behind it: all values that
 * came whole, and never a part of one. Of several objects it is the first that is wanted, else the first. Undefined where there
 * is none.
 */
export function salvageJson(text: string, isWanted: (value: unknown) => boolean = () => true): unknown {
  // Not the brace of a style sheet or a script: an object's name, or its end, follows.
  const start = /\{\s*(?:["}]|$)/g
  let first: unknown
  for (let tries = 0; tries < mostTries; tries += 1) {
    const place = start.exec(text)?.index
    if (place === undefined) break
    const { value, end } = objectAt(text, place)
    if (isWanted(value)) return value
    first ??= value
    // What stands in an object that was not closed is a part of it: the caller's own metadata, which may have the same names.
    if (end === undefined) break
    start.lastIndex = end
  }
  return first
}

/** The object that begins there, and where it ends: undefined where it was cut off or a bracket of the other kind closes it. */
function objectAt(
  text: string,
  start: number,
): { readonly value: unknown; readonly end: number | undefined } {
  const outermost = new Open('{')
  const open: Open[] = []
  let inner = outermost
  let end: number | undefined
  for (let at = start + 1; at < text.length; at = end) {
    const character = text.charAt(at)
    end = at + 1
    if (character === '"') {
      end = endOfString(text, at)
      if (end === undefined) break
      inner.take(stringOf(text.slice(at, end)))
    } else if (character === '{' || character === '[') {
      if (open.length < deepest) {
        open.push(inner)
        inner = inner.holding(new Open(character))
      } else {
        end = endOfNested(text, at)
        if (end === undefined) break
        inner.take(undefined)
      }
    } else if (character === '}' || character === ']') {
      if (character !== inner.closing) break
      const outer = open.pop()
      if (outer === undefined) return { value: inner.value, end }
      inner = outer
    } else if (character === ',') inner.isNaming = inner.closing === '}'
    else if (character === ':') inner.isNaming = false
    else if (character.trim() !== '') {
      end = endOfWord(text, at)
      // A number at the end of the text may be a part of one.
      if (end === text.length) break
      const part = text.slice(at, end)
      inner.take(inner.isNaming ? part : valueOf(part))
    }
  }
  return { value: outermost.value, end: undefined }
}

/** An object or a list that is read. */
class Open {
  readonly value: Record<string, unknown> | unknown[]
  readonly closing: '}' | ']'
  /** Whether what comes next is the name of a field. */
  isNaming: boolean
  #name: unknown

  constructor(bracket: '{' | '[') {
    this.isNaming = bracket === '{'
    this.value = this.isNaming ? {} : []
    this.closing = this.isNaming ? '}' : ']'
  }

  /** A name, or a value for the latest one: of two names or two values in a row the later or the first. */
  take(each: unknown): void {
    if (this.isNaming) this.#name = each
    else if (each === undefined) this.#name = undefined
    else if (Array.isArray(this.value)) this.value.push(each)
    else if (typeof this.#name === 'string') {
      setOwnField(this.value, this.#name, each)
      this.#name = undefined
    }
  }

  holding(inner: Open): Open {
    this.take(inner.value)
    return inner
  }
}

/** Where the string that begins there ends; undefined where it was cut off. */
function endOfString(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return undefined
}

/** Where what a bracket opens there ends, whichever brackets are in it; undefined where it was cut off. */
function endOfNested(text: string, from: number): number | undefined {
  let depth = 0
  for (let at: number | undefined = from; at !== undefined && at < text.length;) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else {
      at += 1
      if (character === '{' || character === '[') depth += 1
      else if ((character === '}' || character === ']') && (depth -= 1) === 0) return at
    }
  }
  return undefined
}

// Not made anew for each of millions of words.
const wordHere = /[^\s"{}[\],:]*/y

/** Where what is no string ends. */
function endOfWord(text: string, from: number): number {
  wordHere.lastIndex = from
  wordHere.test(text)
  return wordHere.lastIndex
}

const unknownEscape = /\\(?!["/bfnrt]|u[\dA-Fa-f]{4})/

/** What a string says; undefined where it has an escape that JSON does not have: who knows what was meant. */
function stringOf(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  // Looked for rather than tried: a text of millions of errors would take minutes.
  if (unknownEscape.test(quoted.replaceAll('\\\\', ''))) return undefined
  const escaped = quoted.replaceAll(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1))
  return JSON.parse(escaped) as string
}

const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?)$/

function valueOf(text: string): unknown {
  if (!word.test(text)) return undefined
  // The parser would take five times as long for a single number.
  return text === 'null' ? null : text === 'true' || (text !== 'false' && Number(text))
}

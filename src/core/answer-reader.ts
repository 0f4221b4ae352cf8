import { isFields, type Fields } from './input-check.js'
import { setOwnField } from './own-field.js'
import { isSameSpelling } from './spelling.js'
import type { Warning } from './warning.js'

/** What the contract says of a field: always there, always there but perhaps null, or not always there. */
export type Presence = 'required' | 'nullable' | 'optional'

/**
 * Reads a vendor's answer leniently: what is missing or wrong becomes a warning and an absent field, never an error.
 * Names are given with the vendor's documented spelling first, then its other spellings on record.
 */
export class AnswerReader {
  /** Of the whole answer, whichever part of it is read. */
  readonly warnings: Warning[]
  readonly #at: string
  readonly #whole: unknown

  /** @param at where in the answer this reader is, as a JSON pointer: the places given to it count from there */
  constructor(at = '', warnings: Warning[] = [], whole?: unknown) {
    this.#at = at
    this.warnings = warnings
    this.#whole = whole
  }

  /** A reader of an answer, and the answer as an object: one without fields where it is none. */
  static of(answer: unknown): { readonly read: AnswerReader; readonly root: Fields } {
    return { read: new AnswerReader('', [], answer), root: isFields(answer) ? answer : {} }
  }

  /** A reader of what lies at a place of the answer. */
  below(at: string): AnswerReader {
    return new AnswerReader(this.#at + at, this.warnings)
  }

  /**
   * The object at `name`. Where there is none, with a warning: the first of a list, or else the object around it, since an
   * envelope that a proxy took off or doubled must not cost the secret in it.
   */
  object(from: Fields, name: string, at: string): Fields {
    const value = this.#find(from, [name], at)
    if (isFields(value)) return value
    this.#warn(value === undefined ? 'missing' : 'wrong_type', at, 'an object')
    const first: unknown = Array.isArray(value) ? value[0] : undefined
    return isFields(first) ? first : from
  }

  /** The object at `name`, where the vendor leaves it out if there is nothing to tell. */
  part(from: Fields, name: string, at: string): Fields | undefined {
    return this.#typed(from, [name], at, 'optional', 'an object', fieldsOf)
  }

  /**
   * The objects of a list, each read by a reader of its own; an entry that is none is read as an empty one, with a warning.
   * Undefined where there should be a list and is none, which is not the same as an empty one: where it may be left out, it
   * is taken for empty only if nothing else is wrong with the answer and no other list is in its place.
   */
  each<T>(
    from: Fields,
    names: readonly string[],
    at: string,
    presence: Presence,
    take: (read: AnswerReader, item: Fields) => T,
  ): T[] | undefined {
    const list = this.#typed(from, names, at, presence, 'a list', listOf)
    if (list === undefined) return this.warnings.length > 0 || holdsList(from) ? undefined : []
    return list.map((item, index) => {
      const place = `${at}/${index}`
      if (!isFields(item)) this.#warn('wrong_type', place, 'an object')
      return take(this.below(place), isFields(item) ? item : {})
    })
  }

  /** The vendor's record as it is, less its secret under any spelling. */
  record(from: Fields, secretNames: readonly string[]): Fields {
    const record: Record<string, unknown> = {}
    for (const name of Object.keys(from)) {
      if (!isSpellingOfAny(name, secretNames)) setOwnField(record, name, from[name])
    }
    return record
  }

  /**
   * A text that must be there: an id. A number in its place is something else's: taken for an id, it would be the other key that
   * is revoked by it.
   */
  needed(from: Fields, names: readonly string[], at: string): string | undefined {
    const value = this.#find(from, names, at) ?? this.#renamed(from, names, at)
    return typeof value === 'string' && value !== '' ? value : undefined
  }

  /** The secret: a text, or the only one in a list, since no digits are a secret. Looked for around its place as well. */
  secret(from: Fields, names: readonly string[], at: string): string | undefined {
    const holder = this.around(from, names, at)
    const name = nameOfText(holder, names)
    if (name === undefined) return undefined
    if (!names.includes(name)) this.#warnRenamed(at, 'under another spelling')
    if (Array.isArray(holder[name])) this.#warn('wrong_type', at, 'a string')
    return textIn(holder[name])
  }

  /**
   * The object that the id or the secret of a new key stands in, which must not be lost: `from`, or where it has none, with a
   * warning, the nearest that a reader of the vendor's documents would look into.
   */
  around(from: Fields, names: readonly string[], at: string): Fields {
    if (nameOfText(from, names) !== undefined) return from
    const found = nearest([this.#whole], names, deepestEnvelope)
    if (found === undefined) return from
    this.#warnRenamed(at, 'in another place')
    return found
  }

  /** A text; one that is not among the known values is taken as it is, with a warning. */
  text(
    from: Fields,
    names: readonly string[],
    at: string,
    presence: Presence,
    known?: readonly string[],
  ): string | undefined {
    const text = this.#typed(from, names, at, presence, 'a string', plainTextOf)
    if (text !== undefined && known?.includes(text) === false)
      this.#warn('unknown_value', at, known.join(' or '))
    return text
  }

  /** A truth value. */
  flag(from: Fields, names: readonly string[], at: string, presence: Presence): boolean | undefined {
    return this.#typed(from, names, at, presence, 'true or false', flagOf)
  }

  /** How many there are. */
  count(from: Fields, names: readonly string[], at: string, presence: Presence): number | undefined {
    return this.#typed(from, names, at, presence, 'a whole number', countOf)
  }

  /** A list of texts. */
  texts(
    from: Fields,
    names: readonly string[],
    at: string,
    presence: Presence,
  ): readonly string[] | undefined {
    return this.#typed(from, names, at, presence, 'a list of strings', textsOf)
  }

  /** An object of the caller's own: null is how a vendor says that it holds none. */
  metadata(from: Fields, names: readonly string[], at: string, presence: Presence): Fields | undefined {
    return this.#typed(from, names, at, presence, 'an object', fieldsOf, {})
  }

  /** A moment, by its codec. */
  moment(
    from: Fields,
    names: readonly string[],
    at: string,
    presence: Presence,
    decode: (wire: unknown) => Date | undefined,
  ): Date | undefined {
    return this.#typed(from, names, at, presence, 'a moment', decode)
  }

  #typed<T>(
    from: Fields,
    names: readonly string[],
    at: string,
    presence: Presence,
    expected: string,
    take: (value: unknown) => T | undefined,
    whenNull?: T,
  ): T | undefined {
    const value = this.#find(from, names, at)
    if (value === undefined && presence !== 'optional') this.#warn('missing', at, expected)
    if (value === undefined) return undefined
    if (value === null && presence !== 'required') return whenNull
    const taken = take(value)
    if (taken === undefined) this.#warn('wrong_type', at, expected)
    return taken
  }

  #find(from: Fields, names: readonly string[], at: string): unknown {
    let empty = false
    for (const name of names) {
      const value = Object.hasOwn(from, name) ? from[name] : undefined
      if (value !== undefined && value !== null) return value
      empty ||= value === null
    }
    // Null in one spelling says nothing while another may hold the value.
    return empty ? null : this.#renamed(from, names, at)
  }

  #renamed(from: Fields, names: readonly string[], at: string): unknown {
    for (const name of Object.keys(from)) {
      if (!isSpellingOfAny(name, names) || names.includes(name)) continue
      this.#warnRenamed(at, 'under another spelling')
      return from[name]
    }
    return undefined
  }

  #warnRenamed(at: string, where: string): void {
    const path = this.#at + at
    this.warnings.push({ code: 'renamed', path, message: `${path} was found ${where}.` })
  }

  #warn(code: 'missing' | 'wrong_type' | 'unknown_value', at: string, expected: string): void {
    const path = this.#at + at
    const fault = code === 'missing' ? 'is missing: expected' : 'is not'
    this.warnings.push({ code, path, message: `${path} ${fault} ${expected}.` })
  }
}

function isSpellingOfAny(name: string, names: readonly string[]): boolean {
  for (const each of names) if (isSameSpelling(name, each)) return true
  return false
}

/** What objects around a record are called, in the vendors' documents and by proxies. Never what holds a caller's own data. */
const envelopes = ['data', 'result', 'response', 'payload', 'apikey', 'key']

const deepestEnvelope = 4

/** Flattening takes the stack, which no answer may fill. */
const deepestList = 100

/** The first object, outer ones first, with a text under one of these names in whatever spelling. */
function nearest(nodes: readonly unknown[], names: readonly string[], levels: number): Fields | undefined {
  const objects = nodes.map((node) => (Array.isArray(node) ? node.find(isFields) : node)).filter(isFields)
  const holder = objects.find((fields) => nameOfText(fields, names) !== undefined)
  if (holder !== undefined || levels === 0) return holder
  const wanted = [...envelopes, ...names]
  const inner = objects.flatMap((fields) =>
    Object.keys(fields).flatMap((name) => (isSpellingOfAny(name, wanted) ? [fields[name]] : [])),
  )
  return inner.length === 0 ? undefined : nearest(inner, names, levels - 1)
}

/** The name that a text stands under: one of these, or else another spelling of one. */
function nameOfText(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) if (holdsText(fields, name)) return name
  for (const name of Object.keys(fields)) {
    if (isSpellingOfAny(name, names) && holdsText(fields, name)) return name
  }
  return undefined
}

function holdsText(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name) && textIn(fields[name]) !== undefined
}

/** A text, or the only one in a list, however deep. */
function textIn(value: unknown): string | undefined {
  if (!Array.isArray(value)) return isText(value) ? value : undefined
  const [text, ...others] = new Set(value.flat(deepestList).filter(isText))
  return others.length === 0 ? text : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function holdsList(fields: Fields): boolean {
  return Object.values(fields).some((value) => Array.isArray(value) && value.length > 0)
}

function fieldsOf(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined
}

function plainTextOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

function countOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined
}

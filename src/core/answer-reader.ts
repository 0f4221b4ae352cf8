import { isFields, type Fields } from './input-check.js'
import { setOwnField } from './own-field.js'
import { isSameSpelling } from './spelling.js'
import type { Warning } from './warning.js'

/** What the contract says of a field: always there, always there but perhaps null, or not always there. */
export type Presence = 'required' | 'nullable' | 'optional'

/** What a field is called: the vendor's documented spelling first, then its other spellings on record. */
export type Names = string | readonly string[]

/**
 * Reads an object of a vendor's answer leniently: what is missing or wrong becomes a warning and an absent field, never an
 * error.
 */
export class AnswerReader {
  /** The object that is read. */
  readonly fields: Fields
  /** Of the whole answer, whichever part of it is read. */
  readonly warnings: Warning[]
  readonly #at: string
  readonly #whole: unknown

  /** @param at where in the answer the object is, as a JSON pointer */
  constructor(fields: Fields, at = '', warnings: Warning[] = [], whole?: unknown) {
    this.fields = fields
    this.warnings = warnings
    this.#at = at
    this.#whole = whole
  }

  /** A reader of an answer: of an object without fields where it is none. */
  static of(answer: unknown): AnswerReader {
    return new AnswerReader(isFields(answer) ? answer : {}, '', [], answer)
  }

  /**
   * The object at `name`. Where there is none, with a warning: the first of a list, or else the object around it, since an
   * envelope that a proxy took off or doubled must not cost the secret in it.
   */
  object(name: string): AnswerReader {
    const value = this.#find(name)
    if (isFields(value)) return this.#below(value, name)
    this.#warn(value === undefined ? 'missing' : 'wrong_type', name, 'an object')
    const first: unknown = Array.isArray(value) ? value[0] : undefined
    return this.#below(isFields(first) ? first : this.fields, name)
  }

  /** The object at `name`, where the vendor leaves it out if there is nothing to tell. */
  part(name: string): AnswerReader | undefined {
    const fields = this.#typed(name, 'optional', 'an object', fieldsOf)
    return fields && this.#below(fields, name)
  }

  /** The object at `name`, or one without fields. */
  partOrNothing(name: string): AnswerReader {
    return this.part(name) ?? this.#below({}, name)
  }

  /**
   * The objects of a list, each read by a reader of its own; an entry that is none is read as an empty one, with a warning.
   * Undefined where there should be a list and is none, which is not the same as an empty one: where it may be left out, it
   * is taken for empty only if nothing else is wrong with the answer and no other list is in its place.
   */
  each<T>(names: Names, presence: Presence, take: (item: AnswerReader) => T): T[] | undefined {
    const list = this.#typed(names, presence, 'a list', listOf)
    if (list === undefined) return this.warnings.length > 0 || holdsList(this.fields) ? undefined : []
    return list.map((item, index) => {
      const at = `${this.#place(names)}/${index}`
      if (!isFields(item)) this.#warnAt(at, 'wrong_type', 'an object')
      return take(new AnswerReader(isFields(item) ? item : {}, at, this.warnings))
    })
  }

  /** The vendor's record as it is, less its secret under any spelling. */
  record(secretNames: readonly string[]): Fields {
    const record: Record<string, unknown> = {}
    for (const name of Object.keys(this.fields)) {
      if (!isSpellingOfAny(name, secretNames)) setOwnField(record, name, this.fields[name])
    }
    return record
  }

  /**
   * A text that must be there: an id. A number in its place is something else's: taken for an id, it would be the other key that
   * is revoked by it.
   */
  needed(names: Names): string | undefined {
    const value = this.#find(names) ?? this.#renamed(names)
    return typeof value === 'string' && value !== '' ? value : undefined
  }

  /** The secret: a text, or the only one in a list, since no digits are a secret. Looked for around its place as well. */
  secret(names: Names): string | undefined {
    const holder = this.around(names).fields
    const name = nameOfText(holder, namesIn(names))
    if (name === undefined) return undefined
    if (!namesIn(names).includes(name)) this.#warnRenamed(names, 'under another spelling')
    if (Array.isArray(holder[name])) this.#warn('wrong_type', names, 'a string')
    return textIn(holder[name])
  }

  /**
   * The object that the id or the secret of a new key stands in, which must not be lost: this one, or where it has none, with
   * a warning, the nearest that a reader of the vendor's documents would look into.
   */
  around(names: Names): AnswerReader {
    if (nameOfText(this.fields, namesIn(names)) !== undefined) return this
    const found = nearest([this.#whole], namesIn(names), deepestEnvelope)
    if (found === undefined) return this
    this.#warnRenamed(names, 'in another place')
    return new AnswerReader(found, this.#at, this.warnings, this.#whole)
  }

  /** A text; one that is not among the known values is taken as it is, with a warning. */
  text(names: Names, presence: Presence, known?: readonly string[]): string | undefined {
    const text = this.#typed(names, presence, 'a string', plainTextOf)
    if (text !== undefined && known?.includes(text) === false)
      this.#warn('unknown_value', names, known.join(' or '))
    return text
  }

  /** A truth value. */
  flag(names: Names, presence: Presence): boolean | undefined {
    return this.#typed(names, presence, 'true or false', flagOf)
  }

  /** How many there are. */
  count(names: Names, presence: Presence): number | undefined {
    return this.#typed(names, presence, 'a whole number', countOf)
  }

  /** A list of texts. */
  texts(names: Names, presence: Presence): readonly string[] | undefined {
    return this.#typed(names, presence, 'a list of strings', textsOf)
  }

  /** An object of the caller's own: null is how a vendor says that it holds none. */
  metadata(names: Names, presence: Presence): Fields | undefined {
    return this.#typed(names, presence, 'an object', fieldsOf, {})
  }

  /** A moment, by its codec. */
  moment(names: Names, presence: Presence, decode: (wire: unknown) => Date | undefined): Date | undefined {
    return this.#typed(names, presence, 'a moment', decode)
  }

  #typed<T>(
    names: Names,
    presence: Presence,
    expected: string,
    take: (value: unknown) => T | undefined,
    whenNull?: T,
  ): T | undefined {
    const value = this.#find(names)
    if (value === undefined && presence !== 'optional') this.#warn('missing', names, expected)
    if (value === undefined) return undefined
    if (value === null && presence !== 'required') return whenNull
    const taken = take(value)
    if (taken === undefined) this.#warn('wrong_type', names, expected)
    return taken
  }

  #find(names: Names): unknown {
    let empty = false
    for (const name of namesIn(names)) {
      const value = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined
      if (value !== undefined && value !== null) return value
      empty ||= value === null
    }
    // Null in one spelling says nothing while another may hold the value.
    return empty ? null : this.#renamed(names)
  }

  #renamed(names: Names): unknown {
    const known = namesIn(names)
    for (const name of Object.keys(this.fields)) {
      if (!isSpellingOfAny(name, known) || known.includes(name)) continue
      this.#warnRenamed(names, 'under another spelling')
      return this.fields[name]
    }
    return undefined
  }

  #below(fields: Fields, name: string): AnswerReader {
    return new AnswerReader(fields, this.#place(name), this.warnings, this.#whole)
  }

  #place(names: Names): string {
    return `${this.#at}/${namesIn(names)[0]}`
  }

  #warnRenamed(names: Names, where: string): void {
    const path = this.#place(names)
    this.warnings.push({ code: 'renamed', path, message: `${path} was found ${where}.` })
  }

  #warn(code: Fault, names: Names, expected: string): void {
    this.#warnAt(this.#place(names), code, expected)
  }

  #warnAt(path: string, code: Fault, expected: string): void {
    const fault = code === 'missing' ? 'is missing: expected' : 'is not'
    this.warnings.push({ code, path, message: `${path} ${fault} ${expected}.` })
  }
}

type Fault = 'missing' | 'wrong_type' | 'unknown_value'

function namesIn(names: Names): readonly string[] {
  return typeof names === 'string' ? [names] : names
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

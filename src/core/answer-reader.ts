import { isFields, type Fields } from './input-check.js'
import type { Warning } from './warning.js'

/** What the contract says of a field: always there, always there but perhaps null, or not always there. */
export type Presence = 'required' | 'nullable' | 'optional'

/**
 * Reads a vendor's answer leniently: what is missing or wrong becomes a warning and an absent field, never an error.
 * Names are given with the vendor's documented spelling first, then its other spellings on record.
 */
export class AnswerReader {
  readonly warnings: Warning[] = []

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

  /** The vendor's record as it is, less its secret under any spelling. */
  record(from: Fields, secretNames: readonly string[]): Fields {
    const secret = new Set(secretNames.map(spelling))
    return Object.fromEntries(Object.entries(from).filter(([name]) => !secret.has(spelling(name))))
  }

  /** A text that must be there: the id or the secret. A number is taken as its digits, unless JavaScript lost some. */
  needed(from: Fields, names: readonly string[], at: string): string | undefined {
    const value = this.#find(from, names, at) ?? this.#renamed(from, names, at)
    if (typeof value === 'string' && value !== '') return value
    if (!Number.isSafeInteger(value)) return undefined
    this.#warn('wrong_type', at, 'a string')
    return String(value)
  }

  /** A text; one that is not among the known values is taken as it is, with a warning. */
  text(
    from: Fields,
    names: readonly string[],
    at: string,
    presence: Presence,
    known?: readonly string[],
  ): string | undefined {
    const text = this.#typed(from, names, at, presence, 'a string', (value) =>
      typeof value === 'string' ? value : undefined,
    )
    if (text !== undefined && known?.includes(text) === false)
      this.#warn('unknown_value', at, known.join(' or '))
    return text
  }

  flag(from: Fields, names: readonly string[], at: string, presence: Presence): boolean | undefined {
    return this.#typed(from, names, at, presence, 'true or false', (value) =>
      typeof value === 'boolean' ? value : undefined,
    )
  }

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
    return this.#typed(
      from,
      names,
      at,
      presence,
      'an object',
      (value) => (isFields(value) ? value : undefined),
      {},
    )
  }

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
    const wanted = new Set(names.map(spelling))
    const found = Object.keys(from).find((name) => !names.includes(name) && wanted.has(spelling(name)))
    if (found === undefined) return undefined
    this.warnings.push({ code: 'renamed', path: at, message: `${at} was found under another spelling.` })
    return from[found]
  }

  #warn(code: 'missing' | 'wrong_type' | 'unknown_value', path: string, expected: string): void {
    const fault = code === 'missing' ? 'is missing: expected' : 'is not'
    this.warnings.push({ code, path, message: `${path} ${fault} ${expected}.` })
  }
}

/** `api_key`, `apiKey` and `APIKEY` are the same name to a reader. */
function spelling(name: string): string {
  return name.replaceAll(/[_-]/g, '').toLowerCase()
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined
}

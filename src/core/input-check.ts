import { parseDuration } from './duration.js'
import { isItself, isPlain, jsonFault } from './json-fault.js'
import { KeymuxError, type Issue } from './keymux-error.js'
import { holdsFields } from './read-once.js'

/** An object of unknown content. */
export type Fields = Readonly<Record<string, unknown>>

/** What a text must keep to. */
export interface TextRule {
  readonly min?: number
  readonly max?: number
  readonly pattern?: RegExp
  readonly oneOf?: readonly string[]
}

/** What a number must keep to. */
export interface NumberRule {
  readonly integer?: boolean
  readonly min?: number
  readonly max?: number
  readonly above?: number
}

/** How many entries a list or an object may have. */
export interface SizeRule {
  readonly min?: number
  readonly max?: number
}

/** How far ahead a moment may lie. */
export interface MomentRule {
  /** In milliseconds from now. */
  readonly within?: number
  /** In milliseconds since 1970. */
  readonly latest?: number
}

/** Whose input it is: `unkey`, and as a person writes it `Unkey`. */
interface Vendor {
  readonly id: string
  readonly name: string
}

/** More faults than these are counted, not listed, in a message. */
const mostListed = 10

/**
 * Collects what is wrong with an input, so that the caller hears all of it at once and before any request.
 * Messages name the option and the rule, never the value: metadata may hold a secret.
 */
export class InputCheck {
  readonly #vendor: Vendor
  readonly #operation: string
  readonly #issues: Issue[] = []

  /** @param operation `create` */
  constructor(vendor: Vendor, operation: string) {
    this.#vendor = vendor
    this.#operation = operation
  }

  /** The input as an object with fields; throws `invalid_request` when it is none. */
  input(value: unknown): Fields {
    if (holdsFields(value)) return value
    throw this.#error('invalid_request', 'the input must be an object. Nothing was sent.', [])
  }

  /** Throws `unsupported` for a field that the vendor does not have: nothing is dropped silently. Of a class `readOnce` makes fields. */
  takes(input: Fields, known: readonly string[], at = ''): void {
    const isUnknown = (name: string): boolean => !known.includes(name) && input[name] !== undefined
    const unknown = Object.keys(input).filter(isUnknown)
    if (unknown.length === 0) return
    const names = unknown.map((name) => `\`${at}${name}\``).join(', ')
    const taken = known.map((name) => `\`${at}${name}\``).join(', ')
    throw this.#error(
      'unsupported',
      `${names} ${unknown.length === 1 ? 'is' : 'are'} not something that it takes. Leave out what it cannot keep; it takes ${taken}.`,
      unknown.map((name) => ({ path: at + name, message: 'is not supported' })),
    )
  }

  /** An id of a key: it may become a step of a path, where an empty one or dots would lead elsewhere. */
  id(at: string, value: unknown, rule: TextRule = {}): void {
    if (typeof value !== 'string' || value === '') this.refuse(at, 'must be the id of a key')
    // Half of a character beyond 16 bits cannot stand in a path: encoding it would throw. An id may be several steps of one.
    else if (/(^|\/)\.\.?(\/|$)|\p{Surrogate}/u.test(value)) this.refuse(at, 'is not the id of a key')
    else this.text(at, value, rule)
  }

  /** `instead`, where something else may stand in for it: "the client's `subject`". */
  required(at: string, value: unknown, instead?: string): void {
    if (value !== undefined) return
    this.refuse(at, instead === undefined ? 'is required' : `is required, here or as ${instead}`)
  }

  /** That an object has these fields. */
  holds(fields: Fields, required: readonly string[], at: string): void {
    for (const name of required) this.required(at + name, fields[name])
  }

  /** An option of the client that this call cannot do without; `how` says how to come by it. */
  option(at: string, value: unknown, how: string): void {
    if (value === undefined) this.refuse(at, `is missing: ${how}`)
  }

  /** Null where the vendor's document has it, but nobody knows what it does, or it does harm. */
  notNull(at: string, value: unknown): void {
    if (value === null) this.refuse(at, 'must not be null')
  }

  /** That a change changes something. */
  changes(change: Fields, taken: readonly string[]): void {
    // What was refused before would have been a change.
    if (this.#issues.length > 0 || Object.values(change).some((value) => value !== undefined)) return
    this.refuse('patch', `must change something: ${taken.join(', ')}`)
  }

  /** Must be a text, if it is there. */
  text(at: string, value: unknown, rule: TextRule = {}): void {
    if (value === undefined) return
    if (typeof value !== 'string') return this.refuse(at, 'must be a string')
    for (const fault of faultsOf(value, rule)) this.refuse(at, fault)
  }

  /** Must be a number, if it is there. */
  number(at: string, value: unknown, rule: NumberRule = {}): void {
    if (value === undefined) return
    if (typeof value !== 'number' || !Number.isFinite(value))
      return this.refuse(at, 'must be a finite number')
    // Beyond 2^53 JavaScript would send another number than the caller wrote.
    if (rule.integer === true && !Number.isSafeInteger(value))
      this.refuse(at, 'must be a whole number below 2^53')
    if (rule.min !== undefined && value < rule.min) this.refuse(at, `must be at least ${rule.min}`)
    if (rule.max !== undefined && value > rule.max) this.refuse(at, `must be at most ${rule.max}`)
    if (rule.above !== undefined && value <= rule.above) this.refuse(at, `must be more than ${rule.above}`)
  }

  /** Must be true or false, if it is there. */
  flag(at: string, value: unknown): void {
    if (value !== undefined && typeof value !== 'boolean') this.refuse(at, 'must be true or false')
  }

  /** Must be a list, each item of which is checked. */
  list(at: string, value: unknown, rule: SizeRule, each: (at: string, item: unknown) => void): void {
    if (value === undefined) return
    if (!Array.isArray(value) || !isItself(value)) return this.refuse(at, 'must be a list')
    this.#size(at, value.length, rule, 'entry', 'entries')
    // By index: `forEach` passes over a hole, which JSON would send as null, as it would undefined.
    for (let index = 0; index < value.length; index += 1) {
      const place = `${at}[${index}]`
      if (value[index] === undefined) this.refuse(place, 'is required')
      else each(place, value[index])
    }
  }

  /**
   * A list that the vendor takes as one text. `each` keeps an entry from meaning anything but itself in there. Undefined
   * where there is no entry.
   */
  joined(at: string, value: unknown, separator: string, each: RegExp): string | undefined {
    this.list(at, value, {}, (place, item) => this.text(place, item, { pattern: each }))
    return Array.isArray(value) && value.length > 0 ? value.join(separator) : undefined
  }

  /** Must be an object, if it is there. */
  object(at: string, value: unknown, rule: SizeRule = {}): value is Fields {
    if (value === undefined) return false
    if (!isFields(value) || !isPlain(value)) {
      this.refuse(at, isFields(value) ? 'must be a plain object' : 'must be an object')
      return false
    }
    this.#size(at, Object.keys(value).length, rule, 'property', 'properties')
    return true
  }

  /** Metadata is the caller's own: what JSON would drop or change is refused, and what the vendor has no room for. */
  json(at: string, value: unknown, mostBytes?: number): void {
    const fault = jsonFault(value)
    if (fault !== undefined) this.refuse(at, fault)
    else if (mostBytes !== undefined && new TextEncoder().encode(JSON.stringify(value)).length > mostBytes)
      this.refuse(at, `must be at most ${mostBytes} bytes of JSON`)
  }

  /** A `Date` or a duration from now, as a `Date`; undefined when there is none or it is refused. */
  moment(at: string, value: unknown, now: number, rule: MomentRule = {}): Date | undefined {
    if (value === undefined) return undefined
    const time = momentOf(value, now)
    const { within = Infinity, latest = 8.64e15 } = rule
    if (time === undefined) this.refuse(at, "must be a valid Date or a duration such as '30d'")
    else if (time <= now) this.refuse(at, 'must lie in the future')
    else if (time > now + within) this.refuse(at, `must lie within ${within / 86_400_000} days from now`)
    else if (time > latest) this.refuse(at, `must not be later than ${new Date(latest).toISOString()}`)
    else return new Date(time)
    return undefined
  }

  /** Notes what is wrong with the option at `path`. */
  refuse(path: string, message: string): void {
    this.#issues.push({ path, message })
  }

  /** Throws `invalid_request` with everything that was found. */
  end(): void {
    if (this.#issues.length > 0) throw this.#refusal()
  }

  /** The error for this and whatever was found before. */
  refusal(path: string, message: string): KeymuxError {
    this.refuse(path, message)
    return this.#refusal()
  }

  #refusal(): KeymuxError {
    const listed = this.#issues.slice(0, mostListed).map(({ path, message }) => `\`${path}\` ${message}`)
    const rest = this.#issues.length - listed.length
    const list = [...listed, ...(rest === 0 ? [] : [`and ${rest} more`])].join('; ')
    return this.#error(
      'invalid_request',
      `${list}. Nothing was sent: correct the input and call again.`,
      this.#issues,
    )
  }

  #size(at: string, size: number, rule: SizeRule, one: string, many: string): void {
    if (rule.min !== undefined && size < rule.min)
      this.refuse(at, `must have at least ${count(rule.min, one, many)}`)
    if (rule.max !== undefined && size > rule.max)
      this.refuse(at, `must have at most ${count(rule.max, one, many)}`)
  }

  #error(code: 'unsupported' | 'invalid_request', what: string, issues: readonly Issue[]): KeymuxError {
    const { id, name } = this.#vendor
    return new KeymuxError({
      code,
      message: `${name} cannot ${this.#operation} ${ofMany.has(this.#operation) ? 'keys' : 'this key'}: ${what}`,
      vendor: id,
      operation: this.#operation,
      issues,
    })
  }
}

/** What is not about one key. */
const ofMany: ReadonlySet<string> = new Set(['list', 'import'])

/** Whether a text keeps to a rule. */
export function fitsText(value: string, rule: TextRule): boolean {
  return faultsOf(value, rule).length === 0
}

function faultsOf(value: string, { min, max, pattern, oneOf }: TextRule): string[] {
  const faults: string[] = []
  // As many as units, or down to half as many: counted only where that makes a difference.
  const isSure = value.length >= 2 * (min ?? 0) && value.length <= (max ?? Infinity)
  const length = isSure ? value.length : charactersIn(value)
  if (min !== undefined && length < min) faults.push(`must have at least ${count(min, 'character')}`)
  if (max !== undefined && length > max) faults.push(`must have at most ${count(max, 'character')}`)
  if (pattern !== undefined && !pattern.test(value)) faults.push(`must match ${pattern.source}`)
  if (oneOf !== undefined && !oneOf.includes(value)) faults.push(`must be one of ${oneOf.join(', ')}`)
  return faults
}

/** Vendors count characters as JSON Schema does: by code point. */
function charactersIn(text: string): number {
  let characters = 0
  for (const _ of text) characters += 1
  return characters
}

/** Whether `value` is an object with fields, and neither null nor a list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function momentOf(value: unknown, now: number): number | undefined {
  if (typeof value !== 'string') return dateOf(value)
  const length = parseDuration(value)
  return length === undefined ? undefined : now + length
}

/** The time of a `Date`, also of another realm's, or undefined. */
function dateOf(value: unknown): number | undefined {
  try {
    const time = Date.prototype.getTime.call(value)
    return Number.isNaN(time) ? undefined : time
  } catch {
    return undefined
  }
}

function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`
}

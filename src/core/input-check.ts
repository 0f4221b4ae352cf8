import { parseDuration } from './duration.js'
import { jsonFault } from './json-fault.js'
import { KeymuxError, type Issue } from './keymux-error.js'

/** What some vendor or other takes to create a key: the names of `CreateKeyInput`. */
const commonFields = [
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'expiresAt',
  'prefix',
  'enabled',
  'vendor',
]

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

/**
 * Collects what is wrong with an input, so that the caller hears all of it at once and before any request.
 * Messages name the option and the rule, never the value: metadata may hold a secret.
 */
export class InputCheck {
  readonly #vendor: string
  readonly #operation: string
  readonly #issues: Issue[] = []

  /**
   * @param vendor as a person writes it: `Unkey`
   * @param operation `create`
   */
  constructor(vendor: string, operation: string) {
    this.#vendor = vendor
    this.#operation = operation
  }

  /** The input as an object with fields; throws `invalid_request` when it is none. */
  input(value: unknown): Fields {
    if (isFields(value)) return value
    throw this.#error('invalid_request', 'the input must be an object. Nothing was sent.', [])
  }

  /** Throws `unsupported` for a field that the vendor does not have: nothing is dropped silently. */
  takes(input: Fields, known: readonly string[], at = ''): void {
    // A class of the caller's may have them as getters, which no walk over an object's own fields finds.
    const common = at === '' ? commonFields : []
    const all = new Set([...Object.keys(input), ...common])
    const unknown = [...all].filter((name) => input[name] !== undefined && !known.includes(name))
    if (unknown.length === 0) return
    const names = unknown.map((name) => `\`${at}${name}\``).join(', ')
    const taken = known.map((name) => `\`${at}${name}\``).join(', ')
    throw this.#error(
      'unsupported',
      `${names} ${unknown.length === 1 ? 'is' : 'are'} not something that it takes. Leave out what it cannot keep; it takes ${taken}.`,
      unknown.map((name) => ({ path: at + name, message: 'is not supported' })),
    )
  }

  /** `instead`, where something else may stand in for it: "the client's `subject`". */
  required(at: string, value: unknown, instead?: string): void {
    if (value !== undefined) return
    this.#add(at, instead === undefined ? 'is required' : `is required, here or as ${instead}`)
  }

  text(at: string, value: unknown, rule: TextRule = {}): void {
    if (value === undefined) return
    if (typeof value !== 'string') return this.#add(at, 'must be a string')
    // Vendors count characters as JSON Schema does: by code point.
    const length = rule.min === undefined && rule.max === undefined ? 0 : Array.from(value).length
    if (rule.min !== undefined && length < rule.min)
      this.#add(at, `must have at least ${count(rule.min, 'character')}`)
    if (rule.max !== undefined && length > rule.max)
      this.#add(at, `must have at most ${count(rule.max, 'character')}`)
    if (rule.pattern !== undefined && !rule.pattern.test(value))
      this.#add(at, `must match ${rule.pattern.source}`)
    if (rule.oneOf !== undefined && !rule.oneOf.includes(value))
      this.#add(at, `must be one of ${rule.oneOf.join(', ')}`)
  }

  number(at: string, value: unknown, rule: NumberRule = {}): void {
    if (value === undefined) return
    if (typeof value !== 'number' || !Number.isFinite(value)) return this.#add(at, 'must be a finite number')
    // Beyond 2^53 JavaScript would send another number than the caller wrote.
    if (rule.integer === true && !Number.isSafeInteger(value))
      this.#add(at, 'must be a whole number below 2^53')
    if (rule.min !== undefined && value < rule.min) this.#add(at, `must be at least ${rule.min}`)
    if (rule.max !== undefined && value > rule.max) this.#add(at, `must be at most ${rule.max}`)
    if (rule.above !== undefined && value <= rule.above) this.#add(at, `must be more than ${rule.above}`)
  }

  flag(at: string, value: unknown): void {
    if (value !== undefined && typeof value !== 'boolean') this.#add(at, 'must be true or false')
  }

  list(at: string, value: unknown, rule: SizeRule, each: (at: string, item: unknown) => void): void {
    if (value === undefined) return
    if (!Array.isArray(value)) return this.#add(at, 'must be a list')
    this.#size(at, value.length, rule, 'entry', 'entries')
    // By index: `forEach` passes over a hole, which JSON would send as null, as it would undefined.
    for (let index = 0; index < value.length; index += 1) {
      const place = `${at}[${index}]`
      if (value[index] === undefined) this.#add(place, 'is required')
      else each(place, value[index])
    }
  }

  object(at: string, value: unknown, rule: SizeRule = {}): value is Fields {
    if (value === undefined) return false
    if (!isFields(value)) {
      this.#add(at, 'must be an object')
      return false
    }
    this.#size(at, Object.keys(value).length, rule, 'property', 'properties')
    return true
  }

  /** Metadata is the caller's own, so only JSON itself limits it: what JSON would drop or change is refused. */
  json(at: string, value: unknown): void {
    const fault = jsonFault(value)
    if (fault !== undefined) this.#add(at, fault)
  }

  /** A `Date` or a duration from now, as a `Date`; undefined when there is none or it is refused. */
  moment(at: string, value: unknown, now: number, rule: MomentRule = {}): Date | undefined {
    if (value === undefined) return undefined
    const time = momentOf(value, now)
    const { within = Infinity, latest = 8.64e15 } = rule
    if (time === undefined) this.#add(at, "must be a valid Date or a duration such as '30d'")
    else if (time <= now) this.#add(at, 'must lie in the future')
    else if (time > now + within) this.#add(at, `must lie within ${within / 86_400_000} days from now`)
    else if (time > latest) this.#add(at, `must not be later than ${new Date(latest).toISOString()}`)
    else return new Date(time)
    return undefined
  }

  /** Throws `invalid_request` with everything that was found. */
  end(): void {
    if (this.#issues.length === 0) return
    const list = this.#issues.map(({ path, message }) => `\`${path}\` ${message}`).join('; ')
    throw this.#error(
      'invalid_request',
      `${list}. Nothing was sent: correct the input and call again.`,
      this.#issues,
    )
  }

  #size(at: string, size: number, rule: SizeRule, one: string, many: string): void {
    if (rule.min !== undefined && size < rule.min)
      this.#add(at, `must have at least ${count(rule.min, one, many)}`)
    if (rule.max !== undefined && size > rule.max)
      this.#add(at, `must have at most ${count(rule.max, one, many)}`)
  }

  #add(path: string, message: string): void {
    this.#issues.push({ path, message })
  }

  #error(code: 'unsupported' | 'invalid_request', what: string, issues: readonly Issue[]): KeymuxError {
    return new KeymuxError({
      code,
      message: `${this.#vendor} cannot ${this.#operation} this key: ${what}`,
      vendor: this.#vendor.toLowerCase(),
      operation: this.#operation,
      issues,
    })
  }
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

import { type $ZodIssue, type $ZodType, safeParse } from 'zod/v4/core'

/** One thing that is wrong with a request's body, for a dialect to put into its vendor's words. */
export interface Violation {
  readonly path: readonly PropertyKey[]
  readonly rule: 'required' | 'unknown' | 'type' | 'enum' | 'format' | 'size' | 'other'
  /** The type that was wanted, where `rule` is `type`. */
  readonly expected: string | null
  /** What was wanted, in words. It never repeats what was sent: a body can hold a secret in the wrong place. */
  readonly message: string
}

/** The body as its schema reads it, or else what is wrong with it. */
export type Validated<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly violations: readonly Violation[] }

/** The JSON body that an operation takes, in the types of a contract. */
export type BodyOf<Operation extends { requestBody: { content: { 'application/json': unknown } } }> =
  Operation['requestBody']['content']['application/json']

/**
 * Checks a body against the request schema that was generated from the vendor's contract. `T` names its type, in the
 * types that were generated from the same contract.
 */
export function validate<T>(schema: $ZodType, body: unknown): Validated<T> {
  const result = safeParse(schema, body)
  if (result.success) return { ok: true, value: result.data as T }
  return { ok: false, violations: result.error.issues.map((issue) => violation(issue, body)) }
}

function violation(issue: $ZodIssue, body: unknown): Violation {
  const { path } = issue
  // Zod calls an absent field a wrong type or value; JSON has no undefined, so the body itself tells them apart.
  if (valueAt(body, path) === undefined) {
    return { path, rule: 'required', expected: null, message: 'is required' }
  }
  const expected = issue.code === 'invalid_type' ? issue.expected : null
  return { path, rule: rules[issue.code] ?? 'other', expected, message: inWords(issue) }
}

const rules: Readonly<Partial<Record<$ZodIssue['code'], Violation['rule']>>> = {
  invalid_type: 'type',
  unrecognized_keys: 'unknown',
  invalid_value: 'enum',
  invalid_format: 'format',
  too_small: 'size',
  too_big: 'size',
}

function inWords(issue: $ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${withArticle(issue.expected)}`
    case 'unrecognized_keys':
      return `contains ${count(issue.keys.length, 'unknown property', 'unknown properties')}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'invalid_format':
      return format(issue.format, issue.pattern)
    case 'too_small':
      return size(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least')
    case 'too_big':
      return size(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most')
    default:
      return 'breaks a rule of the schema'
  }
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    body,
  )
}

const names: Readonly<Record<string, string>> = { int: 'integer', record: 'object' }

function withArticle(type: string): string {
  const name = names[type] ?? type
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`
}

function format(name: string, pattern: string | undefined): string {
  return name === 'regex' && pattern !== undefined
    ? `must match the pattern ${pattern}`
    : `must be a valid ${name}`
}

function size(origin: string, limit: number | bigint, bound: string): string {
  if (origin === 'string') return `must be ${bound} ${count(limit, 'character', 'characters')} long`
  if (origin === 'array') return `must contain ${bound} ${count(limit, 'item', 'items')}`
  if (origin === 'object') return `must have ${bound} ${count(limit, 'property', 'properties')}`
  return `must be ${bound} ${limit}`
}

function count(amount: number | bigint, one: string, many: string): string {
  return `${amount} ${Number(amount) === 1 ? one : many}`
}

/** A path in the form `.ratelimits[0].name`, with a dot before each name. */
export function dotted(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
}

import * as z from 'zod'
import type { ErrorCode } from '../core/error-codes.js'
import type { KeyState } from '../core/key-record.js'
import { parseDuration } from '../core/duration.js'
import { GenerationError } from './generation-error.js'
import type { JsonValue } from './json.js'
import { toRegExp } from './source-text.js'

/** The name under which an overlay annotates a document. */
export const annotationKey = 'x-keymux'

/** What the vendor as a whole means: on the root of the document. */
export interface RootAnnotation {
  /** How a person writes it: `Unkey`. */
  readonly vendor: string
  /** The paths to keep of the document, with `*` for any text. */
  readonly keep: readonly string[]
  /** Where there is no public host: the environment variable that names one. */
  readonly baseUrl?: { readonly env: string } | undefined
  readonly credential: {
    readonly option: string
    readonly env: string
    readonly header: string
    readonly scheme: string
    readonly description: string
  }
  readonly options: Readonly<Record<string, OptionAnnotation>>
  /** Where an answer names its request: JSON pointers into the body, tried in order, then a header. */
  readonly requestId?: { readonly body: readonly string[]; readonly header?: string | undefined } | undefined
  /** The headers that tell the rate limit, and what kind of number the reset is. */
  readonly rateLimit?:
    | {
        readonly limit: string
        readonly remaining: string
        readonly reset: string
        readonly unit: 'seconds-from-now' | 'epoch-seconds'
      }
    | undefined
  readonly errors: {
    /** Where the vendor's own code stands: JSON pointers, tried in order. */
    readonly code: readonly string[]
    /** Where the code is a part of a longer text, such as a URL: what follows this. */
    readonly codeAfter?: string | undefined
    readonly message: readonly string[]
    /** The list of single faults, and in each one the place and the message. */
    readonly issues?: { readonly at: string; readonly path: string; readonly message: string } | undefined
    /** The vendor's codes, with one `*` for any text, in keymux' words. */
    readonly codes: Readonly<Record<string, ErrorCode>>
  }
  /** What to do about an error at this vendor, where the general advice does not fit. */
  readonly advice: Readonly<Partial<Record<ErrorCode, string>>>
}

/** An option of the factory besides the credential. */
export interface OptionAnnotation {
  /** The environment variable that it falls back to; an option with one is required. */
  readonly env?: string | undefined
  /** It is sent in this header. */
  readonly header?: string | undefined
  /** What that header holds when the caller names nothing. */
  readonly default?: string | undefined
  /** It stands in for this input field when a call leaves that out. */
  readonly 'default-for'?: 'owner' | undefined
  readonly description: string
}

/** What an operation is to keymux. */
export interface OperationAnnotation {
  readonly operation: 'create'
  readonly effect: 'reads' | 'acts'
}

const meanings = [
  'id',
  'secret',
  'prefix',
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'hint',
  'enabled',
  'expiresAt',
  'createdAt',
  'updatedAt',
  'lastUsedAt',
  'revokedAt',
  'revocationReason',
  'createdBy',
] as const

export type FieldMeaning = (typeof meanings)[number]

/** The codecs of `src/core/codecs`; a relative one needs to know the present moment. */
export const codecs = {
  'epoch-milliseconds': { name: 'epochMilliseconds', relative: false },
  'seconds-from-now': { name: 'secondsFromNow', relative: true },
  rfc3339: { name: 'rfc3339', relative: false },
} as const

export type Codec = keyof typeof codecs

/** What a field of a request or an answer means. */
export interface FieldAnnotation {
  /** Which normalised field it is. */
  readonly field?: FieldMeaning | undefined
  /** Which option of the factory it is filled from. */
  readonly option?: string | undefined
  /** How a moment is written. */
  readonly codec?: Codec | undefined
  /** How far ahead a moment may lie, as a duration, where only the document's prose says so. */
  readonly within?: string | undefined
  /** Of a secret: the pattern of what all secrets start with. */
  readonly prefix?: string | undefined
  /** Of a prefix in a request: what the vendor puts between it and the rest. */
  readonly separator?: string | undefined
  /** What a user must know besides the limits. */
  readonly note?: string | undefined
  /** Other spellings on record. */
  readonly also: readonly string[]
  /** Which state the key is in when the field is true, false or present. */
  readonly state?: Readonly<Partial<Record<'true' | 'false' | 'present', KeyState>>> | undefined
}

const pointer = z.string().regex(/^(\/[^/]+)+$/, 'must be a JSON pointer such as /error/type')
const errorCode = z.enum([
  'invalid_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'quota_exceeded',
  'unavailable',
  'timeout',
])

const option = z
  .strictObject({
    env: z.string().optional(),
    header: z.string().optional(),
    default: z.string().optional(),
    'default-for': z.enum(['owner']).optional(),
    description: z.string(),
  })
  .refine(
    (value) => value.default === undefined || (value.header !== undefined && value.env === undefined),
    'default is for an option with a header and without env',
  )

const root: z.ZodType<RootAnnotation> = z.strictObject({
  vendor: z.string().regex(/^[A-Z][A-Za-z0-9]*$/),
  keep: z.array(z.string().startsWith('/')).min(1),
  baseUrl: z.strictObject({ env: z.string() }).optional(),
  credential: z.strictObject({
    option: z.string(),
    env: z.string(),
    header: z.string().default('Authorization'),
    scheme: z.string().default('Bearer'),
    description: z.string(),
  }),
  options: z.record(z.string(), option).default({}),
  requestId: z.strictObject({ body: z.array(pointer).default([]), header: z.string().optional() }).optional(),
  rateLimit: z
    .strictObject({
      limit: z.string(),
      remaining: z.string(),
      reset: z.string(),
      unit: z.enum(['seconds-from-now', 'epoch-seconds']),
    })
    .optional(),
  errors: z.strictObject({
    code: z.array(pointer).default([]),
    codeAfter: z.string().optional(),
    message: z.array(pointer).min(1),
    issues: z.strictObject({ at: pointer, path: pointer, message: pointer }).optional(),
    codes: z.record(z.string().regex(/^[^*]*\*?[^*]*$/, 'may hold one * only'), errorCode).default({}),
  }),
  advice: z.partialRecord(errorCode, z.string()).default({}),
})

const operation: z.ZodType<OperationAnnotation> = z.strictObject({
  operation: z.enum(['create']),
  effect: z.enum(['reads', 'acts']),
})

const state = z.enum(['active', 'disabled', 'revoked', 'expired'])

const field: z.ZodType<FieldAnnotation> = z.strictObject({
  field: z.enum(meanings).optional(),
  option: z.string().optional(),
  codec: z.enum(Object.keys(codecs) as [Codec]).optional(),
  within: z
    .string()
    .refine((value) => parseDuration(value) !== undefined, 'must be a duration such as 365d')
    .optional(),
  prefix: z
    .string()
    .refine((value) => toRegExp(value) !== undefined, 'must be a regular expression')
    .optional(),
  separator: z.string().optional(),
  note: z.string().optional(),
  also: z.array(z.string()).default([]),
  state: z.partialRecord(z.enum(['true', 'false', 'present']), state).optional(),
})

export function rootAnnotation(file: string, value: JsonValue | undefined): RootAnnotation {
  return read(root, file, '$', value)
}

export function operationAnnotation(file: string, path: string, value: JsonValue): OperationAnnotation {
  return read(operation, file, path, value)
}

export function fieldAnnotation(file: string, path: string, value: JsonValue): FieldAnnotation {
  return read(field, file, path, value)
}

function read<T>(schema: z.ZodType<T>, file: string, path: string, value: JsonValue | undefined): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const where = [annotationKey, ...(issue?.path ?? [])].join('.')
  throw new GenerationError(file, path, `${where}: ${reason(issue)}`)
}

function reason(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'is not understood'
  if (issue.code === 'invalid_value') return `is unknown: one of ${issue.values.join(', ')} is`
  if (issue.code === 'unrecognized_keys') return `does not know ${issue.keys.join(', ')}`
  return issue.message
}

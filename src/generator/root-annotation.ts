import * as z from 'zod'
import { parseDuration } from '../core/duration.js'
import type { ErrorCode } from '../core/error-codes.js'
import { operations, type Operation } from '../core/operation.js'
import { readAnnotation } from './annotations.js'
import type { JsonValue } from './json.js'
import { withoutCode } from './without-code.js'

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
    /** Of the scheme `Basic`: who the user is whose password this is. */
    readonly user?: string | CredentialAnnotation | undefined
    /** Further credentials, each in a header of its own. */
    readonly beside: readonly (CredentialAnnotation & { readonly header: string; readonly scheme: string })[]
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
    /** The body is no JSON but the message itself. */
    readonly text: boolean
    /** The list of single faults, and in each one the place and the message. */
    readonly issues?: { readonly at: string; readonly path: string; readonly message: string } | undefined
    /** The vendor's codes, with one `*` for any text, in keymux' words. */
    readonly codes: Readonly<Record<string, ErrorCode>>
  }
  /** What to do about an error at this vendor, where the general advice does not fit. */
  readonly advice: Readonly<Partial<Record<ErrorCode, string>>>
  /** How long a write may stay unseen by reads, as a duration. */
  readonly replicaLag: string
  /** What keymux does at this vendor by other calls, since the vendor has none for it. */
  readonly emulates: readonly Operation[]
  /** How fast the vendor lets itself be asked, where it says so. */
  readonly rates: {
    readonly requestsPerMinute?: number | undefined
    readonly createsPerMinute?: number | undefined
    /** How many keys it imports in one go. */
    readonly importBatch?: number | undefined
  }
  /** Whether an owner can have but one key of a name. */
  readonly uniqueNames: boolean
  /** What a key has beyond the common fields, and whether a new key can be given it. */
  readonly ownFields: Readonly<Record<string, 'copied' | 'lost'>>
}

/** A credential besides the first one. */
export interface CredentialAnnotation {
  readonly option: string
  readonly env: string
  readonly description: string
}

/** An option of the factory besides the credential. */
export interface OptionAnnotation {
  /** The environment variable that it falls back to; an option with one is required. */
  readonly env?: string | undefined
  /** False where a client can be made without it: then a call that needs it asks for it. */
  readonly required: boolean
  /** It is sent in this header. */
  readonly header?: string | undefined
  /** What that header holds when the caller names nothing. */
  readonly default?: string | undefined
  /** It stands in for this input field when a call leaves that out. */
  readonly 'default-for'?: 'owner' | undefined
  readonly description: string
  /** How to come by one: for the message of a call that misses it. */
  readonly note?: string | undefined
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

/** These become names in code: a text that is none could be code of its own. */
const optionName = z
  .string()
  .regex(/^(?!__proto__$)[A-Za-z_$][\w$]*$/, 'must be a name that code can have, such as apiKey')
const envName = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, 'must be a name that a variable of the environment can have, such as ACME_API_KEY')

const option = withoutCode(() =>
  z
    .strictObject({
      env: envName.optional(),
      required: z.boolean().default(true),
      header: z.string().optional(),
      default: z.string().optional(),
      'default-for': z.enum(['owner']).optional(),
      description: z.string(),
      note: z.string().optional(),
    })
    .refine(
      (value) => value.default === undefined || (value.header !== undefined && value.env === undefined),
      'default is for an option with a header and without env',
    )
    .refine(
      (value) => value.required || (value.env !== undefined && value.header === undefined),
      'required is for an option with env and without a header',
    )
    .refine(
      (value) => value.note === undefined || !value.required,
      'note is for an option that is not required',
    ),
)

const other = withoutCode(() => z.strictObject({ option: optionName, env: envName, description: z.string() }))

/** Whether a scheme is HTTP's own of a user name and a password. */
export function isBasic(scheme: string): boolean {
  return scheme.toLowerCase() === 'basic'
}

/** The credentials besides the first one, in the order in which a person gives them. */
export function otherCredentials({ credential }: RootAnnotation): readonly CredentialAnnotation[] {
  const { user, beside } = credential
  return typeof user === 'object' ? [user, ...beside] : beside
}

const root: z.ZodType<RootAnnotation> = withoutCode(() =>
  z.strictObject({
    vendor: z.string().regex(/^[A-Z][A-Za-z0-9]*$/),
    keep: z.array(z.string().startsWith('/')).min(1),
    baseUrl: z.strictObject({ env: envName }).optional(),
    credential: z
      .strictObject({
        ...other.shape,
        header: z.string().default('Authorization'),
        scheme: z.string().default('Bearer'),
        user: z
          .union(
            [z.string().regex(/^[^:]*$/, 'must be a text without a colon, or an option'), other],
            'must be a text without a colon, or an option',
          )
          .optional(),
        beside: z
          .array(z.strictObject({ ...other.shape, header: z.string(), scheme: z.string().default('') }))
          .default([]),
      })
      .refine(({ user, scheme }) => user === undefined || isBasic(scheme), 'user is for the scheme Basic'),
    options: z.record(optionName, option).default({}),
    requestId: z
      .strictObject({ body: z.array(pointer).default([]), header: z.string().optional() })
      .optional(),
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
      message: z.array(pointer).default([]),
      text: z.boolean().default(false),
      issues: z.strictObject({ at: pointer, path: pointer, message: pointer }).optional(),
      codes: z.record(z.string().regex(/^[^*]*\*?[^*]*$/, 'may hold one * only'), errorCode).default({}),
    }),
    advice: z.partialRecord(errorCode, z.string()).default({}),
    replicaLag: z
      .string()
      .refine((value) => parseDuration(value) !== undefined, 'must be a duration such as 3s')
      .default('0s'),
    emulates: z.array(z.enum(operations)).default([]),
    rates: z
      .strictObject({
        requestsPerMinute: z.int().positive().optional(),
        createsPerMinute: z.int().positive().optional(),
        importBatch: z.int().positive().optional(),
      })
      .default({}),
    uniqueNames: z.boolean().default(false),
    ownFields: z.record(z.string(), z.enum(['copied', 'lost'])).default({}),
  }),
)

export function rootAnnotation(file: string, value: JsonValue | undefined): RootAnnotation {
  return readAnnotation(root, file, '$', value)
}

import * as z from 'zod'
import { parseDuration } from '../core/duration.js'
import type { KeyState } from '../core/key-record.js'
import { verifyReasons, type VerifyReason } from '../core/verify-key.js'
import { readAnnotation } from './annotations.js'
import type { JsonValue } from './json.js'
import { toRegExp } from './source-text.js'
import { withoutCode } from './without-code.js'

const meanings = [
  'id',
  'secret',
  'publicPart',
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
  'reason',
  'overlap',
  'cost',
  'text',
  'pageSize',
  'cursor',
  'offset',
  'page',
  'keys',
  'hash',
  'more',
  'total',
  'valid',
  'done',
  'imported',
  'existing',
] as const

export type FieldMeaning = (typeof meanings)[number]

/** The codecs of `src/core/codecs`; a relative one needs to know the present moment. */
export const codecs = {
  'epoch-milliseconds': { name: 'epochMilliseconds', relative: false },
  'epoch-seconds': { name: 'epochSeconds', relative: false },
  'duration-from-now': { name: 'durationFromNow', relative: true },
  'seconds-from-now': { name: 'secondsFromNow', relative: true },
  rfc3339: { name: 'rfc3339', relative: false },
} as const

export type Codec = keyof typeof codecs

/** How the two parts of a secret are one text. */
export interface SecretPair {
  /** Which field is the first part. */
  readonly with: 'publicPart' | 'id'
  /** What stands between them. */
  readonly separator: string
  /** How the whole is written then. */
  readonly encoded?: 'base64' | undefined
}

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
  /** Of metadata: how many bytes of JSON it may be, where only the document's prose says so. */
  readonly mostBytes?: number | undefined
  /** Of a secret of two parts: how they are one text. This is the second part; the first is another field. */
  readonly pair?: SecretPair | undefined
  /** It holds a part of the secret, or the secret in another form: nobody may see it. */
  readonly hidden?: true | undefined
  /** Of an id that stands in a longer text, such as a URL: what it follows. */
  readonly after?: string | undefined
  /** Of an id in the path: its slashes part steps of the path. */
  readonly steps?: true | undefined
  /** Of a page's number: that of the first page. */
  readonly first?: number | undefined
  /** Of a cursor in a request: it is the id of the last key of the page before. */
  readonly lastId?: true | undefined
  /** It is never sent, since another field says the same. */
  readonly omit?: true | undefined
  /** It is sent as true where the caller does not give this field. */
  readonly without?: FieldMeaning | undefined
  /** Of a secret: the pattern of what all secrets start with. */
  readonly prefix?: string | undefined
  /** Of a prefix in a request: what the vendor puts between it and the rest. */
  readonly separator?: string | undefined
  /** What it, or each entry of it, must match, where the document takes more than can work. */
  readonly pattern?: string | undefined
  /** Of a list that the vendor takes as one text: what stands between two entries. */
  readonly join?: string | undefined
  /** Null is refused though the document takes it: here, or in these properties. */
  readonly notNull?: true | readonly string[] | undefined
  /** What a user must know besides the limits. */
  readonly note?: string | undefined
  /** Other spellings on record. */
  readonly also: readonly string[]
  /** Which state the key is in when the field is true, false, present, or a moment in the past. */
  readonly state?: Readonly<Partial<Record<'true' | 'false' | 'present' | 'past', KeyState>>> | undefined
  /** Of `enabled` in a request: true disables the key. */
  readonly inverted?: true | undefined
  /** Of the object that a verification answers with: what null in its place says of the secret. */
  readonly whenNull?: VerifyReason | undefined
  /** Of a cursor that is the URL of the next page: the parameter in it that the page is asked for with. */
  readonly parameter?: string | undefined
  /** Which verdict each value of a code means. */
  readonly reasons?: Readonly<Record<string, VerifyReason | 'valid'>> | undefined
}

const pattern = z.string().refine((value) => toRegExp(value) !== undefined, 'must be a regular expression')
const state = z.enum(['active', 'disabled', 'revoked', 'expired'])

const field: z.ZodType<FieldAnnotation> = withoutCode(() =>
  z.strictObject({
    field: z.enum(meanings).optional(),
    option: z.string().optional(),
    codec: z.enum(Object.keys(codecs) as [Codec]).optional(),
    within: z
      .string()
      .refine((value) => parseDuration(value) !== undefined, 'must be a duration such as 365d')
      .optional(),
    mostBytes: z.int().min(2).optional(),
    pair: z
      .strictObject({
        with: z.enum(['publicPart', 'id']).default('publicPart'),
        separator: z.string().min(1).default(':'),
        encoded: z.enum(['base64']).optional(),
      })
      .optional(),
    hidden: z.literal(true).optional(),
    after: z.string().min(1).optional(),
    steps: z.literal(true).optional(),
    first: z.int().min(0).optional(),
    lastId: z.literal(true).optional(),
    omit: z.literal(true).optional(),
    without: z.enum(meanings).optional(),
    prefix: pattern.optional(),
    separator: z.string().optional(),
    pattern: pattern.optional(),
    join: z.string().min(1).optional(),
    notNull: z
      .union([z.literal(true), z.array(z.string()).min(1)], 'must be true or a list of names')
      .optional(),
    note: z.string().optional(),
    also: z.array(z.string()).default([]),
    state: z.partialRecord(z.enum(['true', 'false', 'present', 'past']), state).optional(),
    inverted: z.literal(true).optional(),
    whenNull: z.enum(verifyReasons).optional(),
    parameter: z.string().min(1).optional(),
    reasons: z.record(z.string(), z.enum(['valid', ...verifyReasons])).optional(),
  }),
)

export function fieldAnnotation(file: string, path: string, value: JsonValue): FieldAnnotation {
  return readAnnotation(field, file, path, value)
}

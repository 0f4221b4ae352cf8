// Generated from specs/clerk/openapi.yaml and specs/clerk/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { epochMilliseconds } from '../../core/codecs/epoch-milliseconds.js'
import { secondsFromNow } from '../../core/codecs/seconds-from-now.js'
import type { Duration } from '../../core/duration.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck, isFields, type Fields } from '../../core/input-check.js'
import { issuesAt } from '../../core/issues-at.js'
import { known } from '../../core/known.js'
import type { Metadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import { textAt } from '../../core/text-at.js'
import type { CreateCall, CreateReading } from '../../http/create-key.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `clerk()` takes. */
export interface ClerkOptions extends ClientOptions {
  /**
   * The instance's secret key, `sk_test_…` or `sk_live_…`. Default: the environment variable
   * CLERK_SECRET_KEY.
   */
  readonly secretKey?: Credential | undefined
  /** Whose keys these are when a call names no `owner`: `user_…`, `org_…`, `mch_…` or `scim_…`. */
  readonly subject?: string | undefined
  /** The dated version of Clerk's API. Default 2026-05-12. */
  readonly apiVersion?: string | undefined
}

/** The options that requests are made of. */
export interface Bound {
  readonly subject: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** Throws `configuration` where one is missing. */
export function bindOptions(options: ClerkOptions): Bound {
  return {
    subject: options.subject,
    headers: { 'clerk-api-version': options.apiVersion ?? '2026-05-12' },
  }
}

/** What the sender must know of Clerk. */
export const profile: VendorProfile = {
  id: 'clerk',
  name: 'Clerk',
  baseUrl: 'https://api.clerk.com/v1',
  credential: { option: 'secretKey', env: 'CLERK_SECRET_KEY', header: 'authorization', scheme: 'Bearer' },
  rateLimit: null,
  advice: {
    conflict: 'A key of this name exists already at Clerk: choose another name, or use that key.',
  },
  requestId: (body, headers) => textAt(body, 'clerk_trace_id') ?? headers.get('cf-ray') ?? undefined,
  readFailure,
}

/** What Clerk's error body says. */
function readFailure(body: unknown): VendorFailure {
  const vendorCode = textAt(body, 'errors', '0', 'code')
  return {
    code: errorCode(vendorCode),
    vendorCode,
    message: textAt(body, 'errors', '0', 'long_message') ?? textAt(body, 'errors', '0', 'message'),
    issues: issuesAt(body, ['errors'], ['meta', 'param_name'], ['long_message']),
  }
}

function errorCode(vendorCode: string | undefined): ErrorCode | undefined {
  switch (vendorCode) {
    case 'token_creation_conflict':
      return 'conflict'
    case 'token_quota_exceeded':
      return 'quota_exceeded'
  }
  return undefined
}

type CreateBody = operations['createApiKey']['requestBody']['content']['application/json']

type CreateAnswer = operations['createApiKey']['responses'][200]['content']['application/json']

/** Clerk's own record of a key, as `create` answers it, without the secret. */
export type ClerkCreatedRecord = Omit<CreateAnswer, 'secret'>

/** What Clerk takes to create a key and others do not. */
export type ClerkCreateFields = Pick<CreateBody, 'type' | 'created_by'>

/** What Clerk takes to create a key. */
export interface ClerkCreateInput<M extends object = Metadata> {
  /** What people call the key. At least 3 characters, `^(\S(.*\S)?)?$`. Clerk's `name`. */
  readonly name: string
  /** Free text about the key. At most 255 characters. Clerk's `description`. */
  readonly description?: string | undefined
  /** Whose key it is. `^(user|org|mch|scim)_\w{27}$`. Clerk's `subject`. */
  readonly owner: string
  /** Data of your own to keep with the key: an object that survives JSON. Clerk's `claims`. */
  readonly metadata?: M | undefined
  /** What the key may do. Clerk's `scopes`. */
  readonly scopes?: readonly string[] | undefined
  /**
   * When the key ends: a `Date`, or a duration from now such as `'30d'`. Default: never. Clerk's
   * `seconds_until_expiration`.
   */
  readonly expiresAt?: Date | Duration | undefined
  /** Clerk's own fields. */
  readonly vendor?: ClerkCreateFields | undefined
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate<M extends object>(
  input: ClerkCreateInput<M>,
  bound: Bound,
): CreateCall<M, ClerkCreatedRecord> {
  const now = Date.now()
  const check = new InputCheck('Clerk', 'create')
  check.takes(check.input(input), ['name', 'description', 'owner', 'metadata', 'scopes', 'expiresAt', 'vendor'])
  const vendor: Fields = check.object('vendor', input.vendor) ? input.vendor : {}
  check.takes(vendor, ['type', 'created_by'], 'vendor.')
  const expiresAt = check.moment('expiresAt', input.expiresAt, now)
  const body = {
    type: vendor['type'],
    name: input.name,
    description: input.description,
    subject: input.owner === undefined ? bound.subject : input.owner,
    claims: input.metadata,
    scopes: input.scopes,
    created_by: vendor['created_by'],
    seconds_until_expiration: expiresAt && secondsFromNow.encode(expiresAt, now),
  }
  check.text('vendor.type', body.type, { min: 3, max: 25 })
  check.required('name', body.name)
  check.text('name', body.name, { min: 3, pattern: /^(\S(.*\S)?)?$/u })
  if (body.description !== null) {
    check.text('description', body.description, { max: 255 })
  }
  check.required('owner', body.subject, "the client's `subject`")
  const ownerAt = body.subject === input.owner ? 'owner' : 'subject'
  check.text(ownerAt, body.subject, { pattern: /^(user|org|mch|scim)_\w{27}$/u })
  if (check.object('metadata', body.claims)) check.json('metadata', body.claims)
  check.list('scopes', body.scopes, {}, (at, item) => {
    check.text(at, item)
  })
  if (body.created_by !== null) {
    check.text('vendor.created_by', body.created_by, { pattern: /^user_\w{27}$/u })
  }
  check.end()
  const sent = JSON.stringify(body)
  return {
    request: {
      operation: 'create',
      effect: 'acts',
      method: 'POST',
      path: '/api_keys',
      body: sent,
    },
    read: (answer) => readCreate(answer, sent),
  }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate<M extends object>(
  answer: unknown,
  sent: string,
): CreateReading<M, ClerkCreatedRecord> {
  const read = new AnswerReader()
  const root = isFields(answer) ? answer : {}
  const secret = read.needed(root, ['secret'], '/secret')
  const revoked = read.flag(root, ['revoked'], '/revoked', 'required')
  const expired = read.flag(root, ['expired'], '/expired', 'required')
  read.text(root, ['object'], '/object', 'required', ['api_key'])
  read.text(root, ['type'], '/type', 'required')
  return {
    id: read.needed(root, ['id'], '/id'),
    secret,
    prefix: prefixOf(secret, [], /^ak_/u),
    metadata: (read.metadata(root, ['claims'], '/claims', 'nullable') ?? (JSON.parse(sent) as CreateBody).claims ?? {}) as M,
    key: {
      ...known({
        name: read.text(root, ['name'], '/name', 'required'),
        description: read.text(root, ['description'], '/description', 'optional'),
        owner: read.text(root, ['subject'], '/subject', 'required'),
        scopes: read.texts(root, ['scopes'], '/scopes', 'required'),
        expiresAt: read.moment(root, ['expiration'], '/expiration', 'nullable', epochMilliseconds.decode),
        createdAt: read.moment(root, ['created_at'], '/created_at', 'required', epochMilliseconds.decode),
        updatedAt: read.moment(root, ['updated_at'], '/updated_at', 'required', epochMilliseconds.decode),
        lastUsedAt: read.moment(root, ['last_used_at'], '/last_used_at', 'nullable', epochMilliseconds.decode),
        revocationReason: read.text(root, ['revocation_reason'], '/revocation_reason', 'nullable'),
        createdBy: read.text(root, ['created_by'], '/created_by', 'nullable'),
        state: revoked === true ? 'revoked' : expired === true ? 'expired' : expired === false ? 'active' : undefined,
      }),
      vendor: read.record(root, ['secret']) as ClerkCreatedRecord,
    },
    warnings: read.warnings,
  }
}

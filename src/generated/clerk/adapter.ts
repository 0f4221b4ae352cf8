// Generated from specs/clerk/openapi.yaml and specs/clerk/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import { asJson } from '../../core/as-json.js'
import type { CallOptions } from '../../core/call-options.js'
import type { Capabilities } from '../../core/capabilities.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { epochMilliseconds } from '../../core/codecs/epoch-milliseconds.js'
import { queryText } from '../../core/codecs/query-text.js'
import { secondsFromNow } from '../../core/codecs/seconds-from-now.js'
import type { Duration } from '../../core/duration.js'
import type { RevokeOptions } from '../../core/end-key.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck, fitsText, type Fields } from '../../core/input-check.js'
import { issuesAt } from '../../core/issues-at.js'
import type { KeyState } from '../../core/key-record.js'
import type { Metadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import { textAt } from '../../core/text-at.js'
import { told } from '../../core/told.js'
import type { CreateCall, CreateReading, KeyCall, KeyReading, ListCall, PageReading, PlainCall, RecordReading, SecretCall, SecretReading, Sent, VerifyCall, VerifyReading } from '../../http/calls.js'
import { byOffset } from '../../http/operations/by-offset.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `clerk()` takes. */
export interface ClerkOptions extends ClientOptions {
  /** The instance's secret key, `sk_test_…` or `sk_live_…`. Default: the environment variable CLERK_SECRET_KEY. */
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

/** The options of `clerk()` that others do not have. */
export const optionNames: readonly string[] = ['secretKey', 'subject', 'apiVersion']

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
  replicaLagMs: 0,
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

/** What can be done at Clerk, and how. */
export const capabilities: Capabilities = {
  create: 'native', get: 'native', list: 'native', update: 'native',
  revoke: 'native', delete: 'native', verify: 'native', rotate: 'emulated',
  recover: 'native', import: 'none',
  fields: {
    name: 'required', owner: 'required', metadata: 'optional', scopes: 'optional',
    description: 'optional', expiresAt: 'optional', prefix: 'none', enabled: 'none',
  },
  changes: ['owner', 'metadata', 'scopes', 'description', 'expiresAt'],
  filters: ['owner', 'text', 'state'],
  limits: { longestExpiryMs: null, latestExpiry: null, expiryStepMs: 1000, shortestName: 3, longestName: null, namePattern: '^(\\S(.*\\S)?)?$', longestOwner: null, ownerPattern: '^(user|org|mch|scim)_\\w{27}$', longestDescription: 255, longestScope: null, mostScopes: null, mostProperties: null, largestPage: 100, largestImport: null, requestsPerMinute: 6000, createsPerMinute: null },
  uniqueNames: true, ownFields: {},
}

type CreateBody = operations['createApiKey']['requestBody']['content']['application/json']

/** Clerk's own record of a key, without the secret. */
export type ClerkRecord = Omit<operations['getApiKey']['responses'][200]['content']['application/json'], 'secret'>

/** The same, as `create` answers it. */
export type ClerkCreatedRecord = ClerkRecord

/** The same, as `verify` answers it. */
export type ClerkVerifiedRecord = ClerkRecord

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
  /** Not at Clerk. */
  readonly prefix?: undefined
  /** Not at Clerk. */
  readonly enabled?: undefined
}

/** What Clerk can change of a key; null takes it away. */
export interface ClerkUpdateInput<M extends object = Metadata> {
  /** Data of your own to keep with the key. Replaces all of it. Clerk's `claims`. */
  readonly metadata?: M | null | undefined
  /** What the key may do. Replaces all of them. Clerk's `scopes`. */
  readonly scopes?: readonly string[] | undefined
  /** Free text about the key. At most 255 characters. Clerk's `description`. */
  readonly description?: string | null | undefined
  /** Whose key it is. `^(user|org|mch|scim)_\w{27}$`. Clerk's `subject`. */
  readonly owner?: string | undefined
  /** When the key ends: a `Date`, or a duration from now such as `'30d'`. Clerk's `seconds_until_expiration`. */
  readonly expiresAt?: Date | Duration | null | undefined
  /** Not at Clerk. */
  readonly name?: undefined
  /** Not at Clerk. */
  readonly enabled?: undefined
  /** Not at Clerk. */
  readonly vendor?: undefined
}

/** What a list of Clerk's keys may be asked. */
export interface ClerkListQuery {
  /** Only keys of this owner. Required, here or as the client's `subject`. */
  readonly owner?: string | undefined
  /** Only keys that Clerk finds by this text. */
  readonly text?: string | undefined
  /** Only keys in this state. */
  readonly state?: KeyState | undefined
  /** How many keys a request asks for. Default, and the most: 100. */
  readonly pageSize?: number | undefined
  /** Where to start: the `cursor` of an earlier page. */
  readonly cursor?: string | undefined
}

/** What Clerk can be told to verify a key. */
export interface ClerkVerifyOptions extends CallOptions {
  /** What the key must be allowed to do, all of it. Checked by keymux. */
  readonly scopes?: readonly string[] | undefined
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate<M extends object>(input: ClerkCreateInput<M>, bound: Bound): CreateCall<M, ClerkCreatedRecord> {
  const now = Date.now()
  const check = new InputCheck(profile, 'create')
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
  if (body.description !== null) check.text('description', body.description, { max: 255 })
  check.required('owner', body.subject, "the client's `subject`")
  const ownerAt = body.subject === input.owner ? 'owner' : 'subject'
  check.text(ownerAt, body.subject, { pattern: /^(user|org|mch|scim)_\w{27}$/u })
  if (check.object('metadata', body.claims)) check.json('metadata', body.claims)
  check.list('scopes', body.scopes, {}, (at, item) => check.text(at, item))
  if (body.created_by !== null) check.text('vendor.created_by', body.created_by, { pattern: /^user_\w{27}$/u })
  check.end()
  return {
    request: { operation: 'create', effect: 'acts', method: 'POST', path: '/api_keys', body: JSON.stringify(body) },
    read: (answer) => readCreate(answer, body as Sent<CreateBody>),
  }
}

/** Asks for the record of a key. */
export function prepareGet<M extends object>(id: string): KeyCall<M, ClerkRecord> {
  const check = new InputCheck(profile, 'get')
  check.id('id', id)
  check.end()
  return {
    request: { operation: 'get', effect: 'reads', method: 'GET', path: `/api_keys/${encodeURIComponent(id)}` },
    read: readGet,
  }
}

/** Changes a key. */
export function prepareUpdate<M extends object>(id: string, patch: ClerkUpdateInput<M>): KeyCall<M, ClerkRecord> {
  const now = Date.now()
  const check = new InputCheck(profile, 'update')
  check.takes(check.input(patch), ['metadata', 'scopes', 'description', 'owner', 'expiresAt'])
  const expiresAt = patch.expiresAt === null ? null : check.moment('expiresAt', patch.expiresAt, now)
  const body = {
    claims: patch.metadata,
    scopes: patch.scopes,
    description: patch.description,
    subject: patch.owner,
    seconds_until_expiration: expiresAt && secondsFromNow.encode(expiresAt, now),
  }
  check.changes(body, ['metadata', 'scopes', 'description', 'owner', 'expiresAt'])
  check.id('id', id)
  if (body.claims !== null && check.object('metadata', body.claims)) check.json('metadata', body.claims)
  check.list('scopes', body.scopes, {}, (at, item) => check.text(at, item))
  if (body.description !== null) check.text('description', body.description, { max: 255 })
  check.text('owner', body.subject, { pattern: /^(user|org|mch|scim)_\w{27}$/u })
  check.end()
  return {
    request: {
      operation: 'update',
      effect: 'acts',
      method: 'PATCH',
      path: `/api_keys/${encodeURIComponent(id)}`,
      body: JSON.stringify(body),
    },
    read: readGet,
  }
}

/** Ends a key for good. */
export function prepareRevoke<M extends object>(id: string, options: RevokeOptions): KeyCall<M, ClerkRecord> {
  const check = new InputCheck(profile, 'revoke')
  check.takes(check.input(options), ['reason', 'signal', 'timeout', 'headers'])
  const body = { revocation_reason: options.reason }
  check.id('id', id)
  if (body.revocation_reason !== null) check.text('reason', body.revocation_reason)
  check.end()
  return {
    request: {
      operation: 'revoke',
      effect: 'settles',
      method: 'POST',
      path: `/api_keys/${encodeURIComponent(id)}/revoke`,
      body: JSON.stringify(body),
    },
    read: readGet,
  }
}

/** Ends a key for good and removes its record. */
export function prepareDelete(id: string): PlainCall {
  const check = new InputCheck(profile, 'delete')
  check.id('id', id)
  check.end()
  return { request: { operation: 'delete', effect: 'settles', method: 'DELETE', path: `/api_keys/${encodeURIComponent(id)}` } }
}

/** Asks whether a secret is accepted. */
export function prepareVerify<M extends object>(secret: string, options: ClerkVerifyOptions): VerifyCall<M, ClerkVerifiedRecord> {
  const check = new InputCheck(profile, 'verify')
  check.takes(check.input(options), ['scopes', 'signal', 'timeout', 'headers'])
  const body = { secret }
  check.text('secret', secret)
  check.list('scopes', options.scopes, {}, (at, item) => check.text(at, item))
  check.end()
  return {
    possible: fitsText(secret, { pattern: /^ak_/u }),
    scopes: options.scopes ?? [],
    secretField: 'secret',
    request: {
      operation: 'verify',
      effect: 'spends',
      method: 'POST',
      path: '/api_keys/verify',
      body: JSON.stringify(body),
      secrets: [secret],
    },
    read: readVerify,
  }
}

/** Asks for the secret of a key once more. */
export function prepareRecover(id: string): SecretCall {
  const check = new InputCheck(profile, 'recover')
  check.id('id', id)
  check.end()
  return {
    request: { operation: 'recover', effect: 'reads', method: 'GET', path: `/api_keys/${encodeURIComponent(id)}/secret` },
    read: readRecover,
  }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate<M extends object>(answer: unknown, asked: Sent<CreateBody>): CreateReading<M, ClerkCreatedRecord> {
  const root = AnswerReader.of(answer)
  const secret = root.secret('secret')
  const record = readRecord<M>(root.around('id'), () => asJson(asked.claims))
  return {
    id: record.id,
    secret,
    prefix: prefixOf(secret, [], /^ak_/u),
    metadata: record.metadata,
    key: record.key,
    warnings: root.warnings,
  }
}

/** Reads an answer to `get`, `update` and `revoke`. */
function readGet<M extends object>(answer: unknown): KeyReading<M, ClerkRecord> {
  const root = AnswerReader.of(answer)
  return { warnings: root.warnings, ...readRecord<M>(root) }
}

/** Checks what is asked for, and writes the request for each page. */
export function prepareList<M extends object>(query: ClerkListQuery, bound: Bound): ListCall<M, ClerkRecord> {
  const check = new InputCheck(profile, 'list')
  check.takes(check.input(query), ['owner', 'text', 'state', 'pageSize', 'cursor'])
  const { pageSize = 100 } = query
  check.number('pageSize', pageSize, { min: 1, max: 100, integer: true })
  const asked = {
    subject: query.owner === undefined ? bound.subject : query.owner,
    include_invalid: 'true',
    query: query.text,
  }
  check.required('owner', asked.subject, "the client's `subject`")
  const ownerAt = asked.subject === query.owner ? 'owner' : 'subject'
  check.text(ownerAt, asked.subject, { pattern: /^(user|org|mch|scim)_\w{27}$/u })
  check.text('text', asked.query)
  check.end()
  return {
    paging: byOffset,
    pageSize,
    request: (page) => ({
      operation: 'list',
      effect: 'reads',
      method: 'GET',
      path: `/api_keys${queryText({ ...asked, limit: page.pageSize, offset: page.offset })}`,
    }),
    read: readList,
  }
}

/** Reads a page. */
function readList<M extends object>(answer: unknown): PageReading<M, ClerkRecord> {
  const root = AnswerReader.of(answer)
  return {
    keys: root.each('data', 'required', readRecord<M>),
    total: root.count('total_count', 'required'),
    warnings: root.warnings,
  }
}

/** Reads an answer to `verify`. */
function readVerify<M extends object>(answer: unknown): VerifyReading<M, ClerkVerifiedRecord> {
  const root = AnswerReader.of(answer)
  const key = readRecord<M>(root)
  const { state } = key.key
  const valid = state && state === 'active'
  const reason = state === 'active' ? undefined : state
  return { valid, reason, key, warnings: root.warnings }
}

/** Reads an answer to `recover`. */
function readRecover(answer: unknown): SecretReading {
  const root = AnswerReader.of(answer)
  const secret = root.secret('secret')
  const id = undefined
  return { id, secret, prefix: prefixOf(secret, [], /^ak_/u), warnings: root.warnings }
}

/** Reads the record of a key in an answer to `get`, `list`, `create`, `update`, `revoke` and `verify`. */
function readRecord<M extends object>(from: AnswerReader, asked: () => unknown = () => undefined): RecordReading<M, ClerkRecord> {
  const revoked = from.flag('revoked', 'required')
  const expired = from.flag('expired', 'required')
  from.text('object', 'required', ['api_key'])
  from.text('type', 'required')
  return {
    id: from.needed('id'),
    metadata: (from.metadata('claims', 'nullable') ?? asked() ?? {}) as M,
    key: told({
      name: from.text('name', 'required'),
      description: from.text('description', 'optional'),
      owner: from.text('subject', 'required'),
      scopes: from.texts('scopes', 'required'),
      expiresAt: from.moment('expiration', 'nullable', epochMilliseconds.decode),
      createdAt: from.moment('created_at', 'required', epochMilliseconds.decode),
      updatedAt: from.moment('updated_at', 'required', epochMilliseconds.decode),
      lastUsedAt: from.moment('last_used_at', 'nullable', epochMilliseconds.decode),
      revocationReason: from.text('revocation_reason', 'nullable'),
      createdBy: from.text('created_by', 'nullable'),
      state: revoked === true ? 'revoked' : expired === true ? 'expired' : revoked === false && expired === false ? 'active' : undefined,
      vendor: from.record(['secret']) as ClerkRecord,
    }),
  }
}

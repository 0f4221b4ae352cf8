// Generated from specs/openrouter/openapi.yaml and specs/openrouter/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import type { Capabilities } from '../../core/capabilities.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { queryText } from '../../core/codecs/query-text.js'
import { rfc3339 } from '../../core/codecs/rfc3339.js'
import type { Duration } from '../../core/duration.js'
import type { RevokeOptions } from '../../core/end-key.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck, type Fields } from '../../core/input-check.js'
import type { NoMetadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import { textAt } from '../../core/text-at.js'
import { told } from '../../core/told.js'
import type { CreateCall, CreateReading, KeyCall, KeyReading, ListCall, PageReading, PlainCall, RecordReading } from '../../http/calls.js'
import { byOffset } from '../../http/operations/by-offset.js'
import { firstKeys } from '../../http/operations/page-parts.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `openrouter()` takes. */
export interface OpenRouterOptions extends ClientOptions {
  /**
   * A management key, from https://openrouter.ai/settings/management-keys; a key for models does not do. Default:
   * the environment variable OPENROUTER_MANAGEMENT_KEY.
   */
  readonly managementKey?: Credential | undefined
  /** The workspace whose keys these are. Default: the default workspace. */
  readonly workspaceId?: string | undefined
}

/** The options that requests are made of. */
export interface Bound {
  readonly workspaceId: string | undefined
}

/** Throws `configuration` where one is missing. */
export function bindOptions(options: OpenRouterOptions): Bound {
  return {
    workspaceId: options.workspaceId,
  }
}

/** The options of `openrouter()` that others do not have. */
export const optionNames: readonly string[] = ['managementKey', 'workspaceId']

/** What the sender must know of OpenRouter. */
export const profile: VendorProfile = {
  id: 'openrouter',
  name: 'OpenRouter',
  baseUrl: 'https://openrouter.ai/api/v1',
  credential: { option: 'managementKey', env: 'OPENROUTER_MANAGEMENT_KEY', header: 'authorization', scheme: 'Bearer' },
  rateLimit: null,
  advice: {},
  replicaLagMs: 0,
  requestId: () => undefined,
  readFailure,
}

/** What OpenRouter's error body says. */
function readFailure(body: unknown): VendorFailure {
  const vendorCode = textAt(body, 'error', 'code')
  return {
    code: errorCode(vendorCode),
    vendorCode,
    message: textAt(body, 'error', 'message'),
  }
}

function errorCode(vendorCode: string | undefined): ErrorCode | undefined {
  switch (vendorCode) {
    case '404':
      return 'not_found'
  }
  return undefined
}

/** What can be done at OpenRouter, and how. */
export const capabilities: Capabilities = {
  create: 'native', get: 'native', list: 'native', update: 'native',
  revoke: 'native', delete: 'native', verify: 'none', rotate: 'emulated',
  recover: 'none', import: 'none',
  fields: {
    name: 'required', owner: 'none', metadata: 'none', scopes: 'none',
    description: 'none', expiresAt: 'optional', prefix: 'none', enabled: 'none',
  },
  changes: ['name', 'enabled'],
  filters: [],
  limits: { longestExpiryMs: null, latestExpiry: null, expiryStepMs: null, shortestName: 1, longestName: null, namePattern: null, longestOwner: null, ownerPattern: null, longestDescription: null, longestScope: null, mostScopes: null, mostProperties: null, largestPage: null, largestImport: null, requestsPerMinute: null, createsPerMinute: null },
  uniqueNames: false, ownFields: { limit: 'copied', limit_reset: 'copied', include_byok_in_limit: 'copied', creator_user_id: 'copied', usage: 'lost' },
}

type CreateBody = operations['createKeys']['requestBody']['content']['application/json']
type UpdateBody = operations['updateKeys']['requestBody']['content']['application/json']

/** OpenRouter's own record of a key, without the secret. */
export type OpenRouterRecord = operations['getKey']['responses'][200]['content']['application/json']['data']

/** The same, as `create` answers it. */
export type OpenRouterCreatedRecord = OpenRouterRecord

/** What OpenRouter takes to create a key and others do not. */
export type OpenRouterCreateFields = Pick<CreateBody, 'creator_user_id' | 'include_byok_in_limit' | 'limit' | 'limit_reset'>

/** What OpenRouter takes to update a key and others do not. */
export type OpenRouterUpdateFields = Pick<UpdateBody, 'include_byok_in_limit' | 'limit' | 'limit_reset'>

/** What OpenRouter takes to create a key. */
export interface OpenRouterCreateInput {
  /**
   * When the key ends: a `Date`, or a duration from now such as `'30d'`. Default: never. OpenRouter's
   * `expires_at`.
   */
  readonly expiresAt?: Date | Duration | undefined
  /** What people call the key. At least 1 characters. OpenRouter's `name`. */
  readonly name: string
  /** OpenRouter's own fields. */
  readonly vendor?: OpenRouterCreateFields | undefined
  /** Not at OpenRouter. */
  readonly owner?: undefined
  /** Not at OpenRouter. */
  readonly metadata?: undefined
  /** Not at OpenRouter. */
  readonly scopes?: undefined
  /** Not at OpenRouter. */
  readonly description?: undefined
  /** Not at OpenRouter. */
  readonly prefix?: undefined
  /** Not at OpenRouter. */
  readonly enabled?: undefined
}

/** What OpenRouter can change of a key; null takes it away. */
export interface OpenRouterUpdateInput {
  /** Whether the key works. OpenRouter's `disabled`. */
  readonly enabled?: boolean | undefined
  /** What people call the key. OpenRouter's `name`. */
  readonly name?: string | undefined
  /** OpenRouter's own fields. */
  readonly vendor?: OpenRouterUpdateFields | undefined
  /** Not at OpenRouter. */
  readonly owner?: undefined
  /** Not at OpenRouter. */
  readonly metadata?: undefined
  /** Not at OpenRouter. */
  readonly scopes?: undefined
  /** Not at OpenRouter. */
  readonly description?: undefined
  /** Not at OpenRouter. */
  readonly expiresAt?: undefined
}

/** What a list of OpenRouter's keys may be asked. */
export interface OpenRouterListQuery {
  /** Not sent: OpenRouter cannot be told. Pages are made as long of what it gives. */
  readonly pageSize?: number | undefined
  /** Where to start: the `cursor` of an earlier page. */
  readonly cursor?: string | undefined
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate(input: OpenRouterCreateInput, bound: Bound): CreateCall<NoMetadata, OpenRouterCreatedRecord> {
  const now = Date.now()
  const check = new InputCheck(profile, 'create')
  check.takes(check.input(input), ['expiresAt', 'name', 'vendor'])
  const vendor: Fields = check.object('vendor', input.vendor) ? input.vendor : {}
  check.takes(vendor, ['creator_user_id', 'include_byok_in_limit', 'limit', 'limit_reset'], 'vendor.')
  const expiresAt = check.moment('expiresAt', input.expiresAt, now)
  const body = {
    creator_user_id: vendor['creator_user_id'],
    expires_at: expiresAt && rfc3339.encode(expiresAt),
    include_byok_in_limit: vendor['include_byok_in_limit'],
    limit: vendor['limit'],
    limit_reset: vendor['limit_reset'],
    name: input.name,
    workspace_id: bound.workspaceId,
  }
  if (body.creator_user_id !== null) check.text('vendor.creator_user_id', body.creator_user_id, { min: 1 })
  check.flag('vendor.include_byok_in_limit', body.include_byok_in_limit)
  if (body.limit !== null) check.number('vendor.limit', body.limit)
  if (body.limit_reset !== null) check.text('vendor.limit_reset', body.limit_reset, { oneOf: ['daily', 'weekly', 'monthly'] })
  check.required('name', body.name)
  check.text('name', body.name, { min: 1 })
  check.text('workspaceId', body.workspace_id)
  check.end()
  return {
    request: { operation: 'create', effect: 'acts', method: 'POST', path: '/keys', body: JSON.stringify(body) },
    read: (answer) => readCreate(answer),
  }
}

/** Asks for the record of a key. */
export function prepareGet(id: string): KeyCall<NoMetadata, OpenRouterRecord> {
  const check = new InputCheck(profile, 'get')
  check.id('id', id)
  check.end()
  return {
    request: { operation: 'get', effect: 'reads', method: 'GET', path: `/keys/${encodeURIComponent(id)}` },
    read: readGet,
  }
}

/** Changes a key. */
export function prepareUpdate(id: string, patch: OpenRouterUpdateInput): KeyCall<NoMetadata, OpenRouterRecord> {
  const check = new InputCheck(profile, 'update')
  check.takes(check.input(patch), ['enabled', 'name', 'vendor'])
  const vendor: Fields = check.object('vendor', patch.vendor) ? patch.vendor : {}
  check.takes(vendor, ['include_byok_in_limit', 'limit', 'limit_reset'], 'vendor.')
  const body = {
    disabled: patch.enabled === undefined ? undefined : !patch.enabled,
    include_byok_in_limit: vendor['include_byok_in_limit'],
    limit: vendor['limit'],
    limit_reset: vendor['limit_reset'],
    name: patch.name,
  }
  check.changes(body, ['enabled', 'name', 'vendor'])
  check.id('id', id)
  check.flag('enabled', patch.enabled)
  check.flag('vendor.include_byok_in_limit', body.include_byok_in_limit)
  if (body.limit !== null) check.number('vendor.limit', body.limit)
  if (body.limit_reset !== null) check.text('vendor.limit_reset', body.limit_reset, { oneOf: ['daily', 'weekly', 'monthly'] })
  check.text('name', body.name)
  check.end()
  return {
    request: {
      operation: 'update',
      effect: 'settles',
      method: 'PATCH',
      path: `/keys/${encodeURIComponent(id)}`,
      body: JSON.stringify(body),
    },
    read: readUpdate,
  }
}

/** Ends a key for good. */
export function prepareRevoke(id: string, options: RevokeOptions): PlainCall {
  const check = new InputCheck(profile, 'revoke')
  check.takes(check.input(options), ['signal', 'timeout', 'headers'])
  check.id('id', id)
  check.end()
  return { request: { operation: 'revoke', effect: 'settles', method: 'DELETE', path: `/keys/${encodeURIComponent(id)}` } }
}

/** Ends a key for good and removes its record. */
export function prepareDelete(id: string): PlainCall {
  const check = new InputCheck(profile, 'delete')
  check.id('id', id)
  check.end()
  return { request: { operation: 'delete', effect: 'settles', method: 'DELETE', path: `/keys/${encodeURIComponent(id)}` } }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate(answer: unknown): CreateReading<NoMetadata, OpenRouterCreatedRecord> {
  const root = AnswerReader.of(answer)
  const data = root.object('data')
  const secret = root.secret('key')
  const record = readRecord(data.around('hash'))
  return {
    id: record.id,
    secret,
    prefix: prefixOf(secret, []),
    metadata: record.metadata,
    key: record.key,
    warnings: root.warnings,
  }
}

/** Reads an answer to `get`. */
function readGet(answer: unknown): KeyReading<NoMetadata, OpenRouterRecord> {
  const root = AnswerReader.of(answer)
  const data = root.object('data')
  return { warnings: root.warnings, ...readRecord(data) }
}

/** Reads an answer to `update`. */
function readUpdate(answer: unknown): KeyReading<NoMetadata, OpenRouterRecord> {
  const root = AnswerReader.of(answer)
  const data = root.object('data')
  return { warnings: root.warnings, ...readRecord(data) }
}

/** Checks what is asked for, and writes the request for each page. */
export function prepareList(query: OpenRouterListQuery, bound: Bound): ListCall<NoMetadata, OpenRouterRecord> {
  const check = new InputCheck(profile, 'list')
  check.takes(check.input(query), ['pageSize', 'cursor'])
  const { pageSize = 100 } = query
  check.number('pageSize', pageSize, { min: 1, integer: true })
  const asked = { include_disabled: 'true', workspace_id: bound.workspaceId }
  check.text('workspaceId', asked.workspace_id)
  check.end()
  return {
    paging: byOffset,
    pageSize,
    request: (page) => ({ operation: 'list', effect: 'reads', method: 'GET', path: `/keys${queryText({ ...asked, offset: page.offset })}` }),
    read: (answer) => firstKeys(readList(answer), query.pageSize),
  }
}

/** Reads a page. */
function readList(answer: unknown): PageReading<NoMetadata, OpenRouterRecord> {
  const root = AnswerReader.of(answer)
  return {
    keys: root.each('data', 'required', readRecord),
    warnings: root.warnings,
  }
}

/** Reads the record of a key in an answer to `get`, `list`, `create` and `update`. */
function readRecord(from: AnswerReader): RecordReading<NoMetadata, OpenRouterRecord> {
  const disabled = from.flag('disabled', 'required')
  const expiresAt = from.moment('expires_at', 'optional', rfc3339.decode)
  from.flag('include_byok_in_limit', 'required')
  from.text('label', 'required')
  from.text('limit_reset', 'nullable')
  from.text('workspace_id', 'required')
  return {
    id: from.needed('hash'),
    metadata: {},
    key: told({
      name: from.text('name', 'required'),
      expiresAt,
      createdAt: from.moment('created_at', 'required', rfc3339.decode),
      updatedAt: from.moment('updated_at', 'nullable', rfc3339.decode),
      createdBy: from.text('creator_user_id', 'nullable'),
      state: disabled === true ? 'disabled' : expiresAt !== undefined && expiresAt.getTime() <= Date.now() ? 'expired' : disabled === false ? 'active' : undefined,
      vendor: from.record(['key']) as OpenRouterRecord,
    }),
  }
}

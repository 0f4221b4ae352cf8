// Generated from specs/factify/openapi.yaml and specs/factify/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import type { Capabilities } from '../../core/capabilities.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { queryText } from '../../core/codecs/query-text.js'
import { rfc3339 } from '../../core/codecs/rfc3339.js'
import type { Duration } from '../../core/duration.js'
import type { RevokeOptions } from '../../core/end-key.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck } from '../../core/input-check.js'
import { issuesAt } from '../../core/issues-at.js'
import type { KeyState } from '../../core/key-record.js'
import type { NoMetadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import { textAt } from '../../core/text-at.js'
import { told } from '../../core/told.js'
import type { CreateCall, CreateReading, KeyCall, KeyReading, ListCall, PageReading, RecordReading } from '../../http/calls.js'
import { byCursor } from '../../http/operations/by-cursor.js'
import { requiredOption } from '../../http/required-option.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `factify()` takes. */
export interface FactifyOptions extends ClientOptions {
  /** The API key, `ffy_prod_…` or `ffy_test_…`. Default: the environment variable FACTIFY_API_KEY. */
  readonly apiKey?: Credential | undefined
  /** The organisation that the keys belong to, `org_…`. Default: the environment variable FACTIFY_ORGANIZATION_ID. */
  readonly organizationId?: string | undefined
}

/** The options that requests are made of. */
export interface Bound {
  readonly organizationId: string
}

/** Throws `configuration` where one is missing. */
export function bindOptions(options: FactifyOptions): Bound {
  return {
    organizationId: requiredOption(profile, 'organizationId', options, 'FACTIFY_ORGANIZATION_ID'),
  }
}

/** The options of `factify()` that others do not have. */
export const optionNames: readonly string[] = ['apiKey', 'organizationId']

/** What the sender must know of Factify. */
export const profile: VendorProfile = {
  id: 'factify',
  name: 'Factify',
  baseUrl: 'https://api.factify.com',
  credential: { option: 'apiKey', env: 'FACTIFY_API_KEY', header: 'authorization', scheme: 'Bearer' },
  rateLimit: {
    limit: 'x-ratelimit-limit',
    remaining: 'x-ratelimit-remaining',
    reset: 'x-ratelimit-reset',
    unit: 'epoch-seconds',
  },
  advice: {},
  replicaLagMs: 0,
  requestId: (body) => textAt(body, 'details', '0', 'request_id'),
  readFailure,
}

/** What Factify's error body says. */
function readFailure(body: unknown): VendorFailure {
  const vendorCode = textAt(body, 'details', '0', 'reason') ?? textAt(body, 'code')
  return {
    code: errorCode(vendorCode),
    vendorCode,
    message: textAt(body, 'message'),
    issues: issuesAt(body, ['details'], ['param'], ['reason']),
  }
}

function errorCode(vendorCode: string | undefined): ErrorCode | undefined {
  switch (vendorCode) {
    case 'missing_required_field':
    case 'invalid_field_value':
    case 'invalid_enum_value':
    case 'invalid_cursor':
    case 'invalid_id_format':
    case 'precondition_failed':
    case 'invalid_argument':
    case 'failed_precondition':
      return 'invalid_request'
    case 'missing_api_key':
    case 'invalid_api_key':
    case 'expired_api_key':
    case 'invalid_token':
    case 'expired_token':
    case 'authentication_required':
    case 'unauthenticated':
      return 'unauthorized'
    case 'insufficient_permissions':
    case 'feature_disabled':
    case 'permission_denied':
      return 'forbidden'
    case 'resource_not_found':
    case 'not_found':
      return 'not_found'
    case 'resource_already_exists':
    case 'already_exists':
      return 'conflict'
    case 'rate_limit_exceeded':
    case 'resource_exhausted':
      return 'rate_limited'
    case 'quota_exceeded':
      return 'quota_exceeded'
    case 'internal_error':
    case 'service_unavailable':
    case 'unavailable':
      return 'unavailable'
    case 'deadline_exceeded':
      return 'timeout'
  }
  return undefined
}

/** What can be done at Factify, and how. */
export const capabilities: Capabilities = {
  create: 'native', get: 'emulated', list: 'native', update: 'none',
  revoke: 'native', delete: 'none', verify: 'none', rotate: 'emulated',
  recover: 'none', import: 'none',
  fields: {
    name: 'required', owner: 'none', metadata: 'none', scopes: 'none',
    description: 'none', expiresAt: 'optional', prefix: 'none', enabled: 'none',
  },
  changes: [],
  filters: ['state'],
  limits: { longestExpiryMs: 31536000000, latestExpiry: null, expiryStepMs: null, shortestName: 1, longestName: 63, namePattern: null, longestOwner: null, ownerPattern: null, longestDescription: null, longestScope: null, mostScopes: null, mostProperties: null, largestPage: 100, largestImport: null, requestsPerMinute: 1000, createsPerMinute: 100 },
  uniqueNames: false, ownFields: {},
}

/** Factify's own record of a key, without the secret. */
export type FactifyRecord = NonNullable<operations['listApiKeys']['responses'][200]['content']['application/json']['items']>[number]

/** The same, as `create` answers it. */
export type FactifyCreatedRecord = FactifyRecord

/** What Factify takes to create a key. */
export interface FactifyCreateInput {
  /** When the key ends: a `Date`, or a duration from now such as `'30d'`. Default: never. Factify's `expires_at`. */
  readonly expiresAt?: Date | Duration | undefined
  /** What people call the key. 1 to 63 characters. Factify's `name`. */
  readonly name: string
  /** Not at Factify. */
  readonly owner?: undefined
  /** Not at Factify. */
  readonly metadata?: undefined
  /** Not at Factify. */
  readonly scopes?: undefined
  /** Not at Factify. */
  readonly description?: undefined
  /** Not at Factify. */
  readonly prefix?: undefined
  /** Not at Factify. */
  readonly enabled?: undefined
  /** Not at Factify. */
  readonly vendor?: undefined
}

/** What a list of Factify's keys may be asked. */
export interface FactifyListQuery {
  /** Only keys in this state. */
  readonly state?: KeyState | undefined
  /** How many keys a request asks for. Default, and the most: 100. */
  readonly pageSize?: number | undefined
  /** Where to start: the `cursor` of an earlier page. */
  readonly cursor?: string | undefined
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate(input: FactifyCreateInput, bound: Bound): CreateCall<NoMetadata, FactifyCreatedRecord> {
  const now = Date.now()
  const check = new InputCheck(profile, 'create')
  check.takes(check.input(input), ['expiresAt', 'name'])
  const expiresAt = check.moment('expiresAt', input.expiresAt, now, { within: 31536000000 })
  const body = {
    expires_at: expiresAt && rfc3339.encode(expiresAt),
    name: input.name,
    organization_id: bound.organizationId,
  }
  check.required('name', body.name)
  check.text('name', body.name, { min: 1, max: 63 })
  check.required('organizationId', body.organization_id)
  check.text('organizationId', body.organization_id, { pattern: /^org_[0-9a-hjkmnp-tv-z]{26}$/u })
  check.end()
  return {
    request: { operation: 'create', effect: 'acts', method: 'POST', path: '/v1beta/api-keys', body: JSON.stringify(body) },
    read: (answer) => readCreate(answer),
  }
}

/** Ends a key for good. */
export function prepareRevoke(id: string, options: RevokeOptions): KeyCall<NoMetadata, FactifyRecord> {
  const check = new InputCheck(profile, 'revoke')
  check.takes(check.input(options), ['reason', 'signal', 'timeout', 'headers'])
  const body = { reason: options.reason }
  check.id('id', id)
  if (body.reason !== null) check.text('reason', body.reason, { min: 1, max: 500 })
  check.end()
  return {
    request: {
      operation: 'revoke',
      effect: 'settles',
      method: 'POST',
      path: `/v1beta/api-keys/${encodeURIComponent(id)}/revoke`,
      body: JSON.stringify(body),
    },
    read: readRevoke,
  }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate(answer: unknown): CreateReading<NoMetadata, FactifyCreatedRecord> {
  const root = AnswerReader.of(answer)
  const apiKey = root.object('api_key')
  const secret = root.secret('secret')
  const record = readRecord(apiKey.around('id'))
  return {
    id: record.id,
    secret,
    prefix: prefixOf(secret, [], /^ffy_(?:prod|test)_/u),
    metadata: record.metadata,
    key: record.key,
    warnings: root.warnings,
  }
}

/** Reads an answer to `revoke`. */
function readRevoke(answer: unknown): KeyReading<NoMetadata, FactifyRecord> {
  const root = AnswerReader.of(answer)
  const apiKey = root.object('api_key')
  return { warnings: root.warnings, ...readRecord(apiKey) }
}

/** Checks what is asked for, and writes the request for each page. */
export function prepareList(query: FactifyListQuery, bound: Bound): ListCall<NoMetadata, FactifyRecord> {
  const check = new InputCheck(profile, 'list')
  check.takes(check.input(query), ['state', 'pageSize', 'cursor'])
  const { pageSize = 100 } = query
  check.number('pageSize', pageSize, { min: 1, max: 100, integer: true })
  const asked = { organization_id: bound.organizationId, include_revoked: true }
  check.required('organizationId', asked.organization_id)
  check.text('organizationId', asked.organization_id, { pattern: /^org_[0-9a-hjkmnp-tv-z]{26}$/u })
  check.end()
  return {
    paging: byCursor,
    pageSize,
    request: (page) => ({
      operation: 'list',
      effect: 'reads',
      method: 'GET',
      path: `/v1beta/api-keys${queryText({ ...asked, page_token: page.cursor, page_size: page.pageSize })}`,
    }),
    read: readList,
  }
}

/** Reads a page. */
function readList(answer: unknown): PageReading<NoMetadata, FactifyRecord> {
  const root = AnswerReader.of(answer)
  const pagination = root.object('pagination')
  pagination.text('prev_page_token', 'optional')
  return {
    keys: root.each('items', 'optional', readRecord),
    cursor: pagination.text('next_page_token', 'optional'),
    more: pagination.flag('has_more', 'optional'),
    warnings: root.warnings,
  }
}

/** Reads the record of a key in an answer to `list`, `create` and `revoke`. */
function readRecord(from: AnswerReader): RecordReading<NoMetadata, FactifyRecord> {
  const isActive = from.flag('is_active', 'required')
  const revokedAt = from.moment('revoked_at', 'optional', rfc3339.decode)
  from.text('organization_id', 'required')
  return {
    id: from.needed('id'),
    metadata: {},
    key: told({
      name: from.text('name', 'required'),
      hint: from.text('key_prefix', 'required'),
      expiresAt: from.moment('expires_at', 'optional', rfc3339.decode),
      createdAt: from.moment('created_at', 'required', rfc3339.decode),
      revokedAt,
      state: revokedAt !== undefined ? 'revoked' : isActive === false ? 'expired' : isActive === true ? 'active' : undefined,
      vendor: from.record(['secret']) as FactifyRecord,
    }),
  }
}

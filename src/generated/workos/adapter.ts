// Generated from specs/workos/openapi.yaml and specs/workos/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import type { CallOptions } from '../../core/call-options.js'
import type { Capabilities } from '../../core/capabilities.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { queryText } from '../../core/codecs/query-text.js'
import { rfc3339 } from '../../core/codecs/rfc3339.js'
import type { Duration } from '../../core/duration.js'
import type { RevokeOptions } from '../../core/end-key.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck } from '../../core/input-check.js'
import { issuesAt } from '../../core/issues-at.js'
import type { NoMetadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import { textAt } from '../../core/text-at.js'
import { told } from '../../core/told.js'
import type { CreateCall, CreateReading, KeyCall, KeyReading, ListCall, PageReading, PlainCall, RecordReading, VerifyCall, VerifyReading } from '../../http/calls.js'
import { byCursor } from '../../http/operations/by-cursor.js'
import { requiredOption } from '../../http/required-option.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `workos()` takes. */
export interface WorkOSOptions extends ClientOptions {
  /** An API key of your WorkOS environment. Default: the environment variable WORKOS_API_KEY. */
  readonly apiKey?: Credential | undefined
  /** The organization whose keys these are. Default: the environment variable WORKOS_ORGANIZATION_ID. */
  readonly organizationId?: string | undefined
}

/** The options that requests are made of. */
export interface Bound {
  readonly organizationId: string
}

/** Throws `configuration` where one is missing. */
export function bindOptions(options: WorkOSOptions): Bound {
  return {
    organizationId: requiredOption(profile, 'organizationId', options, 'WORKOS_ORGANIZATION_ID'),
  }
}

/** The options of `workos()` that others do not have. */
export const optionNames: readonly string[] = ['apiKey', 'organizationId']

/** What the sender must know of WorkOS. */
export const profile: VendorProfile = {
  id: 'workos',
  name: 'WorkOS',
  baseUrl: 'https://api.workos.com',
  credential: { option: 'apiKey', env: 'WORKOS_API_KEY', header: 'authorization', scheme: 'Bearer' },
  rateLimit: null,
  advice: {},
  replicaLagMs: 0,
  requestId: () => undefined,
  readFailure,
}

/** What WorkOS's error body says. */
function readFailure(body: unknown): VendorFailure {
  const vendorCode = textAt(body, 'code')
  return {
    code: errorCode(vendorCode),
    vendorCode,
    message: textAt(body, 'message'),
    issues: issuesAt(body, ['errors'], ['field'], ['code']),
  }
}

function errorCode(vendorCode: string | undefined): ErrorCode | undefined {
  switch (vendorCode) {
    case 'api_key_already_expired':
      return 'conflict'
  }
  return undefined
}

/** What can be done at WorkOS, and how. */
export const capabilities: Capabilities = {
  create: 'native', get: 'emulated', list: 'native', update: 'native',
  revoke: 'native', delete: 'native', verify: 'native', rotate: 'emulated',
  recover: 'none', import: 'none',
  fields: {
    name: 'required', owner: 'none', metadata: 'none', scopes: 'optional',
    description: 'none', expiresAt: 'optional', prefix: 'none', enabled: 'none',
  },
  changes: ['expiresAt'],
  filters: [],
  limits: { longestExpiryMs: null, latestExpiry: null, expiryStepMs: null, shortestName: null, longestName: null, namePattern: null, longestOwner: null, ownerPattern: null, longestDescription: null, longestScope: null, mostScopes: null, mostProperties: null, largestPage: 100, largestImport: null, requestsPerMinute: null, createsPerMinute: null },
  uniqueNames: false, ownFields: {},
}

/** WorkOS's own record of a key, without the secret. */
export type WorkOSRecord = Omit<operations['OrganizationApiKeysController_list']['responses'][200]['content']['application/json']['data'][number], 'value'>

/** WorkOS's own record of a key, as `update` answers it, without the secret. */
export type WorkOSUpdatedRecord = operations['ApiKeysController_expire']['responses'][200]['content']['application/json']

/** The same, as `create` answers it. */
export type WorkOSCreatedRecord = WorkOSRecord

/** The same, as `verify` answers it. */
export type WorkOSVerifiedRecord = WorkOSUpdatedRecord

/** What WorkOS takes to create a key. */
export interface WorkOSCreateInput {
  /** What people call the key. WorkOS's `name`. */
  readonly name: string
  /** What the key may do. WorkOS's `permissions`. */
  readonly scopes?: readonly string[] | undefined
  /** When the key ends: a `Date`, or a duration from now such as `'30d'`. Default: never. WorkOS's `expires_at`. */
  readonly expiresAt?: Date | Duration | undefined
  /** Not at WorkOS. */
  readonly owner?: undefined
  /** Not at WorkOS. */
  readonly metadata?: undefined
  /** Not at WorkOS. */
  readonly description?: undefined
  /** Not at WorkOS. */
  readonly prefix?: undefined
  /** Not at WorkOS. */
  readonly enabled?: undefined
  /** Not at WorkOS. */
  readonly vendor?: undefined
}

/** What WorkOS can change of a key; null takes it away. */
export interface WorkOSUpdateInput {
  /** When the key ends: a `Date`, or a duration from now such as `'30d'`. WorkOS's `expires_at`. */
  readonly expiresAt?: Date | Duration | null | undefined
  /** Not at WorkOS. */
  readonly name?: undefined
  /** Not at WorkOS. */
  readonly owner?: undefined
  /** Not at WorkOS. */
  readonly metadata?: undefined
  /** Not at WorkOS. */
  readonly scopes?: undefined
  /** Not at WorkOS. */
  readonly description?: undefined
  /** Not at WorkOS. */
  readonly enabled?: undefined
  /** Not at WorkOS. */
  readonly vendor?: undefined
}

/** What a list of WorkOS's keys may be asked. */
export interface WorkOSListQuery {
  /** How many keys a request asks for. Default, and the most: 100. */
  readonly pageSize?: number | undefined
  /** Where to start: the `cursor` of an earlier page. */
  readonly cursor?: string | undefined
}

/** What WorkOS can be told to verify a key. */
export interface WorkOSVerifyOptions extends CallOptions {
  /** What the key must be allowed to do, all of it. Checked by keymux. */
  readonly scopes?: readonly string[] | undefined
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate(input: WorkOSCreateInput, bound: Bound): CreateCall<NoMetadata, WorkOSCreatedRecord> {
  const now = Date.now()
  const check = new InputCheck(profile, 'create')
  check.takes(check.input(input), ['name', 'scopes', 'expiresAt'])
  const expiresAt = check.moment('expiresAt', input.expiresAt, now)
  const body = {
    name: input.name,
    permissions: input.scopes,
    expires_at: expiresAt && rfc3339.encode(expiresAt),
  }
  const inPath = { organizationId: bound.organizationId }
  check.required('organizationId', inPath.organizationId)
  check.text('organizationId', inPath.organizationId, { min: 1, pattern: /^(?!\.{1,2}$)/u })
  check.required('name', body.name)
  check.text('name', body.name)
  check.list('scopes', body.permissions, {}, (at, item) => check.text(at, item))
  check.end()
  return {
    request: {
      operation: 'create',
      effect: 'acts',
      method: 'POST',
      path: `/organizations/${encodeURIComponent(inPath.organizationId)}/api_keys`,
      body: JSON.stringify(body),
    },
    read: (answer) => readCreate(answer),
  }
}

/** Changes a key. */
export function prepareUpdate(id: string, patch: WorkOSUpdateInput): KeyCall<NoMetadata, WorkOSUpdatedRecord> {
  const now = Date.now()
  const check = new InputCheck(profile, 'update')
  check.takes(check.input(patch), ['expiresAt'])
  const expiresAt = patch.expiresAt === null ? null : check.moment('expiresAt', patch.expiresAt, now)
  const body = { expires_at: expiresAt && rfc3339.encode(expiresAt) }
  check.changes(body, ['expiresAt'])
  check.id('id', id)
  check.end()
  return {
    request: {
      operation: 'update',
      effect: 'settles',
      method: 'POST',
      path: `/api_keys/${encodeURIComponent(id)}/expire`,
      body: JSON.stringify(body),
    },
    read: readUpdate,
  }
}

/** Ends a key for good. */
export function prepareRevoke(id: string, options: RevokeOptions): KeyCall<NoMetadata, WorkOSUpdatedRecord> {
  const check = new InputCheck(profile, 'revoke')
  check.takes(check.input(options), ['signal', 'timeout', 'headers'])
  check.id('id', id)
  check.end()
  return {
    request: {
      operation: 'revoke',
      effect: 'settles',
      method: 'POST',
      path: `/api_keys/${encodeURIComponent(id)}/expire`,
      body: '{}',
    },
    read: readUpdate,
  }
}

/** Ends a key for good and removes its record. */
export function prepareDelete(id: string): PlainCall {
  const check = new InputCheck(profile, 'delete')
  check.id('id', id)
  check.end()
  return {
    request: {
      operation: 'delete',
      effect: 'settles',
      method: 'DELETE',
      path: `/api_keys/${encodeURIComponent(id)}`,
      emptyStatus: 204,
    },
  }
}

/** Asks whether a secret is accepted. */
export function prepareVerify(secret: string, options: WorkOSVerifyOptions): VerifyCall<NoMetadata, WorkOSVerifiedRecord> {
  const check = new InputCheck(profile, 'verify')
  check.takes(check.input(options), ['scopes', 'signal', 'timeout', 'headers'])
  const body = { value: secret }
  check.text('secret', secret)
  check.list('scopes', options.scopes, {}, (at, item) => check.text(at, item))
  check.end()
  return {
    possible: true,
    scopes: options.scopes ?? [],
    secretField: 'value',
    request: {
      operation: 'verify',
      effect: 'reads',
      method: 'POST',
      path: '/api_keys/validations',
      body: JSON.stringify(body),
      secrets: [secret],
    },
    read: readVerify,
  }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate(answer: unknown): CreateReading<NoMetadata, WorkOSCreatedRecord> {
  const root = AnswerReader.of(answer)
  const secret = root.secret('value')
  const record = readRecord(root.around('id'))
  return {
    id: record.id,
    secret,
    prefix: prefixOf(secret, []),
    metadata: record.metadata,
    key: record.key,
    warnings: root.warnings,
  }
}

/** Reads an answer to `update` and `revoke`. */
function readUpdate(answer: unknown): KeyReading<NoMetadata, WorkOSUpdatedRecord> {
  const root = AnswerReader.of(answer)
  return { warnings: root.warnings, ...readUpdatedRecord(root) }
}

/** Checks what is asked for, and writes the request for each page. */
export function prepareList(query: WorkOSListQuery, bound: Bound): ListCall<NoMetadata, WorkOSRecord> {
  const check = new InputCheck(profile, 'list')
  check.takes(check.input(query), ['pageSize', 'cursor'])
  const { pageSize = 100 } = query
  check.number('pageSize', pageSize, { min: 1, max: 100, integer: true })
  const inPath = { organizationId: bound.organizationId }
  check.required('organizationId', inPath.organizationId)
  check.text('organizationId', inPath.organizationId, { min: 1, pattern: /^(?!\.{1,2}$)/u })
  check.end()
  return {
    paging: byCursor,
    pageSize,
    request: (page) => ({
      operation: 'list',
      effect: 'reads',
      method: 'GET',
      path: `/organizations/${encodeURIComponent(inPath.organizationId)}/api_keys${queryText({ after: page.cursor, limit: page.pageSize })}`,
    }),
    read: readList,
  }
}

/** Reads a page. */
function readList(answer: unknown): PageReading<NoMetadata, WorkOSRecord> {
  const root = AnswerReader.of(answer)
  const listMetadata = root.object('list_metadata')
  root.text('object', 'required')
  listMetadata.text('before', 'nullable')
  return {
    keys: root.each('data', 'required', readRecord),
    cursor: listMetadata.text('after', 'nullable'),
    warnings: root.warnings,
  }
}

/** Reads an answer to `verify`. */
function readVerify(answer: unknown): VerifyReading<NoMetadata, WorkOSVerifiedRecord> {
  const root = AnswerReader.of(answer)
  if (root.fields['api_key'] === null)
    return { valid: false, reason: 'not_found', key: { id: undefined, metadata: {}, key: { vendor: {} as WorkOSVerifiedRecord } }, warnings: [] }
  const apiKey = root.partOrNothing('api_key')
  const key = readUpdatedRecord(apiKey)
  return { valid: key.id === undefined ? undefined : true, reason: undefined, key, warnings: root.warnings }
}

/** Reads the record of a key in an answer to `list` and `create`. */
function readRecord(from: AnswerReader): RecordReading<NoMetadata, WorkOSRecord> {
  const owner = from.object('owner')
  const expiresAt = from.moment('expires_at', 'nullable', rfc3339.decode)
  from.text('object', 'required')
  owner.text('type', 'required')
  return {
    id: from.needed('id'),
    metadata: {},
    key: told({
      name: from.text('name', 'required'),
      owner: owner.text('id', 'required'),
      scopes: from.texts('permissions', 'required'),
      hint: from.text('obfuscated_value', 'required'),
      expiresAt,
      createdAt: from.moment('created_at', 'required', rfc3339.decode),
      updatedAt: from.moment('updated_at', 'required', rfc3339.decode),
      lastUsedAt: from.moment('last_used_at', 'nullable', rfc3339.decode),
      state: expiresAt !== undefined && expiresAt.getTime() <= Date.now() ? 'expired' : undefined,
      vendor: from.record(['value']) as WorkOSRecord,
    }),
  }
}

/** Reads the record of a key in an answer to `update`, `revoke` and `verify`. */
function readUpdatedRecord(from: AnswerReader): RecordReading<NoMetadata, WorkOSUpdatedRecord> {
  const owner = from.object('owner')
  const expiresAt = from.moment('expires_at', 'nullable', rfc3339.decode)
  from.text('object', 'required')
  owner.text('type', 'required')
  owner.text('organization_id', 'optional')
  return {
    id: from.needed('id'),
    metadata: {},
    key: told({
      name: from.text('name', 'required'),
      owner: owner.text('id', 'required'),
      scopes: from.texts('permissions', 'required'),
      hint: from.text('obfuscated_value', 'required'),
      expiresAt,
      createdAt: from.moment('created_at', 'required', rfc3339.decode),
      updatedAt: from.moment('updated_at', 'required', rfc3339.decode),
      lastUsedAt: from.moment('last_used_at', 'nullable', rfc3339.decode),
      state: expiresAt !== undefined && expiresAt.getTime() <= Date.now() ? 'expired' : undefined,
      vendor: from.record(['value']) as WorkOSUpdatedRecord,
    }),
  }
}

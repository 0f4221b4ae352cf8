// Generated from specs/flow/openapi.yaml and specs/flow/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import type { Capabilities } from '../../core/capabilities.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { queryText } from '../../core/codecs/query-text.js'
import { rfc3339 } from '../../core/codecs/rfc3339.js'
import type { RevokeOptions } from '../../core/end-key.js'
import { InputCheck } from '../../core/input-check.js'
import { issuesAt } from '../../core/issues-at.js'
import type { NoMetadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import { textAt } from '../../core/text-at.js'
import { told } from '../../core/told.js'
import type { CreateCall, CreateReading, KeyCall, KeyReading, ListCall, PageReading, PlainCall, RecordReading } from '../../http/calls.js'
import { byOffset } from '../../http/operations/by-offset.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `flow()` takes. */
export interface FlowOptions extends ClientOptions {
  /** The session token or key that your deployment accepts. Default: the environment variable FLOW_TOKEN. */
  readonly token?: Credential | undefined
  /** The URL of your deployment: no public host is known. Default: the environment variable FLOW_BASE_URL. */
  readonly baseUrl?: string | undefined
}


/** The options of `flow()` that others do not have. */
export const optionNames: readonly string[] = ['token']

/** What the sender must know of Flow. */
export const profile: VendorProfile = {
  id: 'flow',
  name: 'Flow',
  baseUrl: null,
  baseUrlEnv: 'FLOW_BASE_URL',
  credential: { option: 'token', env: 'FLOW_TOKEN', header: 'authorization', scheme: 'Bearer' },
  rateLimit: null,
  advice: {},
  replicaLagMs: 0,
  requestId: () => undefined,
  readFailure,
}

/** What Flow's error body says. */
function readFailure(body: unknown): VendorFailure {
  return {
    message: textAt(body, 'detail') ?? textAt(body, 'detail', '0', 'msg'),
    issues: issuesAt(body, ['detail'], ['loc'], ['msg']),
  }
}

/** What can be done at Flow, and how. */
export const capabilities: Capabilities = {
  create: 'native', get: 'emulated', list: 'native', update: 'native',
  revoke: 'native', delete: 'none', verify: 'none', rotate: 'emulated',
  recover: 'none', import: 'none',
  fields: {
    name: 'required', owner: 'none', metadata: 'none', scopes: 'none',
    description: 'none', expiresAt: 'none', prefix: 'none', enabled: 'none',
  },
  changes: ['name', 'enabled'],
  filters: [],
  limits: { longestExpiryMs: null, latestExpiry: null, expiryStepMs: null, shortestName: null, longestName: null, namePattern: null, longestOwner: null, ownerPattern: null, longestDescription: null, longestScope: null, mostScopes: null, mostProperties: null, largestPage: null, largestImport: null, requestsPerMinute: null, createsPerMinute: null },
  uniqueNames: false, ownFields: {},
}

/** Flow's own record of a key, without the secret. */
export type FlowRecord = operations['list_user_api_keys_api_keys_get']['responses'][200]['content']['application/json']['apiKeys'][number]

/** Flow's own record of a key, as `create` answers it, without the secret. */
export type FlowCreatedRecord = Omit<operations['create_api_key_for_user_api_keys_post']['responses'][201]['content']['application/json'], 'apiKey' | 'api_key'>

/** Flow's own record of a key, as `update` answers it, without the secret. */
export type FlowUpdatedRecord = operations['update_api_key_details_api_keys__key_id__put']['responses'][200]['content']['application/json']

/** What Flow takes to create a key. */
export interface FlowCreateInput {
  /** What people call the key. Flow's `keyName`. */
  readonly name: string
  /** Not at Flow. */
  readonly owner?: undefined
  /** Not at Flow. */
  readonly metadata?: undefined
  /** Not at Flow. */
  readonly scopes?: undefined
  /** Not at Flow. */
  readonly description?: undefined
  /** Not at Flow. */
  readonly expiresAt?: undefined
  /** Not at Flow. */
  readonly prefix?: undefined
  /** Not at Flow. */
  readonly enabled?: undefined
  /** Not at Flow. */
  readonly vendor?: undefined
}

/** What Flow can change of a key; null takes it away. */
export interface FlowUpdateInput {
  /** What people call the key. Flow's `key_name`. */
  readonly name?: string | undefined
  /** Whether the key works. Flow's `is_active`. */
  readonly enabled?: boolean | undefined
  /** Not at Flow. */
  readonly owner?: undefined
  /** Not at Flow. */
  readonly metadata?: undefined
  /** Not at Flow. */
  readonly scopes?: undefined
  /** Not at Flow. */
  readonly description?: undefined
  /** Not at Flow. */
  readonly expiresAt?: undefined
  /** Not at Flow. */
  readonly vendor?: undefined
}

/** What a list of Flow's keys may be asked. */
export interface FlowListQuery {
  /** How many keys a request asks for. Default: 10. */
  readonly pageSize?: number | undefined
  /** Where to start: the `cursor` of an earlier page. */
  readonly cursor?: string | undefined
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate(input: FlowCreateInput): CreateCall<NoMetadata, FlowCreatedRecord> {
  const check = new InputCheck(profile, 'create')
  check.takes(check.input(input), ['name'])
  const body = { keyName: input.name }
  check.required('name', body.keyName)
  check.text('name', body.keyName)
  check.end()
  return {
    request: { operation: 'create', effect: 'acts', method: 'POST', path: '/api-keys', body: JSON.stringify(body) },
    read: (answer) => readCreate(answer),
  }
}

/** Changes a key. */
export function prepareUpdate(id: string, patch: FlowUpdateInput): KeyCall<NoMetadata, FlowUpdatedRecord> {
  const check = new InputCheck(profile, 'update')
  check.takes(check.input(patch), ['name', 'enabled'])
  const body = { key_name: patch.name, is_active: patch.enabled }
  check.changes(body, ['name', 'enabled'])
  check.id('id', id)
  check.text('name', body.key_name)
  check.flag('enabled', body.is_active)
  check.end()
  return {
    request: {
      operation: 'update',
      effect: 'settles',
      method: 'PUT',
      path: `/api-keys/${encodeURIComponent(id)}`,
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
  return {
    request: {
      operation: 'revoke',
      effect: 'settles',
      method: 'DELETE',
      path: `/api-keys/${encodeURIComponent(id)}`,
      emptyStatus: 204,
    },
  }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate(answer: unknown): CreateReading<NoMetadata, FlowCreatedRecord> {
  const root = AnswerReader.of(answer)
  const secret = root.secret(['apiKey', 'api_key'])
  return {
    id: root.around('id').needed('id'),
    secret,
    prefix: prefixOf(secret, [root.text(['keyPrefix', 'key_prefix'], 'required')]),
    metadata: {},
    key: told({
      name: root.text(['keyName', 'key_name'], 'required'),
      owner: root.text(['userId', 'user_id'], 'required'),
      createdAt: root.moment(['createdAt', 'created_at'], 'required', rfc3339.decode),
      lastUsedAt: root.moment(['lastUsedAt', 'last_used_at'], 'optional', rfc3339.decode),
      vendor: root.record(['apiKey', 'api_key']) as FlowCreatedRecord,
    }),
    warnings: root.warnings,
  }
}

/** Reads an answer to `update`. */
function readUpdate(answer: unknown): KeyReading<NoMetadata, FlowUpdatedRecord> {
  const root = AnswerReader.of(answer)
  return { warnings: root.warnings, ...readUpdatedRecord(root) }
}

/** Checks what is asked for, and writes the request for each page. */
export function prepareList(query: FlowListQuery): ListCall<NoMetadata, FlowRecord> {
  const check = new InputCheck(profile, 'list')
  check.takes(check.input(query), ['pageSize', 'cursor'])
  const { pageSize = 10 } = query
  check.number('pageSize', pageSize, { min: 1, integer: true })
  check.end()
  return {
    paging: byOffset,
    pageSize,
    request: (page) => ({
      operation: 'list',
      effect: 'reads',
      method: 'GET',
      path: `/api-keys${queryText({ limit: page.pageSize, offset: page.offset })}`,
    }),
    read: readList,
  }
}

/** Reads a page. */
function readList(answer: unknown): PageReading<NoMetadata, FlowRecord> {
  const root = AnswerReader.of(answer)
  const pagination = root.object('pagination')
  return {
    keys: root.each(['apiKeys', 'api_keys'], 'required', readRecord),
    total: pagination.count(['totalCount', 'total_count'], 'required'),
    warnings: root.warnings,
  }
}

/** Reads the record of a key in an answer to `list`. */
function readRecord(from: AnswerReader): RecordReading<NoMetadata, FlowRecord> {
  return {
    id: from.needed('id'),
    metadata: {},
    key: told({
      name: from.text(['keyName', 'key_name'], 'required'),
      createdAt: from.moment(['createdAt', 'created_at'], 'required', rfc3339.decode),
      lastUsedAt: from.moment(['lastUsedAt', 'last_used_at'], 'optional', rfc3339.decode),
      vendor: from.record(['apiKey', 'api_key']) as FlowRecord,
    }),
  }
}

/** Reads the record of a key in an answer to `update`. */
function readUpdatedRecord(from: AnswerReader): RecordReading<NoMetadata, FlowUpdatedRecord> {
  const isActive = from.flag(['is_active', 'isActive'], 'required')
  return {
    id: from.needed('id'),
    metadata: {},
    key: told({
      name: from.text(['key_name', 'keyName'], 'optional'),
      owner: from.text(['user_id', 'userId'], 'required'),
      hint: from.text(['key_prefix', 'keyPrefix'], 'required'),
      createdAt: from.moment(['created_at', 'createdAt'], 'required', rfc3339.decode),
      updatedAt: from.moment(['updated_at', 'updatedAt'], 'required', rfc3339.decode),
      lastUsedAt: from.moment(['last_used_at', 'lastUsedAt'], 'optional', rfc3339.decode),
      state: isActive === false ? 'disabled' : isActive === true ? 'active' : undefined,
      vendor: from.record(['apiKey', 'api_key']) as FlowUpdatedRecord,
    }),
  }
}

// Generated from specs/unkey/openapi.yaml and specs/unkey/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import { asJson } from '../../core/as-json.js'
import type { CallOptions } from '../../core/call-options.js'
import type { Capabilities } from '../../core/capabilities.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { epochMilliseconds } from '../../core/codecs/epoch-milliseconds.js'
import type { Duration } from '../../core/duration.js'
import type { RevokeOptions } from '../../core/end-key.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck, fitsText, isFields, type Fields } from '../../core/input-check.js'
import { issuesAt } from '../../core/issues-at.js'
import type { KeyState } from '../../core/key-record.js'
import type { Metadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import type { Secret } from '../../core/secret.js'
import { textAfter } from '../../core/text-after.js'
import { textAt } from '../../core/text-at.js'
import { told } from '../../core/told.js'
import type { VerifyReason } from '../../core/verify-key.js'
import type { CreateCall, CreateReading, Hashed, ImportPlan, ImportReading, KeyCall, KeyReading, ListCall, PageReading, PlainCall, RecordReading, SecretCall, SecretReading, Sent, VerifyCall, VerifyReading } from '../../http/calls.js'
import { environmentVariable } from '../../http/environment.js'
import { byCursor } from '../../http/operations/by-cursor.js'
import { requiredOption } from '../../http/required-option.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `unkey()` takes. */
export interface UnkeyOptions extends ClientOptions {
  /** The root key, `unkey_…`. Default: the environment variable UNKEY_ROOT_KEY. */
  readonly rootKey?: Credential | undefined
  /** The API (key space) that the keys belong to, `api_…`. Default: the environment variable UNKEY_API_ID. */
  readonly apiId?: string | undefined
  /**
   * The migration that imported keys belong to. Unkey's support arranges one. Default: the environment variable
   * UNKEY_MIGRATION_ID.
   */
  readonly migrationId?: string | undefined
}

/** The options that requests are made of. */
export interface Bound {
  readonly apiId: string
  readonly migrationId: string | undefined
}

/** Throws `configuration` where one is missing. */
export function bindOptions(options: UnkeyOptions): Bound {
  return {
    apiId: requiredOption(profile, 'apiId', options, 'UNKEY_API_ID'),
    migrationId: options.migrationId || environmentVariable('UNKEY_MIGRATION_ID'),
  }
}

/** The options of `unkey()` that others do not have. */
export const optionNames: readonly string[] = ['rootKey', 'apiId', 'migrationId']

/** What the sender must know of Unkey. */
export const profile: VendorProfile = {
  id: 'unkey',
  name: 'Unkey',
  baseUrl: 'https://api.unkey.com',
  credential: { option: 'rootKey', env: 'UNKEY_ROOT_KEY', header: 'authorization', scheme: 'Bearer' },
  rateLimit: {
    limit: 'ratelimit-limit',
    remaining: 'ratelimit-remaining',
    reset: 'ratelimit-reset',
    unit: 'seconds-from-now',
  },
  advice: {
    not_found: 'Check `apiId` (or UNKEY_API_ID), the key id and the roles. Unkey also answers "not found" when the root key lacks the permission: `create_key` for creating, `encrypt_key` as well for a recoverable key.',
  },
  replicaLagMs: 3000,
  requestId: (body) => textAt(body, 'meta', 'requestId'),
  readFailure,
}

/** What Unkey's error body says. */
function readFailure(body: unknown): VendorFailure {
  const vendorCode = textAfter(textAt(body, 'error', 'type'), '/errors/')
  return {
    code: errorCode(vendorCode),
    vendorCode,
    message: textAt(body, 'error', 'detail') ?? textAt(body, 'error', 'title'),
    issues: issuesAt(body, ['error', 'errors'], ['location'], ['message']),
  }
}

function errorCode(vendorCode: string | undefined): ErrorCode | undefined {
  switch (vendorCode) {
    case 'unkey/application/invalid_input':
    case 'unkey/application/precondition_failed':
      return 'invalid_request'
    case 'unkey/application/protected_resource':
      return 'forbidden'
    case 'unkey/application/service_unavailable':
    case 'unkey/application/unexpected_error':
      return 'unavailable'
  }
  if (vendorCode?.startsWith('unkey/authentication/')) return 'unauthorized'
  if (vendorCode?.startsWith('unkey/authorization/')) return 'forbidden'
  if (vendorCode?.startsWith('unkey/data/') && vendorCode.endsWith('_not_found')) return 'not_found'
  if (vendorCode?.startsWith('unkey/data/') && vendorCode.endsWith('_already_exists')) return 'conflict'
  if (vendorCode?.startsWith('unkey/limits/')) return 'quota_exceeded'
  if (vendorCode?.startsWith('user/too_many_requests/')) return 'rate_limited'
  return undefined
}

/** What can be done at Unkey, and how. */
export const capabilities: Capabilities = {
  create: 'native', get: 'native', list: 'native', update: 'native',
  revoke: 'native', delete: 'native', verify: 'native', rotate: 'native',
  recover: 'native', import: 'native',
  fields: {
    name: 'optional', owner: 'optional', metadata: 'optional', scopes: 'optional',
    description: 'none', expiresAt: 'optional', prefix: 'optional', enabled: 'optional',
  },
  changes: ['name', 'owner', 'metadata', 'scopes', 'expiresAt', 'enabled'],
  filters: ['owner', 'state'],
  limits: { longestExpiryMs: null, latestExpiry: 4102444800000, expiryStepMs: null, shortestName: 1, longestName: 255, namePattern: null, longestOwner: 255, ownerPattern: '^[a-zA-Z0-9_.-]+$', longestDescription: null, longestScope: 100, mostScopes: 1000, mostProperties: 100, largestPage: 100, largestImport: 1000, requestsPerMinute: null, createsPerMinute: null },
  uniqueNames: false, ownFields: { roles: 'lost', credits: 'copied', ratelimits: 'copied' },
}

type CreateBody = operations['keys.createKey']['requestBody']['content']['application/json']
type UpdateBody = operations['keys.updateKey']['requestBody']['content']['application/json']
type VerifyBody = operations['keys.verifyKey']['requestBody']['content']['application/json']
type ImportBody = operations['keys.migrateKeys']['requestBody']['content']['application/json']

/** Unkey's own record of a key, without the secret. */
export type UnkeyRecord = Omit<operations['keys.getKey']['responses'][200]['content']['application/json']['data'], 'plaintext'>

/** Unkey's own record of a key, as `create` answers it, without the secret. */
export type UnkeyCreatedRecord = Omit<operations['keys.createKey']['responses'][200]['content']['application/json']['data'], 'key'>

/** Unkey's own record of a key, as `verify` answers it, without the secret. */
export type UnkeyVerifiedRecord = operations['keys.verifyKey']['responses'][200]['content']['application/json']['data']

/** What Unkey takes to create a key and others do not. */
export type UnkeyCreateFields = Pick<CreateBody, 'byteLength' | 'roles' | 'credits' | 'ratelimits' | 'recoverable'>

/** What Unkey takes to update a key and others do not. */
export type UnkeyUpdateFields = Pick<UpdateBody, 'credits' | 'ratelimits' | 'roles'>

/** What Unkey takes to verify a key and others do not. */
export type UnkeyVerifyFields = Pick<VerifyBody, 'tags' | 'ratelimits' | 'migrationId'>

/** What Unkey takes to import keys and others do not. */
export type UnkeyImportFields = Pick<ImportBody['keys'][number], 'roles' | 'credits' | 'ratelimits'>

/** What Unkey takes to create a key. */
export interface UnkeyCreateInput<M extends object = Metadata> {
  /**
   * What the secret shall start with, without the separator. 1 to 16 characters, `^[a-zA-Z0-9_]+$`. Unkey's
   * `prefix`.
   */
  readonly prefix?: string | undefined
  /** What people call the key. 1 to 255 characters. Unkey's `name`. */
  readonly name?: string | undefined
  /** Whose key it is. 1 to 255 characters, `^[a-zA-Z0-9_.-]+$`. Unkey's `externalId`. */
  readonly owner?: string | undefined
  /**
   * Data of your own to keep with the key: an object that survives JSON. At most 100 properties, at most 65535
   * bytes of JSON. Unkey's `meta`.
   */
  readonly metadata?: M | undefined
  /** What the key may do. At most 1000 entries. Unkey's `permissions`. */
  readonly scopes?: readonly string[] | undefined
  /** When the key ends: a `Date`, or a duration from now such as `'30d'`. Default: never. Unkey's `expires`. */
  readonly expiresAt?: Date | Duration | undefined
  /** Whether the key works at once. Default true. Unkey's `enabled`. */
  readonly enabled?: boolean | undefined
  /** Unkey's own fields. */
  readonly vendor?: UnkeyCreateFields | undefined
  /** Not at Unkey. */
  readonly description?: undefined
}

/** What Unkey can change of a key; null takes it away. */
export interface UnkeyUpdateInput<M extends object = Metadata> {
  /** What people call the key. 1 to 255 characters. Unkey's `name`. */
  readonly name?: string | null | undefined
  /** Whose key it is. 1 to 255 characters, `^[a-zA-Z0-9_.-]+$`. Unkey's `externalId`. */
  readonly owner?: string | null | undefined
  /**
   * Data of your own to keep with the key. Replaces all of it. At most 100 properties, at most 65535 bytes of
   * JSON. Unkey's `meta`.
   */
  readonly metadata?: M | null | undefined
  /** When the key ends: a `Date`, or a duration from now such as `'30d'`. Unkey's `expires`. */
  readonly expiresAt?: Date | Duration | null | undefined
  /** Whether the key works. Unkey's `enabled`. */
  readonly enabled?: boolean | undefined
  /** What the key may do. Replaces all of them. At most 1000 entries. Unkey's `permissions`. */
  readonly scopes?: readonly string[] | undefined
  /** Unkey's own fields. */
  readonly vendor?: UnkeyUpdateFields | undefined
  /** Not at Unkey. */
  readonly description?: undefined
}

/** What a list of Unkey's keys may be asked. */
export interface UnkeyListQuery {
  /** Only keys of this owner. */
  readonly owner?: string | undefined
  /** Only keys in this state. */
  readonly state?: KeyState | undefined
  /** How many keys a request asks for. Default, and the most: 100. */
  readonly pageSize?: number | undefined
  /** Where to start: the `cursor` of an earlier page. */
  readonly cursor?: string | undefined
}

/** What Unkey can be told to verify a key. */
export interface UnkeyVerifyOptions extends CallOptions {
  /** What the key must be allowed to do, all of it. Unkey's `permissions`. */
  readonly scopes?: readonly string[] | undefined
  /** How many credits of the key it spends. Unkey's `cost`. */
  readonly cost?: number | undefined
  /** Unkey's own fields. */
  readonly vendor?: UnkeyVerifyFields | undefined
}

/** A key to import into Unkey: its secret or the hash of it, and what Unkey shall know of it. */
export interface UnkeyImportInput<M extends object = Metadata>
  extends Pick<UnkeyCreateInput<M>, 'name' | 'owner' | 'metadata' | 'scopes' | 'expiresAt' | 'enabled'> {
  /** The secret itself. It is hashed here and never sent. */
  readonly secret?: string | Secret | undefined
  /** Or its SHA-256 digest in base64, as `await secret.sha256('base64')` gives it: 44 characters. */
  readonly hash?: string | undefined
  /** Unkey's own fields. */
  readonly vendor?: UnkeyImportFields | undefined
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate<M extends object>(input: UnkeyCreateInput<M>, bound: Bound): CreateCall<M, UnkeyCreatedRecord> {
  const now = Date.now()
  const check = new InputCheck(profile, 'create')
  check.takes(check.input(input), ['prefix', 'name', 'owner', 'metadata', 'scopes', 'expiresAt', 'enabled', 'vendor'])
  const vendor: Fields = check.object('vendor', input.vendor) ? input.vendor : {}
  check.takes(vendor, ['byteLength', 'roles', 'credits', 'ratelimits', 'recoverable'], 'vendor.')
  const expiresAt = check.moment('expiresAt', input.expiresAt, now, { latest: 4102444800000 })
  const body = {
    apiId: bound.apiId,
    prefix: input.prefix,
    name: input.name,
    byteLength: vendor['byteLength'],
    externalId: input.owner,
    meta: input.metadata,
    roles: vendor['roles'],
    permissions: input.scopes,
    expires: expiresAt && epochMilliseconds.encode(expiresAt),
    credits: vendor['credits'],
    ratelimits: vendor['ratelimits'],
    enabled: input.enabled,
    recoverable: vendor['recoverable'],
  }
  check.required('apiId', body.apiId)
  check.text('apiId', body.apiId, { min: 3, max: 255, pattern: /^[a-zA-Z0-9_]+$/u })
  check.text('prefix', body.prefix, { min: 1, max: 16, pattern: /^[a-zA-Z0-9_]+$/u })
  check.text('name', body.name, { min: 1, max: 255 })
  check.number('vendor.byteLength', body.byteLength, { min: 16, max: 255, integer: true })
  check.text('owner', body.externalId, { min: 1, max: 255, pattern: /^[a-zA-Z0-9_.-]+$/u })
  if (check.object('metadata', body.meta, { max: 100 })) check.json('metadata', body.meta, 65535)
  check.list('vendor.roles', body.roles, { max: 100 }, (at, item) => check.text(at, item, { min: 1, max: 100, pattern: /^[a-zA-Z0-9_:\-\.\*]+$/u }))
  check.list('scopes', body.permissions, { max: 1000 }, (at, item) => check.text(at, item, { min: 1, max: 100 }))
  checkKeyCreditsData(check, 'vendor.credits', body.credits)
  check.list('vendor.ratelimits', body.ratelimits, { max: 50 }, (at, item) => checkRatelimitRequest(check, at, item))
  check.flag('enabled', body.enabled)
  check.flag('vendor.recoverable', body.recoverable)
  check.end()
  return {
    request: { operation: 'create', effect: 'acts', method: 'POST', path: '/v2/keys.createKey', body: JSON.stringify(body) },
    read: (answer) => readCreate(answer, body as Sent<CreateBody>, expiresAt),
  }
}

/** Asks for the record of a key. */
export function prepareGet<M extends object>(id: string): KeyCall<M, UnkeyRecord> {
  const check = new InputCheck(profile, 'get')
  const body = { keyId: id }
  check.id('id', body.keyId, { min: 3, max: 255, pattern: /^[a-zA-Z0-9_]+$/u })
  check.end()
  return {
    request: { operation: 'get', effect: 'reads', method: 'POST', path: '/v2/keys.getKey', body: JSON.stringify(body) },
    read: readGet,
  }
}

/** Changes a key. */
export function prepareUpdate<M extends object>(id: string, patch: UnkeyUpdateInput<M>): PlainCall {
  const now = Date.now()
  const check = new InputCheck(profile, 'update')
  check.takes(check.input(patch), ['name', 'owner', 'metadata', 'expiresAt', 'enabled', 'scopes', 'vendor'])
  const vendor: Fields = check.object('vendor', patch.vendor) ? patch.vendor : {}
  check.takes(vendor, ['credits', 'ratelimits', 'roles'], 'vendor.')
  const expiresAt = patch.expiresAt === null ? null : check.moment('expiresAt', patch.expiresAt, now, { latest: 4102444800000 })
  const change = {
    name: patch.name,
    externalId: patch.owner,
    meta: patch.metadata,
    expires: expiresAt && epochMilliseconds.encode(expiresAt),
    credits: vendor['credits'],
    ratelimits: vendor['ratelimits'],
    enabled: patch.enabled,
    roles: vendor['roles'],
    permissions: patch.scopes,
  }
  const body = { keyId: id, ...change }
  check.changes(change, ['name', 'owner', 'metadata', 'expiresAt', 'enabled', 'scopes', 'vendor'])
  check.id('id', body.keyId, { min: 3, max: 255, pattern: /^[a-zA-Z0-9_]+$/u })
  if (body.name !== null) check.text('name', body.name, { min: 1, max: 255 })
  if (body.externalId !== null) check.text('owner', body.externalId, { min: 1, max: 255, pattern: /^[a-zA-Z0-9_.-]+$/u })
  if (body.meta !== null && check.object('metadata', body.meta, { max: 100 })) check.json('metadata', body.meta, 65535)
  if (body.credits !== null && check.object('vendor.credits', body.credits)) {
    check.takes(body.credits, ['remaining', 'refill'], 'vendor.credits.')
    if (body.credits['remaining'] !== null) check.number('vendor.credits.remaining', body.credits['remaining'], { min: 0, integer: true })
    if (body.credits['refill'] !== null && check.object('vendor.credits.refill', body.credits['refill'])) {
      check.takes(body.credits['refill'], ['interval', 'amount', 'refillDay'], 'vendor.credits.refill.')
      check.holds(body.credits['refill'], ['interval', 'amount'], 'vendor.credits.refill.')
      check.text('vendor.credits.refill.interval', body.credits['refill']['interval'], { oneOf: ['daily', 'monthly'] })
      check.number('vendor.credits.refill.amount', body.credits['refill']['amount'], { min: 1, integer: true })
      check.number('vendor.credits.refill.refillDay', body.credits['refill']['refillDay'], { min: 1, max: 31, integer: true })
    }
  }
  check.list('vendor.ratelimits', body.ratelimits, { max: 50 }, (at, item) => checkRatelimitRequest(check, at, item))
  check.flag('enabled', body.enabled)
  check.list('vendor.roles', body.roles, { max: 100 }, (at, item) => check.text(at, item, { min: 1, max: 100, pattern: /^[a-zA-Z0-9_:\-\.\*]+$/u }))
  check.list('scopes', body.permissions, { max: 1000 }, (at, item) => check.text(at, item, { min: 3, max: 100, pattern: /^[a-zA-Z0-9_:\-\.\*]+$/u }))
  check.end()
  return {
    request: { operation: 'update', effect: 'settles', method: 'POST', path: '/v2/keys.updateKey', body: JSON.stringify(body) },
  }
}

/** Ends a key for good. */
export function prepareRevoke(id: string, options: RevokeOptions): PlainCall {
  const check = new InputCheck(profile, 'revoke')
  check.takes(check.input(options), ['signal', 'timeout', 'headers'])
  const body = { keyId: id }
  check.id('id', body.keyId, { min: 3, max: 255, pattern: /^[a-zA-Z0-9_]+$/u })
  check.end()
  return {
    request: { operation: 'revoke', effect: 'settles', method: 'POST', path: '/v2/keys.deleteKey', body: JSON.stringify(body) },
  }
}

/** Ends a key for good and removes its record. */
export function prepareDelete(id: string): PlainCall {
  const check = new InputCheck(profile, 'delete')
  const body = { keyId: id, permanent: true }
  check.id('id', body.keyId, { min: 3, max: 255, pattern: /^[a-zA-Z0-9_]+$/u })
  check.end()
  return {
    request: { operation: 'delete', effect: 'settles', method: 'POST', path: '/v2/keys.deleteKey', body: JSON.stringify(body) },
  }
}

/** Asks whether a secret is accepted. */
export function prepareVerify<M extends object>(secret: string, options: UnkeyVerifyOptions): VerifyCall<M, UnkeyVerifiedRecord> {
  const check = new InputCheck(profile, 'verify')
  check.takes(check.input(options), ['cost', 'scopes', 'vendor', 'signal', 'timeout', 'headers'])
  const vendor: Fields = check.object('vendor', options.vendor) ? options.vendor : {}
  check.takes(vendor, ['tags', 'ratelimits', 'migrationId'], 'vendor.')
  const scopes = check.joined('scopes', options.scopes, ' AND ', /^(?!(?:AND|OR)$)[a-zA-Z0-9_:.*-]+$/u)
  const body = {
    key: secret,
    tags: vendor['tags'],
    permissions: scopes,
    credits: options.cost === undefined ? undefined : { cost: options.cost },
    ratelimits: vendor['ratelimits'],
    migrationId: vendor['migrationId'],
  }
  check.text('secret', secret)
  check.list('vendor.tags', body.tags, { max: 20 }, (at, item) => check.text(at, item, { min: 1, max: 512 }))
  check.text('scopes', body.permissions, { min: 1, max: 1000 })
  check.number('cost', options.cost, { min: 0, max: 1000000000000, integer: true })
  check.list('vendor.ratelimits', body.ratelimits, {}, (at, item) => {
    if (check.object(at, item)) {
      check.takes(item, ['name', 'cost', 'limit', 'duration'], `${at}.`)
      check.holds(item, ['name'], `${at}.`)
      check.text(`${at}.name`, item['name'], { min: 3, max: 255 })
      check.number(`${at}.cost`, item['cost'], { min: 0, integer: true })
      check.number(`${at}.limit`, item['limit'], { min: 0, integer: true })
      check.number(`${at}.duration`, item['duration'], { min: 0, integer: true })
    }
  })
  check.text('vendor.migrationId', body.migrationId, { max: 256 })
  check.end()
  return {
    possible: fitsText(secret, { min: 1, max: 512 }),
    scopes: [],
    secretField: 'key',
    request: {
      operation: 'verify',
      effect: 'spends',
      method: 'POST',
      path: '/v2/keys.verifyKey',
      body: JSON.stringify(body),
      secrets: [secret],
    },
    read: readVerify,
  }
}

/** Makes a key in the place of another, which works for `overlapMs` more milliseconds. */
export function prepareRotate(id: string, overlapMs: number): SecretCall {
  const check = new InputCheck(profile, 'rotate')
  const body = { keyId: id, expiration: overlapMs }
  check.id('id', body.keyId, { min: 3, max: 255, pattern: /^[a-zA-Z0-9_]+$/u })
  check.number('overlap', body.expiration, { min: 0, max: 4102444800000, integer: true })
  check.end()
  return {
    request: { operation: 'rotate', effect: 'acts', method: 'POST', path: '/v2/keys.rerollKey', body: JSON.stringify(body) },
    read: readRotate,
  }
}

/** Asks for the secret of a key once more. */
export function prepareRecover(id: string): SecretCall {
  const check = new InputCheck(profile, 'recover')
  const body = { keyId: id, decrypt: true }
  check.id('id', body.keyId, { min: 3, max: 255, pattern: /^[a-zA-Z0-9_]+$/u })
  check.end()
  return {
    request: { operation: 'recover', effect: 'reads', method: 'POST', path: '/v2/keys.getKey', body: JSON.stringify(body) },
    read: readRecover,
  }
}

function checkKeyCreditsData(check: InputCheck, at: string, value: unknown): void {
  if (check.object(at, value)) {
    check.takes(value, ['remaining', 'refill'], `${at}.`)
    check.holds(value, ['remaining'], `${at}.`)
    if (value['remaining'] !== null) check.number(`${at}.remaining`, value['remaining'], { min: 0, integer: true })
    if (check.object(`${at}.refill`, value['refill'])) {
      check.takes(value['refill'], ['interval', 'amount', 'refillDay'], `${at}.refill.`)
      check.holds(value['refill'], ['interval', 'amount'], `${at}.refill.`)
      check.text(`${at}.refill.interval`, value['refill']['interval'], { oneOf: ['daily', 'monthly'] })
      check.number(`${at}.refill.amount`, value['refill']['amount'], { min: 1, integer: true })
      check.number(`${at}.refill.refillDay`, value['refill']['refillDay'], { min: 1, max: 31, integer: true })
    }
  }
}

function checkRatelimitRequest(check: InputCheck, at: string, value: unknown): void {
  if (check.object(at, value)) {
    check.takes(value, ['name', 'limit', 'duration', 'autoApply'], `${at}.`)
    check.holds(value, ['name', 'limit', 'duration', 'autoApply'], `${at}.`)
    check.text(`${at}.name`, value['name'], { min: 3, max: 128 })
    check.number(`${at}.limit`, value['limit'], { min: 1, integer: true })
    check.number(`${at}.duration`, value['duration'], { min: 1000, integer: true })
    check.flag(`${at}.autoApply`, value['autoApply'])
  }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate<M extends object>(answer: unknown, asked: Sent<CreateBody>, expiresAt: Date | undefined): CreateReading<M, UnkeyCreatedRecord> {
  const root = AnswerReader.of(answer)
  const data = root.object('data')
  const meta = root.object('meta')
  meta.text('requestId', 'required')
  const secret = data.secret('key')
  return {
    id: data.around('keyId').needed('keyId'),
    secret,
    prefix: prefixOf(secret, [asked.prefix && `${asked.prefix}_`], /^[a-zA-Z0-9_]+_(?=[a-zA-Z0-9]+$)/u),
    metadata: asJson(asked.meta ?? {}) as M,
    key: told({
      name: asked.name,
      owner: asked.externalId,
      scopes: asked.permissions,
      expiresAt,
      state: asked.enabled === false ? 'disabled' : 'active',
      vendor: data.record(['key', 'plaintext']) as UnkeyCreatedRecord,
    }),
    warnings: root.warnings,
  }
}

/** Reads an answer to `get`. */
function readGet<M extends object>(answer: unknown): KeyReading<M, UnkeyRecord> {
  const root = AnswerReader.of(answer)
  const data = root.object('data')
  const meta = root.object('meta')
  meta.text('requestId', 'required')
  return { warnings: root.warnings, ...readRecord<M>(data) }
}

/** Checks what is asked for, and writes the request for each page. */
export function prepareList<M extends object>(query: UnkeyListQuery, bound: Bound): ListCall<M, UnkeyRecord> {
  const check = new InputCheck(profile, 'list')
  check.takes(check.input(query), ['owner', 'state', 'pageSize', 'cursor'])
  const { pageSize = 100 } = query
  check.number('pageSize', pageSize, { min: 1, max: 100, integer: true })
  const asked = { apiId: bound.apiId, externalId: query.owner }
  check.required('apiId', asked.apiId)
  check.text('apiId', asked.apiId, { min: 1 })
  check.text('owner', asked.externalId, { min: 1 })
  check.end()
  return {
    paging: byCursor,
    pageSize,
    request: (page) => ({
      operation: 'list',
      effect: 'reads',
      method: 'POST',
      path: '/v2/apis.listKeys',
      body: JSON.stringify({ ...asked, limit: page.pageSize, cursor: page.cursor }),
    }),
    read: readList,
  }
}

/** Reads a page. */
function readList<M extends object>(answer: unknown): PageReading<M, UnkeyRecord> {
  const root = AnswerReader.of(answer)
  const pagination = root.object('pagination')
  const meta = root.object('meta')
  meta.text('requestId', 'required')
  return {
    keys: root.each('data', 'required', readRecord<M>),
    cursor: pagination.text('cursor', 'optional'),
    more: pagination.flag('hasMore', 'required'),
    warnings: root.warnings,
  }
}

/** Unkey's words for why a key is not valid. */
const reasons: ReadonlyMap<string, VerifyReason> = new Map([
  ['NOT_FOUND', 'not_found'], ['FORBIDDEN', 'forbidden'], ['INSUFFICIENT_PERMISSIONS', 'insufficient_scopes'], ['USAGE_EXCEEDED', 'usage_exceeded'],
  ['RATE_LIMITED', 'rate_limited'], ['DISABLED', 'disabled'], ['EXPIRED', 'expired'],
])

/** Reads an answer to `verify`. */
function readVerify<M extends object>(answer: unknown): VerifyReading<M, UnkeyVerifiedRecord> {
  const root = AnswerReader.of(answer)
  const data = root.object('data')
  const meta = root.object('meta')
  meta.text('requestId', 'required')
  const key = readVerifiedRecord<M>(data)
  const told = data.flag('valid', 'required')
  const code = data.text('code', 'required', ['VALID', 'NOT_FOUND', 'FORBIDDEN', 'INSUFFICIENT_PERMISSIONS', 'USAGE_EXCEEDED', 'RATE_LIMITED', 'DISABLED', 'EXPIRED'])
  const valid = told && (code === undefined || code === 'VALID')
  const reason = code === undefined ? undefined : reasons.get(code)
  return { valid, reason, key, warnings: root.warnings }
}

/** Reads an answer to `rotate`. */
function readRotate(answer: unknown): SecretReading {
  const root = AnswerReader.of(answer)
  const data = root.object('data')
  const secret = data.secret('key')
  const id = data.around('keyId').needed('keyId')
  return { id, secret, prefix: prefixOf(secret, [], /^[a-zA-Z0-9_]+_(?=[a-zA-Z0-9]+$)/u), warnings: root.warnings }
}

/** Reads an answer to `recover`. */
function readRecover(answer: unknown): SecretReading {
  const root = AnswerReader.of(answer)
  const data = root.object('data')
  const secret = data.secret('plaintext')
  const id = undefined
  return { id, secret, prefix: prefixOf(secret, [], /^[a-zA-Z0-9_]+_(?=[a-zA-Z0-9]+$)/u), warnings: root.warnings }
}

/** Checks every key before anything is sent, and writes the request for each batch of them. */
export function prepareImport<M extends object>(keys: readonly Hashed<UnkeyImportInput<M>>[], bound: Bound): ImportPlan {
  const now = Date.now()
  const check = new InputCheck(profile, 'import')
  const head = { migrationId: bound.migrationId, apiId: bound.apiId }
  check.option('migrationId', head.migrationId, "pass it to unkey(), or set UNKEY_MIGRATION_ID. Unkey's support arranges one.")
  check.text('migrationId', head.migrationId, { min: 3, max: 255 })
  check.required('apiId', head.apiId)
  check.text('apiId', head.apiId, { min: 3, max: 255 })
  const entries = keys.map((key, index) => {
    const at = `keys[${index}]`
    check.takes(check.input(key), ['secret', 'hash', 'name', 'owner', 'metadata', 'scopes', 'expiresAt', 'enabled', 'vendor'], `${at}.`)
    const vendor: Fields = check.object(`${at}.vendor`, key.vendor) ? key.vendor : {}
    check.takes(vendor, ['roles', 'credits', 'ratelimits'], `${at}.vendor.`)
    const expiresAt = check.moment(`${at}.expiresAt`, key.expiresAt, now, { latest: 4102444800000 })
    const body = {
      hash: key.hash,
      name: key.name,
      externalId: key.owner,
      meta: key.metadata,
      roles: vendor['roles'],
      permissions: key.scopes,
      expires: expiresAt && epochMilliseconds.encode(expiresAt),
      enabled: key.enabled,
      credits: vendor['credits'],
      ratelimits: vendor['ratelimits'],
    }
    check.required(`${at}.hash`, body.hash)
    check.text(`${at}.hash`, body.hash, { min: 3, pattern: /^[A-Za-z0-9+/]{43}=$/u })
    check.text(`${at}.name`, body.name, { min: 1, max: 255 })
    check.text(`${at}.owner`, body.externalId, { min: 1, max: 255 })
    if (check.object(`${at}.metadata`, body.meta, { max: 100 })) check.json(`${at}.metadata`, body.meta, 65535)
    check.list(`${at}.vendor.roles`, body.roles, { max: 100 }, (at, item) => check.text(at, item, { min: 1, max: 100 }))
    check.list(`${at}.scopes`, body.permissions, { max: 1000 }, (at, item) => check.text(at, item, { min: 1, max: 100 }))
    check.flag(`${at}.enabled`, body.enabled)
    checkKeyCreditsData(check, `${at}.vendor.credits`, body.credits)
    if (isFields(body.credits)) check.notNull(`${at}.vendor.credits.remaining`, body.credits['remaining'])
    check.list(`${at}.vendor.ratelimits`, body.ratelimits, { max: 50 }, (at, item) => checkRatelimitRequest(check, at, item))
    return body
  })
  check.end()
  // What is sent is what was checked, whatever becomes of the caller's objects between two batches.
  const sent = JSON.parse(JSON.stringify(entries)) as readonly object[]
  return {
    batch: (start, end) => ({
      request: {
        operation: 'import',
        effect: 'acts',
        method: 'POST',
        path: '/v2/keys.migrateKeys',
        body: JSON.stringify({ ...head, keys: sent.slice(start, end) }),
      },
      read: readImport,
    }),
  }
}

/** Reads an answer to `import`. */
function readImport(answer: unknown): ImportReading {
  const root = AnswerReader.of(answer)
  const data = root.object('data')
  const meta = root.object('meta')
  meta.text('requestId', 'required')
  const imported = data.each('migrated', 'required', (from) => ({
    hash: from.needed('hash'),
    id: from.needed('keyId'),
  }))
  return {
    imported: (imported ?? []).flatMap(({ hash, id }) => (hash === undefined || id === undefined ? [] : [{ hash, id }])),
    existing: data.texts('failed', 'nullable') ?? [],
    warnings: root.warnings,
  }
}

/** Reads the record of a key in an answer to `get` and `list`. */
function readRecord<M extends object>(from: AnswerReader): RecordReading<M, UnkeyRecord> {
  const identity = from.part('identity')
  const enabled = from.flag('enabled', 'required')
  const expiresAt = from.moment('expires', 'optional', epochMilliseconds.decode)
  from.texts('roles', 'optional')
  return {
    id: from.needed('keyId'),
    metadata: (from.metadata('meta', 'optional') ?? {}) as M,
    key: told({
      name: from.text('name', 'optional'),
      owner: identity?.text('externalId', 'required'),
      scopes: from.texts('permissions', 'optional'),
      hint: from.text('start', 'required'),
      expiresAt,
      createdAt: from.moment('createdAt', 'required', epochMilliseconds.decode),
      updatedAt: from.moment('updatedAt', 'optional', epochMilliseconds.decode),
      lastUsedAt: from.moment('lastUsedAt', 'optional', epochMilliseconds.decode),
      state: enabled === false ? 'disabled' : expiresAt !== undefined && expiresAt.getTime() <= Date.now() ? 'expired' : enabled === true ? 'active' : undefined,
      vendor: from.record(['key', 'plaintext']) as UnkeyRecord,
    }),
  }
}

/** Reads the record of a key in an answer to `verify`. */
function readVerifiedRecord<M extends object>(from: AnswerReader): RecordReading<M, UnkeyVerifiedRecord> {
  const identity = from.part('identity')
  const expiresAt = from.moment('expires', 'optional', epochMilliseconds.decode)
  const enabled = from.flag('enabled', 'optional')
  from.texts('roles', 'optional')
  return {
    id: from.needed('keyId'),
    metadata: (from.metadata('meta', 'optional') ?? {}) as M,
    key: told({
      name: from.text('name', 'optional'),
      owner: identity?.text('externalId', 'required'),
      scopes: from.texts('permissions', 'optional'),
      expiresAt,
      state: enabled === false ? 'disabled' : expiresAt !== undefined && expiresAt.getTime() <= Date.now() ? 'expired' : enabled === true ? 'active' : undefined,
      vendor: from.record(['key', 'plaintext']) as UnkeyVerifiedRecord,
    }),
  }
}

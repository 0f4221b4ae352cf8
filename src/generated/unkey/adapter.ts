// Generated from specs/unkey/openapi.yaml and specs/unkey/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { epochMilliseconds } from '../../core/codecs/epoch-milliseconds.js'
import type { Duration } from '../../core/duration.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck, isFields, type Fields } from '../../core/input-check.js'
import { issuesAt } from '../../core/issues-at.js'
import { known } from '../../core/known.js'
import type { Metadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import { textAfter } from '../../core/text-after.js'
import { textAt } from '../../core/text-at.js'
import type { CreateCall, CreateReading } from '../../http/create-key.js'
import { requiredOption } from '../../http/required-option.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `unkey()` takes. */
export interface UnkeyOptions extends ClientOptions {
  /** The root key, `unkey_…`. Default: the environment variable UNKEY_ROOT_KEY. */
  readonly rootKey?: Credential | undefined
  /**
   * The API (key space) that the keys belong to, `api_…`. Default: the environment variable
   * UNKEY_API_ID.
   */
  readonly apiId?: string | undefined
}

/** The options that requests are made of. */
export interface Bound {
  readonly apiId: string
}

/** Throws `configuration` where one is missing. */
export function bindOptions(options: UnkeyOptions): Bound {
  return {
    apiId: requiredOption(profile, 'apiId', options.apiId, 'UNKEY_API_ID'),
  }
}

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
  if (vendorCode?.startsWith('user/bad_request/')) return 'invalid_request'
  return undefined
}

type CreateBody = operations['keys.createKey']['requestBody']['content']['application/json']

type CreateAnswer = operations['keys.createKey']['responses'][200]['content']['application/json']

/** Unkey's own record of a key, as `create` answers it, without the secret. */
export type UnkeyCreatedRecord = Omit<CreateAnswer['data'], 'key'>

/** What Unkey takes to create a key and others do not. */
export type UnkeyCreateFields = Pick<CreateBody, 'byteLength' | 'roles' | 'credits' | 'ratelimits' | 'recoverable'>

/** What Unkey takes to create a key. */
export interface UnkeyCreateInput<M extends object = Metadata> {
  /**
   * What the secret shall start with, without the separator. 1 to 16 characters, `^[a-zA-Z0-9_]+$`.
   * Unkey's `prefix`.
   */
  readonly prefix?: string | undefined
  /** What people call the key. 1 to 255 characters. Unkey's `name`. */
  readonly name?: string | undefined
  /** Whose key it is. 1 to 255 characters, `^[a-zA-Z0-9_.-]+$`. Unkey's `externalId`. */
  readonly owner?: string | undefined
  /**
   * Data of your own to keep with the key: an object that survives JSON. At most 100 properties.
   * Unkey's `meta`.
   */
  readonly metadata?: M | undefined
  /** What the key may do. At most 1000 entries. Unkey's `permissions`. */
  readonly scopes?: readonly string[] | undefined
  /**
   * When the key ends: a `Date`, or a duration from now such as `'30d'`. Default: never. Unkey's
   * `expires`.
   */
  readonly expiresAt?: Date | Duration | undefined
  /** Whether the key works at once. Default true. Unkey's `enabled`. */
  readonly enabled?: boolean | undefined
  /** Unkey's own fields. */
  readonly vendor?: UnkeyCreateFields | undefined
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate<M extends object>(
  input: UnkeyCreateInput<M>,
  bound: Bound,
): CreateCall<M, UnkeyCreatedRecord> {
  const now = Date.now()
  const check = new InputCheck('Unkey', 'create')
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
  if (check.object('metadata', body.meta, { max: 100 })) check.json('metadata', body.meta)
  check.list('vendor.roles', body.roles, { max: 100 }, (at, item) => {
    check.text(at, item, { min: 1, max: 100, pattern: /^[a-zA-Z0-9_:\-\.\*]+$/u })
  })
  check.list('scopes', body.permissions, { max: 1000 }, (at, item) => {
    check.text(at, item, { min: 1, max: 100 })
  })
  if (check.object('vendor.credits', body.credits)) {
    check.takes(body.credits, ['remaining', 'refill'], 'vendor.credits.')
    check.required('vendor.credits.remaining', body.credits['remaining'])
    if (body.credits['remaining'] !== null) {
      check.number('vendor.credits.remaining', body.credits['remaining'], { min: 0, integer: true })
    }
    if (check.object('vendor.credits.refill', body.credits['refill'])) {
      check.takes(body.credits['refill'], ['interval', 'amount', 'refillDay'], 'vendor.credits.refill.')
      check.required('vendor.credits.refill.interval', body.credits['refill']['interval'])
      check.text('vendor.credits.refill.interval', body.credits['refill']['interval'], { oneOf: ['daily', 'monthly'] })
      check.required('vendor.credits.refill.amount', body.credits['refill']['amount'])
      check.number('vendor.credits.refill.amount', body.credits['refill']['amount'], { min: 1, integer: true })
      check.number('vendor.credits.refill.refillDay', body.credits['refill']['refillDay'], { min: 1, max: 31, integer: true })
    }
  }
  check.list('vendor.ratelimits', body.ratelimits, { max: 50 }, (at, item) => {
    if (check.object(at, item)) {
      check.takes(item, ['name', 'limit', 'duration', 'autoApply'], `${at}.`)
      check.required(`${at}.name`, item['name'])
      check.text(`${at}.name`, item['name'], { min: 3, max: 128 })
      check.required(`${at}.limit`, item['limit'])
      check.number(`${at}.limit`, item['limit'], { min: 1, integer: true })
      check.required(`${at}.duration`, item['duration'])
      check.number(`${at}.duration`, item['duration'], { min: 1000, integer: true })
      check.required(`${at}.autoApply`, item['autoApply'])
      check.flag(`${at}.autoApply`, item['autoApply'])
    }
  })
  check.flag('enabled', body.enabled)
  check.flag('vendor.recoverable', body.recoverable)
  check.end()
  const sent = JSON.stringify(body)
  return {
    request: {
      operation: 'create',
      effect: 'acts',
      method: 'POST',
      path: '/v2/keys.createKey',
      body: sent,
    },
    read: (answer) => readCreate(answer, sent, expiresAt),
  }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate<M extends object>(
  answer: unknown,
  sent: string,
  expiresAt: Date | undefined,
): CreateReading<M, UnkeyCreatedRecord> {
  const read = new AnswerReader()
  const root = isFields(answer) ? answer : {}
  const asked = JSON.parse(sent) as CreateBody
  const data = read.object(root, 'data', '/data')
  const meta = read.object(root, 'meta', '/meta')
  const secret = read.needed(data, ['key'], '/data/key')
  read.text(meta, ['requestId'], '/meta/requestId', 'required')
  return {
    id: read.needed(data, ['keyId'], '/data/keyId'),
    secret,
    prefix: prefixOf(secret, [asked.prefix && `${asked.prefix}_`], /^[a-zA-Z0-9_]+_(?=[a-zA-Z0-9]+$)/u),
    metadata: (asked.meta ?? {}) as M,
    key: {
      ...known({
        name: asked.name,
        owner: asked.externalId,
        scopes: asked.permissions,
        expiresAt,
        state: asked.enabled === false ? 'disabled' : 'active',
      }),
      vendor: read.record(data, ['key']) as UnkeyCreatedRecord,
    },
    warnings: read.warnings,
  }
}

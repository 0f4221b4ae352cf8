// Generated from specs/factify/openapi.yaml and specs/factify/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { rfc3339 } from '../../core/codecs/rfc3339.js'
import type { Duration } from '../../core/duration.js'
import type { ErrorCode } from '../../core/error-codes.js'
import { InputCheck, isFields } from '../../core/input-check.js'
import { issuesAt } from '../../core/issues-at.js'
import { known } from '../../core/known.js'
import type { NoMetadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import { textAt } from '../../core/text-at.js'
import type { CreateCall, CreateReading } from '../../http/create-key.js'
import { requiredOption } from '../../http/required-option.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `factify()` takes. */
export interface FactifyOptions extends ClientOptions {
  /** The API key, `ffy_prod_…` or `ffy_test_…`. Default: the environment variable FACTIFY_API_KEY. */
  readonly apiKey?: Credential | undefined
  /**
   * The organisation that the keys belong to, `org_…`. Default: the environment variable
   * FACTIFY_ORGANIZATION_ID.
   */
  readonly organizationId?: string | undefined
}

/** The options that requests are made of. */
export interface Bound {
  readonly organizationId: string
}

/** Throws `configuration` where one is missing. */
export function bindOptions(options: FactifyOptions): Bound {
  return {
    organizationId: requiredOption(profile, 'organizationId', options.organizationId, 'FACTIFY_ORGANIZATION_ID'),
  }
}

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

type CreateAnswer = operations['createApiKey']['responses'][200]['content']['application/json']

/** Factify's own record of a key, as `create` answers it, without the secret. */
export type FactifyCreatedRecord = CreateAnswer['api_key']

/** What Factify takes to create a key. */
export interface FactifyCreateInput {
  /**
   * When the key ends: a `Date`, or a duration from now such as `'30d'`. Default: never. Factify's
   * `expires_at`.
   */
  readonly expiresAt?: Date | Duration | undefined
  /** What people call the key. 1 to 63 characters. Factify's `name`. */
  readonly name: string
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate(
  input: FactifyCreateInput,
  bound: Bound,
): CreateCall<NoMetadata, FactifyCreatedRecord> {
  const now = Date.now()
  const check = new InputCheck('Factify', 'create')
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
  const sent = JSON.stringify(body)
  return {
    request: {
      operation: 'create',
      effect: 'acts',
      method: 'POST',
      path: '/v1beta/api-keys',
      body: sent,
    },
    read: (answer) => readCreate(answer),
  }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate(
  answer: unknown,
): CreateReading<NoMetadata, FactifyCreatedRecord> {
  const read = new AnswerReader()
  const root = isFields(answer) ? answer : {}
  const apiKey = read.object(root, 'api_key', '/api_key')
  const secret = read.needed(root, ['secret'], '/secret')
  const isActive = read.flag(apiKey, ['is_active'], '/api_key/is_active', 'required')
  const revokedAt = read.moment(apiKey, ['revoked_at'], '/api_key/revoked_at', 'optional', rfc3339.decode)
  read.text(apiKey, ['organization_id'], '/api_key/organization_id', 'required')
  return {
    id: read.needed(apiKey, ['id'], '/api_key/id'),
    secret,
    prefix: prefixOf(secret, [], /^ffy_(?:prod|test)_/u),
    metadata: {},
    key: {
      ...known({
        name: read.text(apiKey, ['name'], '/api_key/name', 'required'),
        hint: read.text(apiKey, ['key_prefix'], '/api_key/key_prefix', 'required'),
        expiresAt: read.moment(apiKey, ['expires_at'], '/api_key/expires_at', 'optional', rfc3339.decode),
        createdAt: read.moment(apiKey, ['created_at'], '/api_key/created_at', 'required', rfc3339.decode),
        revokedAt: revokedAt,
        state: revokedAt !== undefined ? 'revoked' : isActive === false ? 'expired' : isActive === true ? 'active' : undefined,
      }),
      vendor: read.record(apiKey, []) as FactifyCreatedRecord,
    },
    warnings: read.warnings,
  }
}

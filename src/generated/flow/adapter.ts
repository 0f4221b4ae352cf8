// Generated from specs/flow/openapi.yaml and specs/flow/overlay.yaml. Do not edit: run `npm run generate`.

import { AnswerReader } from '../../core/answer-reader.js'
import type { ClientOptions, Credential } from '../../core/client-options.js'
import { rfc3339 } from '../../core/codecs/rfc3339.js'
import { InputCheck, isFields } from '../../core/input-check.js'
import { issuesAt } from '../../core/issues-at.js'
import { known } from '../../core/known.js'
import type { NoMetadata } from '../../core/metadata.js'
import { prefixOf } from '../../core/prefix-of.js'
import { textAt } from '../../core/text-at.js'
import type { CreateCall, CreateReading } from '../../http/create-key.js'
import type { VendorFailure, VendorProfile } from '../../http/vendor-profile.js'
import type { operations } from './paths.js'

/** What `flow()` takes. */
export interface FlowOptions extends ClientOptions {
  /**
   * The session token or key that your deployment accepts. Default: the environment variable
   * FLOW_TOKEN.
   */
  readonly token?: Credential | undefined
  /**
   * The URL of your deployment: no public host is known. Default: the environment variable
   * FLOW_BASE_URL.
   */
  readonly baseUrl?: string | undefined
}


/** What the sender must know of Flow. */
export const profile: VendorProfile = {
  id: 'flow',
  name: 'Flow',
  baseUrl: null,
  baseUrlEnv: 'FLOW_BASE_URL',
  credential: { option: 'token', env: 'FLOW_TOKEN', header: 'authorization', scheme: 'Bearer' },
  rateLimit: null,
  advice: {},
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

type CreateAnswer = operations['create_api_key_for_user_api_keys_post']['responses'][201]['content']['application/json']

/** Flow's own record of a key, as `create` answers it, without the secret. */
export type FlowCreatedRecord = Omit<CreateAnswer, 'apiKey'>

/** What Flow takes to create a key. */
export interface FlowCreateInput {
  /** What people call the key. Flow's `keyName`. */
  readonly name: string
}

/** Checks the input before anything is sent, and writes the request. */
export function prepareCreate(
  input: FlowCreateInput,
): CreateCall<NoMetadata, FlowCreatedRecord> {
  const check = new InputCheck('Flow', 'create')
  check.takes(check.input(input), ['name'])
  const body = {
    keyName: input.name,
  }
  check.required('name', body.keyName)
  check.text('name', body.keyName)
  check.end()
  const sent = JSON.stringify(body)
  return {
    request: {
      operation: 'create',
      effect: 'acts',
      method: 'POST',
      path: '/api-keys',
      body: sent,
    },
    read: (answer) => readCreate(answer),
  }
}

/** Reads an answer to `create`: all that it tells, and a warning for what it should have told. */
function readCreate(
  answer: unknown,
): CreateReading<NoMetadata, FlowCreatedRecord> {
  const read = new AnswerReader()
  const root = isFields(answer) ? answer : {}
  const secret = read.needed(root, ['apiKey', 'api_key'], '/apiKey')
  return {
    id: read.needed(root, ['id'], '/id'),
    secret,
    prefix: prefixOf(secret, [read.text(root, ['keyPrefix', 'key_prefix'], '/keyPrefix', 'required')]),
    metadata: {},
    key: {
      ...known({
        name: read.text(root, ['keyName', 'key_name'], '/keyName', 'required'),
        owner: read.text(root, ['userId', 'user_id'], '/userId', 'required'),
        createdAt: read.moment(root, ['createdAt', 'created_at'], '/createdAt', 'required', rfc3339.decode),
        lastUsedAt: read.moment(root, ['lastUsedAt', 'last_used_at'], '/lastUsedAt', 'optional', rfc3339.decode),
      }),
      vendor: read.record(root, ['apiKey', 'api_key']) as FlowCreatedRecord,
    },
    warnings: read.warnings,
  }
}

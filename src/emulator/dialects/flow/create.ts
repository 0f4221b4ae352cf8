import type { paths } from '../../../generated/flow/paths.js'
import { createRequest } from '../../../generated/flow/schemas.js'
import { sha256 } from '../../encoding.js'
import { type BodyOf, validate } from '../../validate.js'
import { type FlowAccount, keyPrefix } from './account.js'
import { invalidBody } from './errors.js'
import type { FlowSettings } from './options.js'
import type { FlowKey } from './record.js'

/** `POST /api-keys`: the record and, only here, the secret. The request is camelCase, whatever the answer is. */
export async function createKey(
  account: FlowAccount,
  body: unknown,
  casing: FlowSettings['casing'],
): Promise<unknown> {
  const keyName = readName(body)
  const [id, secret] = [account.keyId(), account.secret()]
  const now = account.now()
  const key: FlowKey = {
    id,
    hash: await sha256(secret),
    keyName,
    keyPrefix,
    userId: account.userId,
    isActive: true,
    isRevoked: false,
    createdAt: now,
    updatedAt: now,
    lastUsedAt: null,
  }
  account.keys.insert(key)
  return casing === 'camel' ? inCamelCase(key, secret) : inSnakeCase(key, secret)
}

/** Fields that Flow does not know are ignored, as FastAPI does unless told otherwise; so `key_name` is no name at all. */
function readName(body: unknown): string {
  const read = validate<BodyOf<paths['/api-keys']['post']>>(createRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  return read.value.keyName
}

function inCamelCase(key: FlowKey, secret: string): unknown {
  return {
    apiKey: secret,
    createdAt: key.createdAt.toISOString(),
    id: key.id,
    keyName: key.keyName,
    keyPrefix: key.keyPrefix,
    lastUsedAt: key.lastUsedAt,
    userId: key.userId,
  }
}

function inSnakeCase(key: FlowKey, secret: string): unknown {
  return {
    id: key.id,
    key_name: key.keyName,
    key_prefix: key.keyPrefix,
    api_key: secret,
    user_id: key.userId,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt,
  }
}

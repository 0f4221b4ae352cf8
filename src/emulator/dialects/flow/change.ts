import type { paths } from '../../../generated/flow/paths.js'
import { updateApiKeyDetailsApiKeysKeyIdPutRequest } from '../../../generated/flow/schemas.js'
import type { Parameters } from '../../routes.js'
import { type BodyOf, validate } from '../../validate.js'
import type { FlowAccount } from './account.js'
import { invalidBody, invalidParameter, keyNotFound } from './errors.js'
import type { FlowKey } from './record.js'

type UpdateRequest = BodyOf<paths['/api-keys/{key_id}']['put']>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Checks the id in a path, which FastAPI does before anything looks for the key. */
export function readId({ key_id: id = '' }: Parameters): string {
  if (uuid.test(id)) return id.toLowerCase()
  throw invalidParameter(['path', 'key_id'], { msg: 'Input should be a valid UUID', type: 'uuid_parsing' })
}

/** Reads the body of an update. It is snake_case, so `keyName` is a field that Flow does not know and ignores. */
export function readUpdate(body: unknown): UpdateRequest {
  const read = validate<UpdateRequest>(updateApiKeyDetailsApiKeysKeyIdPutRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  return read.value
}

/**
 * `PUT /api-keys/{key_id}`, which is a patch in spite of its method. Two things are not known: what null does (here
 * nothing), and whether a revoked key can be made active again (here it can, as its record says no more than inactive).
 */
export function updateKey(account: FlowAccount, id: string, request: UpdateRequest): unknown {
  const key = keyOf(account, id)
  const isActive = request.is_active ?? key.isActive
  const changed: FlowKey = {
    ...key,
    keyName: request.key_name ?? key.keyName,
    isActive,
    isRevoked: key.isRevoked && !isActive,
    updatedAt: account.now(),
  }
  account.keys.replace(changed)
  return {
    id: changed.id,
    key_name: changed.keyName,
    user_id: changed.userId,
    key_prefix: changed.keyPrefix,
    created_at: changed.createdAt.toISOString(),
    updated_at: changed.updatedAt.toISOString(),
    last_used_at: changed.lastUsedAt,
    is_active: changed.isActive,
  }
}

/** `DELETE /api-keys/{key_id}`: the record stays, not active, and a second time does no more. */
export function revokeKey(account: FlowAccount, id: string): void {
  const key = keyOf(account, id)
  account.keys.replace({ ...key, isActive: false, isRevoked: true, updatedAt: account.now() })
}

function keyOf(account: FlowAccount, id: string): FlowKey {
  const key = account.keys.get(id)
  if (key === undefined) throw keyNotFound()
  return key
}

import type { paths } from '../../../generated/unkey/paths.js'
import { sha256 } from '../../encoding.js'
import type { BodyOf } from '../../validate.js'
import type { UnkeyAnswer } from './answer.js'
import { keyOnWire } from './key-on-wire.js'
import type { UnkeyKey } from './record.js'
import { apiNotFound, keyNotFound, preconditionFailed } from './refusals.js'
import type { UnkeyApi, UnkeyWorkspace } from './workspace.js'

type GetRequest = BodyOf<paths['/v2/keys.getKey']['post']>
type WhoamiRequest = BodyOf<paths['/v2/keys.whoami']['post']>
type ListRequest = BodyOf<paths['/v2/apis.listKeys']['post']>

const largestPage = 100

/** `keys.getKey`. With `decrypt`, a key that is not recoverable is shown without a plaintext and without a word. */
export function getKey(workspace: UnkeyWorkspace, request: GetRequest, lagMs: number): unknown {
  const { keyId, decrypt = false } = request
  const key = workspace.key(keyId, lagMs)
  workspace.access.demand('read_key', key.apiId)
  if (decrypt) refuseToDecrypt(workspace, workspace.api(key.apiId))
  return keyOnWire(workspace, key, decrypt ? workspace.keys.secretOf(keyId) : undefined)
}

/** `keys.whoami`: about the key in the body. It spends nothing, and a dead key is shown like any other. */
export async function whoami(
  workspace: UnkeyWorkspace,
  { key: secret }: WhoamiRequest,
  lagMs: number,
): Promise<unknown> {
  const key = workspace.replica.byHash(await sha256(secret), lagMs)
  if (key === undefined || !workspace.access.allows('read_key', key.apiId)) throw keyNotFound()
  return keyOnWire(workspace, key)
}

/**
 * `apis.listKeys`: in order of id, which is random, so not by age. The cursor is the id that the next page starts
 * with: deleting while paging skips nothing. `revalidateKeysCache` is taken and does nothing.
 */
export function listKeys(workspace: UnkeyWorkspace, request: ListRequest, lagMs: number): UnkeyAnswer {
  const { limit = largestPage, cursor = '', externalId, decrypt = false } = request
  const api = workspace.api(request.apiId)
  const { access } = workspace
  if (!access.allows('read_key', api.id) || !access.allows('read_api', api.id)) throw apiNotFound()
  if (decrypt) refuseToDecrypt(workspace, api)
  const page: UnkeyKey[] = []
  for (const key of workspace.replica.from(cursor, lagMs)) {
    if (key.apiId !== api.id) continue
    if (externalId !== undefined && key.identity?.externalId !== externalId) continue
    page.push(key)
    if (page.length > limit) break
  }
  const next = page[limit]
  return {
    data: page
      .slice(0, limit)
      .map((key) => keyOnWire(workspace, key, decrypt ? workspace.keys.secretOf(key.id) : undefined)),
    pagination: { ...(next !== undefined && { cursor: next.id }), hasMore: next !== undefined },
  }
}

function refuseToDecrypt({ access }: UnkeyWorkspace, api: UnkeyApi): void {
  access.demand('decrypt_key', api.id)
  if (!api.storesEncrypted) throw preconditionFailed('The API does not store encrypted keys.')
}

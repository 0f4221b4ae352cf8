import type { paths } from '../../../generated/unkey/paths.js'
import { sha256 } from '../../encoding.js'
import type { BodyOf } from '../../validate.js'
import type { UnkeyWorkspace } from './workspace.js'

type RerollRequest = BodyOf<paths['/v2/keys.rerollKey']['post']>

const minute = 60_000

/**
 * `keys.rerollKey`: a new key with a new id beside the old one. What surprises about it:
 * - the new key has the old one's expiry, near as it may be, and the old key's is overwritten: with the overlap, to the
 *   next full minute, even if that is later than it was;
 * - the balance is copied, so both have all of it;
 * - the prefix ends at the first `_` of the old one, and the length is not the old one's;
 * - the old key's time of change is cleared.
 */
export async function rerollKey(workspace: UnkeyWorkspace, request: RerollRequest): Promise<unknown> {
  const old = workspace.key(request.keyId)
  workspace.access.demand('create_key', old.apiId)
  if (old.recoverable) workspace.access.demand('encrypt_key', old.apiId)
  const id = workspace.id('key', 9)
  const { secret, start } = workspace.secret({ prefix: prefixIn(old.start) })
  const hash = await sha256(secret)
  const now = workspace.now().getTime()
  workspace.insert(
    {
      ...old,
      id,
      hash,
      start,
      ratelimits: workspace.ratelimits(old.ratelimits),
      pendingMigration: null,
      createdAt: now,
      updatedAt: null,
      lastUsedAt: null,
    },
    old.recoverable ? secret : undefined,
  )
  const expires = request.expiration === 0 ? now : Math.ceil((now + request.expiration) / minute) * minute
  workspace.change(old.id, () => ({ expires, updatedAt: null }))
  return { keyId: id, key: secret }
}

function prefixIn(start: string): string {
  const end = start.indexOf('_')
  return end < 0 ? '' : start.slice(0, end)
}

import { known } from '../../core/known.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import type { Warning } from '../../core/warning.js'
import {
  prepareRotate,
  prepareUpdate,
  type UnkeyCreatedRecord,
  type UnkeyRecord,
} from '../../generated/unkey/adapter.js'
import type { paths } from '../../generated/unkey/paths.js'
import { askForKey } from '../../http/ask.js'
import type { CreateCall, CreateReading } from '../../http/calls.js'
import type { ClientContext } from '../../http/client-context.js'
import { asPartOf } from '../../http/operations/as-part-of.js'
import { endPrevious } from '../../http/operations/end-previous.js'
import { endOf, overlapOf, refuseDead, rotated } from '../../http/operations/rotation.js'
import type { VendorRequest } from '../../http/sender.js'
import { vendorNow } from '../../http/vendor-now.js'
import { readOriginal } from './read-original.js'
import { sendReroll, type Rerolling } from './send-reroll.js'

/** Unkey keeps no expiry after this. */
const latestExpiry = Date.UTC(2100, 0, 1)

/** Unkey's `start` ends with this many characters of the secret itself. */
const shownOfSecret = 4

type UpdateBody = paths['/v2/keys.updateKey']['post']['requestBody']['content']['application/json']
type Old = KeyRecord<object, UnkeyRecord>

/**
 * Rotates by Unkey's reroll, and then sets the old key's end itself:
 * - the reroll rounds it up to a full minute, even to later than the expiry that the key had;
 * - the reroll leaves the old key in the cache of verifications, which any update clears.
 */
export async function reroll<M>(
  context: ClientContext,
  id: string,
  options: RotateOptions,
  { list, revoke }: Pick<Rerolling, 'list' | 'revoke'>,
): Promise<RotateKeyResult<M, UnkeyCreatedRecord>> {
  const { profile } = context.sender
  const overlapMs = overlapOf(profile, options, { latest: latestExpiry })
  const { overlap: _, marker: __, onAmbiguous, ...callOptions } = options
  // A replica may still show it as it was.
  if (context.known.endedAt(id) !== undefined) refuseDead(profile, { id, state: 'revoked' })
  const old = await asPartOf('rotate', async () => readOriginal(context, id, callOptions))
  refuseDead(profile, old)
  const endOld: Rerolling['endOld'] = async ({ http }, more) => {
    const isOver = overlapMs === 0
    const end = endOf(old, overlapMs, isOver ? Date.now() : vendorNow(http))
    const request = isOver ? prepareUpdate(id, { enabled: false }).request : ending(id, end)
    await askForKey(context, id, request, more)
    return end
  }
  const now = vendorNow(old.http)
  const call = rerollCall(old, Math.max(0, endOf(old, overlapMs, now).getTime() - now))
  const rerolling = { old, overlapMs, onAmbiguous, list, revoke, endOld }
  const created = await sendReroll<M>(context, call, rerolling, callOptions)
  const validUntil = await endPrevious(profile, created, id, async () => endOld(created, callOptions))
  return rotated(profile, created, id, { validUntil, revokeAt: null }, async (more) => revoke(id, more))
}

/** The update that ends a key. The end is by Unkey's clock, and may be past by the local one, which `prepareUpdate` refuses. */
function ending(id: string, end: Date): VendorRequest {
  const body: UpdateBody = { keyId: id, expires: end.getTime() }
  return { ...prepareUpdate(id, { expiresAt: null }).request, body: JSON.stringify(body) }
}

/** The reroll as a create: the answer holds id and secret, all else is what Unkey copies from the old key. */
function rerollCall(old: Old, expirationMs: number): CreateCall<object, UnkeyCreatedRecord> {
  const { request, read } = prepareRotate(old.id, expirationMs)
  const { name, owner, scopes, state, expiresAt, metadata } = old
  return {
    request,
    read: (body): CreateReading<object, UnkeyCreatedRecord> => {
      const { id, secret, prefix, warnings } = read(body)
      return {
        id,
        secret,
        prefix,
        metadata,
        key: { ...known({ name, owner, scopes, state, expiresAt }), vendor: { keyId: id ?? '' } },
        warnings: [...warnings, ...prefixLost(old, secret)],
      }
    },
  }
}

/** Unkey makes the new prefix of what stands before the first underscore of the old one. */
function prefixLost({ hint = '' }: Old, secret = ''): Warning[] {
  const prefix = hint.slice(0, -shownOfSecret)
  if (secret === '' || secret.startsWith(prefix)) return []
  const message =
    'Unkey cut the prefix of the new key at its first underscore. Create a key in its place if you need the whole.'
  return [{ code: 'changed', path: 'prefix', message }]
}

import { known } from '../../core/known.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import type { Warning } from '../../core/warning.js'
import {
  prepareGet,
  prepareRotate,
  prepareUpdate,
  type UnkeyCreatedRecord,
  type UnkeyRecord,
} from '../../generated/unkey/adapter.js'
import { askForKey } from '../../http/ask.js'
import type { CreateCall, CreateReading } from '../../http/calls.js'
import { asKept, type ClientContext } from '../../http/client-context.js'
import { asPartOf } from '../../http/operations/as-part-of.js'
import { getKey } from '../../http/operations/get-key.js'
import { endOf, endPrevious, overlapOf, refuseDead, rotated } from '../../http/operations/rotation.js'
import { sendReroll, type Rerolling } from './send-reroll.js'

const minuteMs = 60_000

/** Unkey's `start` ends with this many characters of the secret itself. */
const shownOfSecret = 4

type Old = KeyRecord<object, UnkeyRecord>

/**
 * Rotates by Unkey's reroll, and mends what it does to the old key:
 * - it sets the old key's expiry anew, even to later than it was: so it is asked for no more than is left, and what its
 *   rounding up to a full minute adds is taken back;
 * - it leaves the old key in the cache of verifications: a key that must be dead now is disabled as well, which clears it.
 */
export async function reroll<M>(
  context: ClientContext,
  id: string,
  options: RotateOptions,
  { list, revoke }: Pick<Rerolling, 'list' | 'revoke'>,
): Promise<RotateKeyResult<M, UnkeyCreatedRecord>> {
  const { profile } = context.sender
  const overlapMs = overlapOf(profile, options)
  const { overlap: _, marker: __, onAmbiguous, ...callOptions } = options
  const old = await asPartOf('rotate', async () =>
    getKey<object, UnkeyRecord>(asKept(context), id, prepareGet(id), callOptions),
  )
  refuseDead(profile, old)
  const now = Date.now()
  const end = endOf(old, overlapMs, now)
  const call = rerollCall(old, end.getTime() - now)
  const rerolling = { old, overlapMs, onAmbiguous, list, revoke }
  const created = await sendReroll<M>(context, call, rerolling, callOptions)
  const rounded = new Date(Math.ceil(end.getTime() / minuteMs) * minuteMs)
  const change = changeAfter(old, overlapMs, rounded)
  if (change !== undefined) {
    const { request } = prepareUpdate(id, change)
    await endPrevious(profile, created, id, async () => askForKey(context, id, request, callOptions))
  }
  const validUntil = overlapMs === 0 || change !== undefined ? end : rounded
  const outcome = { validUntil, revokeAt: null }
  return rotated(profile, created, id, outcome, async (more) => revoke(id, more))
}

/** What must be changed of the old key after the reroll. */
function changeAfter(
  { expiresAt }: Old,
  overlapMs: number,
  rounded: Date,
): { enabled: false } | { expiresAt: Date } | undefined {
  if (overlapMs === 0) return { enabled: false }
  return expiresAt !== undefined && rounded > expiresAt ? { expiresAt } : undefined
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

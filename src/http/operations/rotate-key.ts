import type { CallOptions } from '../../core/call-options.js'
import type { EndKeyResult } from '../../core/end-key.js'
import type { KeyRecord } from '../../core/key-record.js'
import { KeymuxError } from '../../core/keymux-error.js'
import { known } from '../../core/known.js'
import type { KeyResult } from '../../core/key-result.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateCall, SecretCall } from '../calls.js'
import { changedError } from '../changed-error.js'
import type { ClientContext } from '../client-context.js'
import { clock } from '../clock.js'
import { isSameId } from '../same-id.js'
import { vendorNow } from '../vendor-now.js'
import { asPartOf } from './as-part-of.js'
import { sendCreate } from './create-key.js'
import { optionsToSettle, settledError } from './create-marked-key.js'
import { endPrevious } from './end-previous.js'
import { onceSettled } from './once-settled.js'
import { reconcile, type Lost, type Settling } from './reconcile.js'
import { endOf, overlapOf, refuseDead, refuseSame, rotated } from './rotation.js'

/** How far the clock of an answer's header may be ahead of the one that dates keys. */
const clockSlackMs = 60_000

/** The calls of a rotation at a vendor that has one of its own. */
export interface Rotation extends Settling {
  get(id: string, options: CallOptions): Promise<KeyResult<object, unknown>>
  /** Makes the new key and lets the old one live for so many milliseconds more. */
  rotate(overlapMs: number): SecretCall
}

/**
 * Rotates by the vendor's own call. Whatever that says of the old key, with no overlap it is revoked as well: a second time is no
 * error, and what leaked must be dead. A new key under the old id is an error, which holds its secret: nothing is revoked then.
 */
export async function rotateKey<M, V>(
  context: ClientContext,
  id: string,
  options: RotateOptions,
  rotation: Rotation,
): Promise<RotateKeyResult<M, V>> {
  const { profile } = context.sender
  const overlapMs = overlapOf(profile, options)
  const { overlap: _, marker: __, onAmbiguous, ...callOptions } = options
  const old = await asPartOf('rotate', async () => rotation.get(id, callOptions))
  refuseDead(profile, old)
  const now = vendorNow(old.http)
  const call = likeOld<V>(rotation.rotate(endOf(old, overlapMs, now).getTime() - now), old)
  const created = await settling<M, V>(context, call, { old, rotation, onAmbiguous }, callOptions)
  refuseSame(profile, created, id)
  const revoke = async (more?: CallOptions): Promise<EndKeyResult<unknown>> => rotation.revoke(id, more)
  if (overlapMs === 0) await endPrevious(profile, created, id, async () => revoke(callOptions))
  const validUntil = endOf(old, overlapMs, overlapMs === 0 ? Date.now() : vendorNow(created.http))
  return rotated(profile, created, id, { validUntil, revokeAt: null }, revoke)
}

/** The rotation as a create: the answer holds id and secret, all else is what the old key has. */
function likeOld<V>(
  { request, read }: SecretCall,
  { name, description, owner, scopes, state, expiresAt, metadata }: KeyRecord<object, unknown>,
): CreateCall<object, V> {
  return {
    request,
    read: (body) => ({
      ...read(body),
      metadata,
      key: { ...known({ name, description, owner, scopes, state, expiresAt }), vendor: {} as V },
    }),
  }
}

interface Rotating {
  readonly old: KeyResult<object, unknown>
  readonly rotation: Rotation
  readonly onAmbiguous: RotateOptions['onAmbiguous']
}

/** A new key whose answer was lost is known by being a copy of the old one that was made since, as far as nothing else is. */
async function settling<M, V>(
  context: ClientContext,
  call: CreateCall<object, V>,
  { old, rotation, onAmbiguous }: Rotating,
  options: CallOptions,
): Promise<CreateKeyResult<M, V>> {
  const since = vendorNow(old.http) - clockSlackMs
  try {
    return await sendCreate<M, V>(context, call, options)
  } catch (error) {
    if (!KeymuxError.is(error) || !error.mayHaveActed) throw error
    const at = clock()
    const isIt = (key: KeyRecord<unknown, unknown>): boolean =>
      (context.known.madeAt(key.id) ?? at) >= at && isCopyOf(old, key, since)
    const lost: Lost = { isIt, isSure: false, error, at }
    const settle = onceSettled(async (more?: CallOptions) => reconcile<M>(context, lost, rotation, more))
    const open = changedError(error, { reconcile: settle })
    if (onAmbiguous !== 'reconcile' || error.code === 'aborted') throw open
    const outcome = await settle(optionsToSettle(options)).catch(() => {
      throw open
    })
    if (outcome.status === 'recovered') return outcome.result as CreateKeyResult<M, V>
    throw settledError(
      error,
      'It was settled: no new key is left behind. Look at the old one, and rotate again.',
    )
  }
}

function isCopyOf(
  old: KeyRecord<unknown, unknown>,
  { id, name, owner, createdAt }: KeyRecord<unknown, unknown>,
  since: number,
): boolean {
  if (isSameId(id, old.id) || createdAt === undefined || createdAt.getTime() < since) return false
  return name === old.name && owner === old.owner
}

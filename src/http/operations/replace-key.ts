import type { CallOptions } from '../../core/call-options.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import type { EndKeyResult } from '../../core/end-key.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import type { ClientContext } from '../client-context.js'
import { asPartOf } from './as-part-of.js'
import { endOf, endPrevious, overlapOf, refuseDead, rotated } from './rotation.js'

/** The calls that a rotation is made of at a vendor that has none of its own. */
export interface Replacing<Old extends KeyRecord<unknown, unknown>, M, V> {
  get(id: string, options: CallOptions): Promise<Old>
  /** Makes the new key like the old one. */
  createLike(old: Old, options: CreateOptions): Promise<CreateKeyResult<M, V>>
  revoke(id: string, options?: CallOptions): Promise<EndKeyResult<unknown>>
  /** Lets the old key end at a moment to come, where the vendor can, and gives the record after that. */
  endAt?:
    ((id: string, moment: Date, options: CallOptions) => Promise<KeyRecord<unknown, unknown>>) | undefined
}

/**
 * A vendor that is told in how many seconds a key shall end counts them from when it reads them: so much later than asked for
 * it may come out.
 */
const slackMs = 5000

/** Rotates by making the new key first, so that there is always one that works, and ending the old one then. */
export async function replaceKey<Old extends KeyRecord<unknown, unknown>, M, V>(
  { sender: { profile } }: ClientContext,
  id: string,
  options: RotateOptions,
  calls: Replacing<Old, M, V>,
): Promise<RotateKeyResult<M, V>> {
  const overlapMs = overlapOf(profile, options)
  const { overlap: _, marker, onAmbiguous, ...callOptions } = options
  const old = await asPartOf('rotate', async () => calls.get(id, callOptions))
  refuseDead(profile, old)
  const created = await calls.createLike(old, { ...callOptions, marker, onAmbiguous })
  const { expiresAt } = old
  const moment = endOf(old, overlapMs, Date.now())
  const revoke = async (more?: CallOptions): Promise<EndKeyResult<unknown>> => calls.revoke(id, more)
  if (overlapMs === 0) {
    await endPrevious(profile, created, id, async () => revoke(callOptions))
    return rotated(profile, created, id, { validUntil: moment, revokeAt: null }, revoke)
  }
  const { endAt } = calls
  // It ends by itself before the overlap is over, or so shortly after it that to set its end anew could only put it off.
  if (
    expiresAt !== undefined &&
    expiresAt.getTime() <= moment.getTime() + (endAt === undefined ? 0 : slackMs)
  )
    return rotated(profile, created, id, { validUntil: expiresAt, revokeAt: null }, revoke)
  if (endAt === undefined)
    return rotated(profile, created, id, { validUntil: expiresAt ?? null, revokeAt: moment }, revoke)
  const ending = await endPrevious(profile, created, id, async () => endAt(id, moment, callOptions))
  return rotated(profile, created, id, { validUntil: ending.expiresAt ?? moment, revokeAt: null }, revoke)
}

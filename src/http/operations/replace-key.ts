import type { CallOptions } from '../../core/call-options.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import type { EndKeyResult } from '../../core/end-key.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { KeyResult } from '../../core/key-result.js'
import type { RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import type { ClientContext } from '../client-context.js'
import { vendorNow } from '../vendor-now.js'
import type { VendorProfile } from '../vendor-profile.js'
import { asPartOf } from './as-part-of.js'
import { checkCreateOptions } from './create-options.js'
import { endPrevious, notEnded } from './end-previous.js'
import { endOf, overlapOf, refuseDead, refuseSame, rotated } from './rotation.js'

/** The calls that a rotation is made of at a vendor that has none of its own. */
export interface Replacing<Old extends KeyRecord<unknown, unknown>, M, V> {
  get(id: string, options: CallOptions): Promise<Old>
  /** Makes the new key like the old one. */
  createLike(old: Old, options: CreateOptions): Promise<CreateKeyResult<M, V>>
  revoke(id: string, options?: CallOptions): Promise<EndKeyResult<unknown>>
  /** Lets the old key end in so many milliseconds, where the vendor can, and gives the record after that. */
  endIn?:
    | ((id: string, milliseconds: number, options: CallOptions) => Promise<KeyResult<unknown, unknown>>)
    | undefined
}

/**
 * A vendor that is told in how many seconds a key shall end counts them from when it reads them: so much later than asked for
 * it may come out.
 */
const slackMs = 10_000

/** Rotates by making the new key first, so that there is always one that works, and ending the old one then. */
export async function replaceKey<Old extends KeyRecord<unknown, unknown>, M, V>(
  { sender: { profile } }: ClientContext,
  id: string,
  options: RotateOptions,
  calls: Replacing<Old, M, V>,
): Promise<RotateKeyResult<M, V>> {
  const overlapMs = overlapOf(profile, options, { more: ['nonce'] })
  const { overlap: _, ...createOptions } = options
  checkCreateOptions(profile, createOptions, 'rotate')
  const { marker: __, nonce: ___, onAmbiguous: ____, ...callOptions } = createOptions
  const old = await asPartOf('rotate', async () => calls.get(id, callOptions))
  refuseDead(profile, old)
  const created = await asPartOf('rotate', async () => calls.createLike(old, createOptions))
  refuseSame(profile, created, id)
  const revoke = async (more?: CallOptions): Promise<EndKeyResult<unknown>> => calls.revoke(id, more)
  if (overlapMs === 0) {
    await endPrevious(profile, created, id, async () => revoke(callOptions))
    return rotated(profile, created, id, { validUntil: endOf(old, 0, Date.now()), revokeAt: null }, revoke)
  }
  const { endIn } = calls
  const { expiresAt } = old
  const leftMs = (expiresAt?.getTime() ?? Infinity) - vendorNow(created.http)
  // It ends by itself before the overlap is over, or so shortly after it that to set its end anew could only put it off.
  if (expiresAt !== undefined && leftMs <= overlapMs + (endIn === undefined ? 0 : slackMs))
    return rotated(profile, created, id, { validUntil: expiresAt, revokeAt: null }, revoke)
  if (endIn === undefined) {
    const revokeAt = new Date(Date.now() + overlapMs)
    return rotated(profile, created, id, { validUntil: expiresAt ?? null, revokeAt }, revoke)
  }
  const ending = await endPrevious(profile, created, id, async () => endIn(id, overlapMs, callOptions))
  const validUntil = endTold(ending, endOf(old, overlapMs + slackMs, vendorNow(ending.http)))
  if (validUntil === undefined) throw notChanged(profile, created, ending)
  return rotated(profile, created, id, { validUntil, revokeAt: null }, revoke)
}

/** When a record says that its key ends, if that is not after `latest`. */
function endTold({ expiresAt }: KeyRecord<unknown, unknown>, latest: Date): Date | undefined {
  return expiresAt !== undefined && expiresAt <= latest ? expiresAt : undefined
}

/** The error for a vendor that took the call, and not what it was about. */
function notChanged(
  profile: VendorProfile,
  created: CreateKeyResult<unknown, unknown>,
  { id, expiresAt, http: { status, requestId } }: KeyResult<unknown, unknown>,
): Error {
  const told = expiresAt === undefined ? 'never ends' : `ends at ${expiresAt.toISOString()}`
  const failure = { code: 'invalid_response', status, requestId: requestId ?? undefined } as const
  return notEnded(profile, created, id, failure, ` ${profile.name} says that it ${told}.`)
}

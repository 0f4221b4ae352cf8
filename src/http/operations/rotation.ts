import type { CreateKeyResult } from '../../core/create-key.js'
import { parseDuration } from '../../core/duration.js'
import type { EndKeyResult } from '../../core/end-key.js'
import { InputCheck } from '../../core/input-check.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { PreviousKey, RotateKeyResult, RotateOptions } from '../../core/rotate-key.js'
import type { CallOptions } from '../../core/call-options.js'
import type { CreateCall } from '../calls.js'
import { isSameId } from '../same-id.js'
import { toldBy, vendorError } from '../vendor-error.js'
import type { VendorProfile } from '../vendor-profile.js'

/** The last moment that a `Date` can hold. */
const lastMoment = 8.64e15

/**
 * The overlap in milliseconds. Throws `invalid_request` without one, since no default is right for both a leak and a routine,
 * and for one that is over after `latest`, the last expiry that the vendor keeps. `more` names what else this rotation takes.
 */
export function overlapOf(
  profile: VendorProfile,
  options: RotateOptions | undefined,
  { latest = lastMoment, more = [] }: { readonly latest?: number; readonly more?: readonly string[] } = {},
): number {
  const check = new InputCheck(profile, 'rotate')
  const given = check.input(options ?? {})
  check.takes(given, ['overlap', 'marker', 'onAmbiguous', 'signal', 'timeout', 'headers', ...more])
  const { overlap } = given
  const length = typeof overlap === 'string' ? parseDuration(overlap) : undefined
  if (length === undefined)
    check.refuse('overlap', "is required: a duration such as '24h', or '0s' for a leaked key")
  else if (Date.now() + length > latest)
    check.refuse('overlap', `must be over by ${new Date(latest).toISOString()}`)
  check.end()
  return length ?? 0
}

/** Throws `conflict` for a key that does not work any more: what would come of it is dead too, or would bring it back to life. */
export function refuseDead(
  profile: VendorProfile,
  { id, state }: Pick<KeyRecord<unknown, unknown>, 'id' | 'state'>,
): void {
  if (state !== 'revoked' && state !== 'expired') return
  const what = `cannot rotate this key: it is ${state}. Nothing was done: create a new key instead.`
  throw vendorError(profile, 'rotate', 'conflict', what, { id })
}

/**
 * Throws where the vendor gave the new secret to the very key that was to be replaced: there is no old one left to end, and to revoke
 * it by its id would end the new one.
 */
export function refuseSame(
  profile: VendorProfile,
  { id, secret, http }: CreateKeyResult<unknown, unknown>,
  previousId: string,
): void {
  if (!isSameId(id, previousId)) return
  const what = `made no other key: it gave this one (${previousId}) a new secret, and does not say whether the old secret still works. Nothing was revoked, since that would end the new secret as well. It is in \`error.secret\`: store it.`
  const more = { ...toldBy(http), mayHaveActed: true, id, secret }
  throw vendorError(profile, 'rotate', 'invalid_response', what, more)
}

/** The name of a key, for another one. Throws `unsupported` where it has none: the vendor makes no key without. */
export function nameOf(profile: VendorProfile, { id, name }: KeyRecord<unknown, unknown>): string {
  if (name !== undefined && name !== '') return name
  const what =
    'cannot rotate this key: it has no name, and a new key must have one. Nothing was done: create a key in its place.'
  throw vendorError(profile, 'rotate', 'unsupported', what, { id })
}

/** A create that is a part of a rotation: its errors speak of that. */
export function rotating<V>(call: CreateCall<unknown, V>): CreateCall<unknown, V> {
  return { request: { ...call.request, operation: 'rotate' }, read: (body) => call.read(body) }
}

/** When the old key ends: after the overlap, and never later than it would have. */
export function endOf({ expiresAt }: KeyRecord<unknown, unknown>, overlapMs: number, now: number): Date {
  const wanted = now + overlapMs
  return new Date(Math.min(wanted, expiresAt?.getTime() ?? wanted))
}

/** What became of the old key. */
export interface Outcome {
  readonly validUntil: Date | null
  /** When the caller has to end it; null where nothing is left to do. */
  readonly revokeAt: Date | null
}

export function rotated<M, V>(
  profile: VendorProfile,
  created: CreateKeyResult<M, V>,
  id: string,
  { validUntil, revokeAt }: Outcome,
  revoke: (options?: CallOptions) => Promise<EndKeyResult<unknown>>,
): RotateKeyResult<M, V> {
  const plan = revokeAt && {
    vendor: profile.id,
    operation: 'revoke' as const,
    id,
    at: revokeAt.toISOString(),
  }
  const previous: PreviousKey = { id, validUntil, plan, revoke: async (options) => revoke(options) }
  return { ...created, previous }
}

import type { CallOptions } from '../../core/call-options.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { EndKeyResult } from '../../core/end-key.js'
import type { KeyRecord } from '../../core/key-record.js'
import { KeymuxError } from '../../core/keymux-error.js'
import type { Reconciliation } from '../../core/reconciliation.js'
import {
  prepareRecover,
  prepareUpdate,
  type UnkeyCreatedRecord,
  type UnkeyRecord,
} from '../../generated/unkey/adapter.js'
import { askForKey } from '../../http/ask.js'
import type { CreateCall, ListCall } from '../../http/calls.js'
import { changedError } from '../../http/changed-error.js'
import type { ClientContext } from '../../http/client-context.js'
import { clock } from '../../http/clock.js'
import { sendCreate } from '../../http/operations/create-key.js'
import { settledError, optionsToSettle } from '../../http/operations/create-marked-key.js'
import { onceSettled } from '../../http/operations/once-settled.js'
import { reconcile, type Lost } from '../../http/operations/reconcile.js'
import { markerOf } from '../../http/marking.js'
import { vendorNow } from '../../http/vendor-now.js'
import { identityOf, type Original } from './read-original.js'

/** How far the clock of the answer's header may be ahead of the one that dates keys. */
const clockSlackMs = 60_000

/** What a reroll is about, and the calls that settle one whose answer did not come. */
export interface Rerolling {
  /** As it was before. */
  readonly old: Original
  readonly overlapMs: number
  readonly onAmbiguous: 'throw' | 'reconcile' | undefined
  list(): ListCall<unknown, UnkeyRecord>
  revoke(id: string, options?: CallOptions): Promise<EndKeyResult<unknown>>
  /** Lets the old key end as was asked, now that the new one is there. */
  endOld(made: Pick<CreateKeyResult, 'http'>, options: CallOptions | undefined): Promise<Date>
}

/**
 * Sends a reroll. Unkey copies the old key's metadata, marker and all, so a new key whose answer was lost is known by being a
 * copy of the old one that was made since. Where it must be revoked, the old key gets its own expiry back, unless it leaked.
 */
export async function sendReroll<M>(
  context: ClientContext,
  call: CreateCall<object, UnkeyCreatedRecord>,
  rerolling: Rerolling,
  options: CallOptions,
): Promise<CreateKeyResult<M, UnkeyCreatedRecord>> {
  const since = vendorNow(rerolling.old.http) - clockSlackMs
  try {
    return await sendCreate<M, UnkeyCreatedRecord>(context, call, options)
  } catch (error) {
    if (!KeymuxError.is(error) || !error.mayHaveActed) throw error
    const { old, list, revoke } = rerolling
    const at = clock()
    // One that this client made before is somebody's.
    const isIt = (key: KeyRecord<unknown, unknown>): boolean =>
      (context.known.madeAt(key.id) ?? at) >= at && isCopyOf(old, key, since)
    const lost: Lost = { isIt, isSure: false, error, at }
    // Once by itself: what follows may fail and be tried again, when a key that was revoked is not found any more.
    const found = onceSettled(async (more) =>
      reconcile<M>(context, lost, { list, revoke, recover: prepareRecover }, more),
    )
    const settle = onceSettled(async (more) => settled(context, await found(more), rerolling, more))
    const open = changedError(error, { reconcile: settle })
    if (rerolling.onAmbiguous !== 'reconcile' || error.code === 'aborted') throw open
    const outcome = await settle(optionsToSettle(options)).catch(() => {
      throw open
    })
    if (outcome.status === 'recovered') return outcome.result as CreateKeyResult<M, UnkeyCreatedRecord>
    throw settledError(
      error,
      'It was settled: no new key is left behind. Look at the old one, and rotate again.',
    )
  }
}

async function settled<M>(
  context: ClientContext,
  outcome: Reconciliation<M>,
  { old, overlapMs, endOld }: Rerolling,
  options: CallOptions | undefined,
): Promise<Reconciliation<M>> {
  if (outcome.status === 'recovered') await endOld(outcome.result, options)
  const { expiresAt = null } = old
  const livesOn = overlapMs > 0 && (expiresAt === null || expiresAt.getTime() > Date.now())
  if (outcome.status === 'revoked' && livesOn) {
    const { request } = prepareUpdate(old.id, { expiresAt })
    await askForKey(context, old.id, request, options)
  }
  return outcome
}

function isCopyOf(
  old: KeyRecord<object, UnkeyRecord>,
  key: KeyRecord<unknown, unknown>,
  since: number,
): boolean {
  const { createdAt: oldest = new Date(0) } = old
  // One that is older than the key itself is what this was made of.
  if (key.id === old.id || (key.createdAt?.getTime() ?? 0) < Math.max(since, oldest.getTime())) return false
  const marker = markerOf(old)
  return marker === undefined ? identityOf(key) === identityOf(old) : markerOf(key) === marker
}

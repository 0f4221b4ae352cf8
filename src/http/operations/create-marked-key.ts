import type { CallOptions } from '../../core/call-options.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { CreateOptions } from '../../core/create-options.js'
import { KeymuxError } from '../../core/keymux-error.js'
import { known } from '../../core/known.js'
import { markerOfNonce, newMarker } from '../../core/marker.js'
import type { Reconciliation } from '../../core/reconciliation.js'
import type { CreateCall } from '../calls.js'
import { changedError } from '../changed-error.js'
import type { ClientContext } from '../client-context.js'
import { clock } from '../clock.js'
import { checkMetadata } from '../metadata.js'
import { markedIn, withMarker } from '../marking.js'
import { checkCreateOptions } from './create-options.js'
import { refuseInput } from '../refuse-input.js'
import { onceSettled } from './once-settled.js'
import { sendCreate } from './create-key.js'
import { carries, reconcile, type Lost, type Settling } from './reconcile.js'

/** How often a create that is settled at once is made at the most. */
const mostCreates = 3

/** How a vendor makes a key of an input, and settles what came of it. */
export interface Making<Input extends object, V> extends Settling {
  /** Checks the input and writes the request. */
  prepare(input: Input): CreateCall<unknown, V>
  /** The input is a copy of a key that is there: its metadata is not held against the client's schema once more. */
  readonly isCopy?: boolean
}

/**
 * Makes a key that can be found by its marker if the answer does not come. The error of such a create has `reconcile()`; with
 * `onAmbiguous: 'reconcile'` that is done at once, and the key made again unless it was recovered.
 */
export async function createMarkedKey<Input extends object, M, V>(
  context: ClientContext,
  input: Input,
  making: Making<Input, V>,
  options?: CreateOptions,
): Promise<CreateKeyResult<M, V>> {
  if (options !== undefined) checkCreateOptions(context.sender.profile, options)
  const { metadata } = input as { readonly metadata?: unknown }
  const checking = making.isCopy === true ? undefined : checkMetadata(context, 'create', metadata, options)
  if (checking !== undefined) await checking
  for (let made = 1; ; made += 1) {
    const { call, marker } = markedCall(context, input, making, options)
    try {
      return await sendCreate<M, V>(context, call, options)
    } catch (error) {
      if (!KeymuxError.is(error) || !error.mayHaveActed) throw error
      const settle = settler<M>(context, error, marker, making)
      const open = changedError(error, { reconcile: settle })
      // Whoever aborts wants to hear of it now.
      if (options?.onAmbiguous !== 'reconcile' || error.code === 'aborted') throw open
      const settled = await settle(optionsToSettle(options)).catch(() => {
        throw open
      })
      // The vendor's own record is there as its list has it, which is no less than its answer to a create has.
      if (settled.status === 'recovered') return settled.result as CreateKeyResult<M, V>
      if (made === mostCreates)
        throw settledError(
          error,
          `It was settled and made again, ${made} times in all: no key is left behind. Try again later.`,
        )
    }
  }
}

/** What settles a call has its own time: what was too short for the call is too short for this. */
export function optionsToSettle({ signal, headers, timeout }: CallOptions): CallOptions {
  return { signal, headers, timeout: known({ settleMs: timeout?.settleMs }) }
}

function settler<M>(
  context: ClientContext,
  error: KeymuxError,
  marker: string | undefined,
  settling: Settling,
): (options?: CallOptions) => Promise<Reconciliation<M>> {
  const isIt = marker === undefined ? undefined : carries(marker)
  const lost: Lost = { isIt, isSure: true, error, at: clock() }
  return onceSettled(async (options) => reconcile<M>(context, lost, settling, options))
}

interface Marked<V> {
  readonly call: CreateCall<unknown, V>
  readonly marker: string | undefined
}

/** The call with a marker, or without one where it has no place: too many properties already, a name too long for both. */
function markedCall<Input extends object, V>(
  { capabilities, marker: byDefault, sender }: ClientContext,
  input: Input,
  { prepare }: Making<Input, V>,
  { marker: choice = byDefault, nonce }: CreateOptions = {},
): Marked<V> {
  const marker = nonce === undefined ? newMarker() : markerOfNonce(nonce)
  const marked = withMarker(input, markedIn(capabilities, choice), marker)
  try {
    if (marked !== undefined) return { call: prepare(marked), marker }
  } catch {
    // What is wrong with the input itself comes out below, in terms of the input as it was given.
  }
  const call = prepare(input)
  // Whoever chose a nonce relies on it.
  if (nonce !== undefined)
    refuseInput(
      sender.profile,
      'create',
      'nonce',
      'has no place in this key: leave it out, or leave room (and `marker`) for it',
    )
  return { call, marker: undefined }
}

/** The error of a create after which nothing is left at the vendor. */
export function settledError(error: KeymuxError, what: string): KeymuxError {
  return changedError(error, {
    code: error.code === 'ambiguous' ? 'unavailable' : error.code,
    message: `${error.message} ${what}`,
    retryable: true,
    mayHaveActed: false,
    id: undefined,
    secret: undefined,
    reconcile: undefined,
  })
}

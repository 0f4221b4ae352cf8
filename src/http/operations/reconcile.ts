import type { CallOptions } from '../../core/call-options.js'
import type { CreateKeyResult } from '../../core/create-key.js'
import type { EndKeyResult } from '../../core/end-key.js'
import type { KeyRecord } from '../../core/key-record.js'
import { KeymuxError } from '../../core/keymux-error.js'
import type { Reconciliation } from '../../core/reconciliation.js'
import { Secret } from '../../core/secret.js'
import type { Warning } from '../../core/warning.js'
import { askForKey } from '../ask.js'
import type { ListCall, SecretCall } from '../calls.js'
import { asKept, type ClientContext } from '../client-context.js'
import { clock } from '../clock.js'
import { markerOf } from '../marking.js'
import { sleep } from '../sleep.js'
import { vendorError } from '../vendor-error.js'
import type { Page } from './read-page.js'
import { toRecord } from './to-record.js'
import { walk } from './walk.js'

/** So long it is looked in any case: one list alone may leave out a field, and with it the key. */
const leastSettleMs = 1000
const firstWaitMs = 100
const longestWaitMs = 2000
/** How often a secret is asked for when the answers cannot be read. */
const mostReadings = 3

/** How a vendor's keys are found, read again and ended. */
export interface Settling {
  /** The list that the key would be in. */
  list(): ListCall<unknown, unknown>
  recover?: ((id: string) => SecretCall) | undefined
  revoke(id: string, options?: CallOptions): Promise<EndKeyResult<unknown>>
}

/** A create of which nobody knows what it came to. */
export interface Lost {
  /** Tells its key from all others; undefined where nothing does. */
  readonly isIt: ((key: KeyRecord<unknown, unknown>) => boolean) | undefined
  /** Whether no other key can pass for it, however many there are: else more than one is none of ours to end. */
  readonly isSure: boolean
  /** What it came to, and when, by `clock`. */
  readonly error: KeymuxError
  readonly at: number
}

/** Whether a key carries this marker. */
export function carries(marker: string): (key: KeyRecord<unknown, unknown>) => boolean {
  return (key) => markerOf(key) === marker
}

/** A key that such a create made. */
type Found = Listed | { readonly id: string; readonly key?: undefined }

/** A key that was found in a list. */
interface Listed {
  readonly id: string
  readonly key: KeyRecord<unknown, unknown>
  readonly page: Page<unknown, unknown>
}

/** Finds out whether the key was made, and leaves none that nobody holds. */
export async function reconcile<M>(
  context: ClientContext,
  lost: Lost,
  settling: Settling,
  options: CallOptions | undefined,
): Promise<Reconciliation<M>> {
  const found = await find(context, lost, settling.list, options)
  const [first, second] = found
  if (first === undefined) return { status: 'not_created' }
  if (second === undefined) {
    const result = await recovered<M>(context, first, lost, settling, options)
    if (result !== undefined) return { status: 'recovered', result }
  }
  if (second !== undefined && !lost.isSure) throw tooMany(context, found)
  for (const { id } of found) await settling.revoke(id, options)
  return { status: 'revoked', ids: found.map(({ id }) => id) }
}

/** Looks until the key must be visible, wherever the vendor reads from, or cannot be there. */
async function find(
  context: ClientContext,
  { error: { id, status = 0 }, isIt, at }: Lost,
  list: Settling['list'],
  options: CallOptions | undefined,
): Promise<readonly Found[]> {
  if (isIt === undefined && id === undefined) throw withoutMarker(context)
  // Only a vendor's own answer says that the request has arrived: a gateway that gave up may still pass it on.
  const isThere = status >= 200 && status < 500 && status !== 408
  const arrivedAt = isThere ? at : at + context.sender.timeoutOf(options).settleMs
  const isOne = (key: KeyRecord<unknown, unknown>): boolean => key.id === id || isIt?.(key) === true
  const found = await lookFor(context, list, isOne, { count: 1, arrivedAt }, options)
  return found.length > 0 || id === undefined ? found : [{ id }]
}

/** What is looked for: how many keys, and since when they must be at the vendor, by `clock`. */
interface Sought {
  readonly count: number
  readonly arrivedAt: number
}

/** The keys of a list, which is read until it has so many of them, or must have. */
export async function lookFor(
  context: ClientContext,
  list: Settling['list'],
  isIt: (key: KeyRecord<unknown, unknown>) => boolean,
  { count, arrivedAt }: Sought,
  options: CallOptions | undefined,
): Promise<readonly Listed[]> {
  const until = Math.max(clock() + leastSettleMs, arrivedAt + context.sender.profile.replicaLagMs)
  for (let wait = firstWaitMs; ; wait = Math.min(2 * wait, longestWaitMs)) {
    const isLast = clock() >= until
    const found: Listed[] = []
    for await (const { key, page } of walk<unknown, unknown>(asKept(context), list(), undefined, options)) {
      if (isIt(key)) found.push({ id: key.id, key, page })
    }
    if (found.length >= count || isLast) return found
    await sleep(Math.min(wait, Math.max(1, until - clock())), options?.signal)
  }
}

async function recovered<M>(
  context: ClientContext,
  found: Found,
  lost: Lost,
  { recover }: Settling,
  options: CallOptions | undefined,
): Promise<CreateKeyResult<M> | undefined> {
  if (found.key === undefined || found.key.state === 'revoked' || found.key.state === 'expired')
    return undefined
  const { id, key, page } = found
  const again = lost.error.secret ?? (recover && (await readAgain(context, id, recover(id), options)))
  if (again === undefined) return undefined
  const warnings: Warning[] = []
  const { id: _, metadata, ...rest } = key
  const record = await toRecord<M, unknown>(context, { id, metadata, key: rest }, [again.reveal()], warnings)
  if (record === undefined) return undefined
  context.known.note(id, 'made')
  const prefix = again.hint.slice(0, again.hint.indexOf('…'))
  return {
    id,
    secret: again,
    prefix: prefix === '' ? null : prefix,
    metadata: record.metadata,
    key: record,
    http: page.http,
    warnings,
  }
}

/** The secret of a key, where the vendor gives it; undefined where it says that it does not. */
async function readAgain(
  context: ClientContext,
  id: string,
  call: SecretCall,
  options: CallOptions | undefined,
): Promise<Secret | undefined> {
  for (let reading = 1, wait = firstWaitMs; ; reading += 1, wait *= 2) {
    try {
      const answer = await askForKey(context, id, call.request, options)
      const { secret, prefix } = call.read(answer.body)
      if (secret !== undefined) return new Secret(secret, prefix ?? '')
    } catch (error) {
      // Where no answer came, or one that passes, the whole is worth another try.
      const { status = 500, vendorCode } = KeymuxError.is(error) ? error : {}
      if (status >= 500 || status === 429) throw error
      // The vendor's own refusal will do; a proxy's page says nothing of the key.
      if (vendorCode !== undefined) return undefined
    }
    if (reading === mostReadings) return undefined
    await sleep(wait, options?.signal)
  }
}

function tooMany({ sender }: ClientContext, found: readonly Found[]): KeymuxError {
  const ids = found.map(({ id }) => id).join(', ')
  const what = `has several keys that this call may have made: ${ids}. Revoke those that nobody uses.`
  return vendorError(sender.profile, undefined, 'ambiguous', what, { mayHaveActed: true })
}

function withoutMarker({ sender }: ClientContext): KeymuxError {
  const what =
    "was sent no marker with this create, so its key cannot be told from others. Look for it by its name and the time. Where a vendor stores no metadata, `marker: 'name'` lets keymux put one into the name."
  return vendorError(sender.profile, 'create', 'unsupported', what)
}

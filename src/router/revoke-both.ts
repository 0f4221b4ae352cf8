import type { EndKeyResult, RevokeOptions } from '../core/end-key.js'
import { KeymuxError } from '../core/keymux-error.js'
import { movedFrom } from '../core/moved-from.js'
import type { Warning } from '../core/warning.js'
import { isRefused } from './ask-verdict.js'
import type { Counterparts } from './counterparts.js'
import { locate } from './locate.js'
import type { KeyAt } from './move-events.js'
import type { RoutableClient, Routed, Side, Sides } from './sides.js'
import { troubleError } from './trouble.js'

/** What a router's `revoke` resolves to: the key is ended at both vendors, wherever it was. */
export interface RoutedEnd extends EndKeyResult, Routed {
  /** The same secret's key at the other vendor, which is ended too; null where there was none. */
  readonly counterpart: KeyAt | null
}

/** The ids under which a key lives. */
interface Ids {
  readonly asked: Side
  readonly primary?: string
  readonly secondary?: string
  /** Why it is not known whether the primary has it. */
  readonly trouble?: unknown
}

/**
 * Ends a key at both vendors, given its id at either. At the secondary first: the key at the primary is what names the other
 * one, so that whoever calls again, in whichever process, finds both until both are ended.
 */
export async function revokeBoth(
  sides: Sides,
  counterparts: Counterparts,
  id: string,
  options: RevokeOptions = {},
): Promise<RoutedEnd> {
  const ids = await idsOf(sides, counterparts, id, options)
  const ended: Partial<Record<Side, EndKeyResult>> = {}
  const failed: Partial<Record<Side, unknown>> = {}
  if (ids.trouble !== undefined) failed.primary = ids.trouble
  for (const side of ['secondary', 'primary'] as const) {
    const target = ids[side]
    if (target === undefined) continue
    try {
      if (failed.secondary === undefined) ended[side] = await end(sides[side], target, options)
      else await stop(sides.primary, target, options)
    } catch (error) {
      failed[side] = error
    }
  }
  if ('primary' in failed || 'secondary' in failed) throw halfDone(sides, ids, failed)
  const result = ended[ids.asked]
  if (result === undefined) throw new TypeError('The key that was found was ended.')
  return { ...result, side: ids.asked, counterpart: counterpartOf(sides, ids) }
}

async function idsOf(
  sides: Sides,
  counterparts: Counterparts,
  id: string,
  options: RevokeOptions,
): Promise<Ids> {
  const { reason: _, ...call } = options
  // Of a key that moved in this process both ids are known, also when the records are gone.
  const newId = counterparts.newOf(id)
  if (newId !== undefined) return { asked: 'secondary', primary: newId, secondary: id }
  const oldId = counterparts.oldOf(id)
  if (oldId !== undefined) return { asked: 'primary', primary: id, secondary: oldId }
  const found = await locate(sides, id, call).catch((error: unknown) => {
    if (KeymuxError.is(error) && error.code === 'not_found') return null
    throw error
  })
  // Gone already, or never there: the primary's own answer to it is the best that there is.
  if (found === null) return { asked: 'primary', primary: id }
  const { side, key } = found
  if (side === 'primary') {
    const source = movedFrom(key.metadata, sides.secondary.vendor)
    return { asked: side, primary: id, ...(source !== undefined && { secondary: source }) }
  }
  if (found.trouble !== undefined) return { asked: side, secondary: id, trouble: found.trouble }
  try {
    const made = await counterparts.find(id, key.owner, call)
    return { asked: side, secondary: id, ...(made !== null && { primary: made }) }
  } catch (error) {
    return { asked: side, secondary: id, trouble: error }
  }
}

/** With the reason where the vendor takes one; a warning says where it does not. */
async function end(
  client: RoutableClient,
  id: string,
  { reason, ...call }: RevokeOptions,
): Promise<EndKeyResult> {
  if (reason === undefined) return client.revoke(id, call)
  try {
    return await client.revoke(id, { ...call, reason })
  } catch (error) {
    if (!isRefused(error, 'reason')) throw error
    const result = await client.revoke(id, call)
    const message = `${client.vendor} keeps no reason for a revocation.`
    const unkept: Warning = { code: 'changed', path: 'reason', message }
    return { ...result, warnings: [...result.warnings, unkept] }
  }
}

/**
 * Stops a key at the primary while the old vendor cannot be reached: disabled where that can be, since a disabled key is refused
 * by the router whatever the old vendor says later, and still names the other one; else ended.
 */
async function stop(primary: RoutableClient, id: string, options: RevokeOptions): Promise<void> {
  const { reason: _, ...call } = options
  if (primary.can('update') && primary.capabilities.changes.includes('enabled'))
    await primary.update(id, { enabled: false }, call)
  else await end(primary, id, options)
}

function halfDone(sides: Sides, ids: Ids, failed: Partial<Record<Side, unknown>>): KeymuxError {
  const side: Side = 'secondary' in failed ? 'secondary' : 'primary'
  const { vendor } = sides[side]
  const still = (['secondary', 'primary'] as const).map((each) => standing(sides, each, ids, failed))
  const what = `The key is not ended everywhere. ${still.filter((line) => line !== '').join(' ')} Call revoke once more with the same id.`
  const error = troubleError(vendor, 'revoke', failed[side], what)
  const isBegun = (ids.primary !== undefined && ids.secondary !== undefined) || !('secondary' in failed)
  const { code, message, retryable, retryAfterMs, status, cause } = error
  return new KeymuxError({
    code,
    message,
    vendor,
    operation: 'revoke',
    retryable,
    retryAfterMs,
    status,
    mayHaveActed: error.mayHaveActed || isBegun,
    id: ids[side],
    ...(cause instanceof Error && { cause }),
  })
}

/** How it stands at one of the vendors, in a sentence. */
function standing(sides: Sides, side: Side, ids: Ids, failed: Partial<Record<Side, unknown>>): string {
  const { vendor } = sides[side]
  const id = ids[side]
  if (id === undefined) return side in failed ? `At ${vendor} it may be live, under another id.` : ''
  if (side in failed) return `At ${vendor} it may still be live, as ${id}.`
  if (side === 'primary' && 'secondary' in failed) return `At ${vendor} it is stopped, as ${id}.`
  return `At ${vendor} it is ended, as ${id}.`
}

function counterpartOf(sides: Sides, ids: Ids): KeyAt | null {
  const other: Side = ids.asked === 'primary' ? 'secondary' : 'primary'
  const id = ids[other]
  return id === undefined ? null : { vendor: sides[other].vendor, id }
}

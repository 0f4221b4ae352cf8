import type { CallOptions } from '../core/call-options.js'
import type { EndKeyResult, RevokeOptions } from '../core/end-key.js'
import { movedFrom } from '../core/moved-from.js'
import type { Warning } from '../core/warning.js'
import { isRefused } from './ask-verdict.js'
import type { Counterparts, OldKey } from './counterparts.js'
import { halfDone, type Step } from './half-done.js'
import { lookUp, unknownAt } from './locate.js'
import type { KeyAt } from './move-events.js'
import type { RoutableClient, Routed, Side, Sides } from './sides.js'
import { isOfTheCall } from './trouble.js'

/** What a router's `revoke` resolves to: the key is ended at both vendors, wherever it was. */
export interface RoutedEnd extends EndKeyResult, Routed {
  /** The same secret's key at the other vendor, which is ended too; null where there was none. */
  readonly counterpart: KeyAt | null
}

/** The ids that are known before anything is ended. Of a key that is asked for by its old id, those at the primary are not. */
type Place =
  | { readonly asked: 'primary'; readonly primary: string; readonly secondary?: string | undefined }
  | { readonly asked: 'secondary'; readonly secondary: string; readonly old: OldKey }

/**
 * Ends a key at both vendors, given its id at either. At the secondary first, and by the old id the primary is searched only
 * then: a move that another process had begun has either brought its key there by now, or takes it back when it sees that the
 * old one is ended. The key at the primary is also what names the other one, so that whoever calls again finds both.
 */
export async function revokeBoth(
  sides: Sides,
  counterparts: Counterparts,
  id: string,
  options: RevokeOptions,
): Promise<RoutedEnd> {
  const { reason: _, ...call } = options
  const place = await placeOf(sides, counterparts, id, call)
  const steps: Step[] = []
  if (place.secondary !== undefined) {
    const target = place.secondary
    steps.push(await step('secondary', target, async () => end(sides.secondary, target, options)))
    const [{ error } = {}] = steps
    if (isOfTheCall(error) && !error.mayHaveActed) throw error
  }
  const isReached = steps.every(({ error }) => error === undefined)
  const { targets, trouble } = await targetsOf(counterparts, place, call)
  for (const target of targets)
    steps.push(
      await step('primary', target, async () =>
        isReached ? end(sides.primary, target, options) : stop(sides.primary, target, options),
      ),
    )
  if (trouble !== undefined) steps.push({ side: 'primary', error: trouble })
  if (steps.some(({ error }) => error !== undefined)) throw halfDone(sides, steps)
  return resultOf(sides, place.asked, steps)
}

async function placeOf(
  sides: Sides,
  counterparts: Counterparts,
  id: string,
  call: CallOptions,
): Promise<Place> {
  // Of a key that moved in this process both ids are known, also when the records are gone.
  const oldId = counterparts.oldOf(id)
  if (oldId !== undefined) return { asked: 'primary', primary: id, secondary: oldId }
  const isOld = counterparts.madeOf(id).length > 0
  const first = isOld ? undefined : await lookUp(sides.primary, id, call)
  if (first !== undefined && 'found' in first) {
    const secondary = movedFrom(first.found.metadata, sides.secondary.vendor)
    if (secondary !== undefined) counterparts.note(secondary, id)
    return { asked: 'primary', primary: id, secondary }
  }
  const second = await lookUp(sides.secondary, id, call)
  if ('found' in second) return { asked: 'secondary', secondary: id, old: second.found }
  if (first !== undefined && 'trouble' in first) throw unknownAt(sides.primary, first.trouble, id)
  // A vendor that cannot be asked now may well have it; what moved from there can be stopped all the same.
  const place: Place = { asked: 'secondary', secondary: id, old: { id } }
  if (isOld || 'trouble' in second) return place
  // A vendor that keeps no record of a dead key may have had it: what was made of that key lives on.
  const isLeft = sides.primary.can('import') && (await counterparts.find({ id }, call)).length > 0
  // Gone already, or never there: the primary's own answer to it is the best that there is.
  return isLeft ? place : { asked: 'primary', primary: id }
}

/** What is to be ended at the primary, and why there may be more. */
async function targetsOf(
  counterparts: Counterparts,
  place: Place,
  call: CallOptions,
): Promise<{ readonly targets: readonly string[]; readonly trouble?: unknown }> {
  if (place.asked === 'primary') return { targets: [place.primary] }
  const { secondary: id, old } = place
  try {
    await counterparts.find(old, call)
    return { targets: counterparts.madeOf(id) }
  } catch (trouble) {
    return { targets: counterparts.madeOf(id), trouble }
  }
}

async function step(side: Side, id: string, run: () => Promise<EndKeyResult | undefined>): Promise<Step> {
  try {
    return { side, id, result: await run() }
  } catch (error) {
    return { side, id, error }
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
async function stop(primary: RoutableClient, id: string, options: RevokeOptions): Promise<undefined> {
  const { reason: _, ...call } = options
  if (primary.can('update') && primary.capabilities.changes.includes('enabled'))
    await primary.update(id, { enabled: false }, call)
  else await end(primary, id, options)
}

function resultOf(sides: Sides, asked: Side, steps: readonly Step[]): RoutedEnd {
  const result = steps.find(({ side }) => side === asked)?.result
  if (result === undefined) throw new TypeError('The key that was found was ended.')
  const other = steps.find(({ side }) => side !== asked)
  const counterpart = other?.id === undefined ? null : { vendor: sides[other.side].vendor, id: other.id }
  return { ...result, side: asked, counterpart }
}

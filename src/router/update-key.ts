import { KeymuxError } from '../core/keymux-error.js'
import type { CallOptions } from '../core/call-options.js'
import type { KeyRecord } from '../core/key-record.js'
import type { KeyResult } from '../core/key-result.js'
import { keyReference, movedFrom, movedFromName } from '../core/moved-from.js'
import type { UpdateKeyInput } from '../core/update-key.js'
import type { Counterparts } from './counterparts.js'
import { locate } from './locate.js'
import { routed, type RoutedRecord, type Side, type Sides } from './sides.js'
import { troubleError } from './trouble.js'

/** What a router's `get` and `update` resolve to. */
export type RoutedResult = KeyResult & RoutedRecord

/** Changes a key where its word counts: of one that moved, given either id, the key at the primary. */
export async function updateKey(
  sides: Sides,
  counterparts: Counterparts,
  id: string,
  patch: UpdateKeyInput,
  options: CallOptions,
): Promise<RoutedResult> {
  const { vendor } = sides.secondary
  const { side, key, trouble } = await locate(sides, id, options)
  if (trouble !== undefined) throw unsure(sides, id, trouble)
  if (side === 'primary') {
    const oldId = movedFrom(key.metadata, vendor)
    if (oldId !== undefined) counterparts.note(oldId, id)
    return change(sides, side, id, keepingLink(patch, vendor, oldId), options)
  }
  const linked = keepingLink(patch, vendor, id)
  const newId = theOne(sides, id, await counterparts.find(key, options))
  if (newId !== undefined) return change(sides, 'primary', newId, linked, options)
  const changed = await change(sides, side, id, patch, options)
  if (!sides.primary.can('import')) return changed
  // Another process may have moved it meanwhile, as it was before.
  const lateId = theOne(sides, id, await foundAfter(sides, counterparts, key, options))
  return lateId === undefined ? changed : change(sides, 'primary', lateId, linked, options)
}

async function foundAfter(
  { primary, secondary }: Sides,
  counterparts: Counterparts,
  old: KeyRecord,
  options: CallOptions,
): Promise<readonly KeyRecord[]> {
  try {
    return await counterparts.find(old, options)
  } catch (error) {
    const key = `The key ${JSON.stringify(old.id)}`
    const what = `${key} was changed at ${secondary.vendor}, and ${primary.vendor} cannot be asked whether it has moved there meanwhile: call update once more.`
    throw troubleError(primary.vendor, 'update', error, what, { id: old.id, mayHaveActed: true })
  }
}

/** The key that a patch is for. A rotation at the primary leaves two that were made of the same old one. */
function theOne({ primary }: Sides, oldId: string, keys: readonly KeyRecord[]): string | undefined {
  const active = keys.filter(({ state }) => state === 'active')
  const [one, another] = active.length > 0 ? active : keys
  if (another === undefined) return one?.id
  const ids = keys.map(({ id }) => id).join(', ')
  throw new KeymuxError({
    code: 'conflict',
    vendor: primary.vendor,
    operation: 'update',
    message: `${primary.vendor} has several keys that were made of ${JSON.stringify(oldId)}: ${ids}. Update the one that you mean by its own id.`,
  })
}

/** No vendor merges metadata: what links the key to the old one is written again with it. */
function keepingLink(patch: UpdateKeyInput, vendor: string, oldId: string | undefined): UpdateKeyInput {
  if (oldId === undefined || patch.metadata === undefined) return patch
  return { ...patch, metadata: { ...patch.metadata, [movedFromName]: keyReference(vendor, oldId) } }
}

async function change(
  sides: Sides,
  side: Side,
  id: string,
  patch: UpdateKeyInput,
  options: CallOptions,
): Promise<RoutedResult> {
  const client = sides[side]
  if (client.can('update')) return routed(sides, side, await client.update(id, patch, options))
  throw new KeymuxError({
    code: 'unsupported',
    vendor: client.vendor,
    operation: 'update',
    message: `${client.vendor}, which has the key ${JSON.stringify(id)}, cannot change keys. Nothing was sent.`,
  })
}

function unsure({ primary }: Sides, id: string, trouble: unknown): KeymuxError {
  const what = `Nothing was changed: ${primary.vendor} cannot be asked whether ${JSON.stringify(id)} has moved there.`
  return troubleError(primary.vendor, 'update', trouble, what)
}

import { KeymuxError } from '../core/keymux-error.js'
import type { CallOptions } from '../core/call-options.js'
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
  options?: CallOptions,
): Promise<RoutedResult> {
  const { secondary } = sides
  const { side, key, trouble } = await locate(sides, id, options)
  if (trouble !== undefined) throw unsure(sides, id, trouble)
  if (side === 'primary') {
    const oldId = movedFrom(key.metadata, secondary.vendor)
    return change(sides, side, id, keepingLink(patch, secondary.vendor, oldId), options)
  }
  const newId = await counterparts.find(id, key.owner, options)
  if (newId === null) return change(sides, side, id, patch, options)
  return change(sides, 'primary', newId, keepingLink(patch, secondary.vendor, id), options)
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
  options?: CallOptions,
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

import type { KeyRecord } from '../core/key-record.js'
import type { Trial } from './trial.js'

/** A key's record in the list of its owner, whose keys a list without a word about owners may not give. */
export async function listed(
  trial: Trial,
  id: string,
  owner: string | undefined,
): Promise<KeyRecord | undefined> {
  const { filters } = trial.capabilities
  const query = owner === undefined || !filters.includes('owner') ? {} : { owner }
  await trial.settled()
  for await (const key of trial.keys.list(query)) if (key.id === id) return key
  return undefined
}

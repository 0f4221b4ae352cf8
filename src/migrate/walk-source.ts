import type { KeyRecord } from '../core/key-record.js'
import type { ListQuery } from '../core/list-keys.js'
import { throwIfAborted } from './clock.js'
import type { PlanOptions } from './migration-plan.js'

/** All keys that a migration is about, one page in memory at a time. */
export async function* walkSource(
  { from, owners, query = {}, signal }: PlanOptions,
  since: AbortSignal | undefined = signal,
): AsyncGenerator<KeyRecord> {
  const queries: readonly ListQuery[] =
    owners === undefined ? [query] : [...new Set(owners)].map((owner) => ({ ...query, owner }))
  for (const each of queries) {
    for await (const key of from.list(each, { signal: since })) {
      throwIfAborted(since)
      yield key
    }
  }
}

/** What of a key matters to a migration, so that a change of it is noticed. When it was last used does not. */
export function essence({ name, owner, description, metadata, scopes, state, expiresAt }: KeyRecord): string {
  return JSON.stringify([name, owner, description, metadata, scopes?.toSorted(), state, expiresAt?.getTime()])
}

import type { KeyClient, KeyRecord } from '../core/index.js'
import { isRunning, type Begun } from './journal.js'

/**
 * What became of a key that was begun. `live`: it is there, and nobody is known to hold its secret. `ended`: it is there and does
 * not work. `possible`: it carries no marker, and these keys may be it by name and time. `none`: no such key is there.
 * `running`: the command that began it is still at it. `young`: none is there yet, and a late one may still come.
 */
export type OrphanState = 'live' | 'ended' | 'possible' | 'none' | 'running' | 'young'

export interface Orphan {
  readonly entry: Begun
  readonly state: OrphanState
  readonly keys: readonly KeyRecord[]
}

/** A request that was cut off may arrive late, and a vendor may read from a replica. */
const youngMs = 30_000
/** Clocks differ. */
const slackMs = 5 * 60_000

/** Looks through the vendor's list, once for each owner that the journal names. */
export async function findOrphans(
  keys: KeyClient,
  entries: readonly Begun[],
  signal: AbortSignal,
): Promise<readonly Orphan[]> {
  const idle = entries.filter((entry) => !isRunning(entry))
  const byOwner = new Map<string | null, KeyRecord[]>()
  const owners = keys.capabilities.filters.includes('owner')
    ? new Set(idle.map(({ owner }) => owner))
    : [null]
  for (const owner of idle.length === 0 ? [] : owners) {
    const names = new Set(idle.map(({ name }) => name))
    const found: KeyRecord[] = []
    for await (const key of keys.list(owner === null ? {} : { owner }, { signal, markers: true }))
      if (idle.some((entry) => mayBe(entry, key)) || names.has(key.name ?? null)) found.push(key)
    byOwner.set(owner, found)
  }
  return entries.map((entry) => {
    if (isRunning(entry)) return { entry, state: 'running', keys: [] }
    const listed = byOwner.get(byOwner.has(entry.owner) ? entry.owner : null) ?? []
    return orphanOf(
      entry,
      listed.filter((key) => mayBe(entry, key)),
    )
  })
}

function orphanOf(entry: Begun, keys: readonly KeyRecord[]): Orphan {
  if (keys.length === 0) {
    const isYoung = Date.now() - Date.parse(entry.startedAt) < youngMs
    return { entry, state: entry.id === null && isYoung ? 'young' : 'none', keys }
  }
  const alive = keys.filter(({ state }) => state !== 'revoked' && state !== 'expired')
  if (alive.length === 0) return { entry, state: 'ended', keys }
  return { entry, state: isSure(entry) ? 'live' : 'possible', keys: alive }
}

/** Whether the journal knows the key from all others. */
function isSure({ id, isCarried }: Begun): boolean {
  return id !== null || isCarried
}

function mayBe(entry: Begun, key: KeyRecord): boolean {
  if (entry.id !== null) return key.id === entry.id
  if (entry.isCarried) return key.marker === entry.nonce
  if (key.id === entry.previous || (entry.name !== null && key.name !== entry.name)) return false
  return key.createdAt === undefined || key.createdAt.getTime() >= Date.parse(entry.startedAt) - slackMs
}

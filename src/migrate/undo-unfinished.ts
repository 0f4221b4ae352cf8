import type { KeyClient } from '../core/key-client.js'
import type { KeyRecord } from '../core/key-record.js'
import { realClock } from './clock.js'
import type { JournalRecord, JournalSession } from './journal.js'
import type { Pacer } from './pacer.js'

type Open = Extract<JournalRecord, { kind: 'sending' | 'delivering' | 'uncertain' }>
type Findable = Extract<JournalRecord, { kind: 'sending' }> & { readonly nonce: string }

/** A key that was begun, and that nothing tells from others at the target. */
export interface Unsettled {
  /** The key, by its id at the source. */
  readonly id: string
  /** The keys at the target that may be it, by their ids, where the run found any. */
  readonly candidates: readonly string[]
}

/** What became of keys that were begun and not ended. */
export interface Undone {
  /** How many keys were at the target, and are ended. */
  readonly begun: number
  /** Those of which nothing tells. */
  readonly unsettled: readonly Unsettled[]
}

interface Listing {
  readonly keys: KeyClient
  /** Whose keys to look through, where the target lists those of one owner at a time. */
  readonly owners?: readonly string[] | undefined
  readonly signal?: AbortSignal | undefined
}

interface Undoing extends Listing {
  readonly session: JournalSession
  readonly pacer: Pacer
}

/** How long a create may take to be seen after its answer was lost. */
const settleMs = 10_000

/**
 * Ends what a run that was killed, or an answer that was lost, may have left at the target: keys that nobody holds, and that no
 * record calls moved.
 */
export async function undoUnfinished(undoing: Undoing): Promise<Undone> {
  const { session } = undoing
  const open = (await session.unfinished()) as readonly Open[]
  let begun = 0
  for (const record of open) {
    if (record.kind !== 'delivering') continue
    await revoke(undoing, record.target)
    await session.write([unmade(record, record.target)])
    begun += 1
  }
  const findable = open.filter(isFindable)
  const isListed = undoing.keys.capabilities.fields.owner !== 'required' || (undoing.owners ?? []).length > 0
  if (isListed) begun += await undoFound(undoing, findable)
  const unsettled = open.flatMap((record) => {
    if (record.kind === 'delivering' || (isListed && isFindable(record))) return []
    return [{ id: record.id, candidates: record.kind === 'uncertain' ? record.candidates : [] }]
  })
  return { begun, unsettled }
}

function isFindable(record: Open): record is Findable {
  return record.kind === 'sending' && record.nonce !== null
}

/** Looks once, and once more when what was sent last must be there if it ever is. How many keys there were. */
async function undoFound(undoing: Undoing, records: readonly Findable[]): Promise<number> {
  if (records.length === 0) return 0
  const { session, signal } = undoing
  const until = Math.max(...records.map(({ at }) => at)) + settleMs
  const first = await undoThoseThere(undoing, records)
  if (first.left.length === 0) return first.found
  await realClock.sleep(Math.max(0, until - realClock.now()), signal)
  const second = await undoThoseThere(undoing, first.left)
  await session.write(second.left.map((record) => unmade(record, null)))
  return first.found + second.found
}

interface Look {
  /** How many keys were there. */
  readonly found: number
  /** Those that were not. */
  readonly left: readonly Findable[]
}

async function undoThoseThere(undoing: Undoing, records: readonly Findable[]): Promise<Look> {
  const byNonce = new Map(records.map((record) => [record.nonce, record]))
  const left = new Set(records)
  let found = 0
  for await (const { id, state, marker } of keysAt(undoing)) {
    const record = marker === undefined ? undefined : byNonce.get(marker)
    if (record === undefined) continue
    if (state !== 'revoked') await revoke(undoing, id)
    await undoing.session.write([unmade(record, id)])
    left.delete(record)
    found += 1
  }
  return { found, left: [...left] }
}

/** All keys at the target; where it lists those of one owner at a time, those of each that is named. */
export async function* keysAt({ keys, owners = [], signal }: Listing): AsyncGenerator<KeyRecord> {
  if (keys.capabilities.fields.owner !== 'required') yield* keys.list({}, { markers: true, signal })
  else for (const owner of owners) yield* keys.list({ owner }, { markers: true, signal })
}

async function revoke({ keys, pacer, signal }: Undoing, id: string): Promise<void> {
  await pacer.take(signal)
  await keys.revoke(id, { signal })
}

function unmade({ id, attempt }: Open, target: string | null): JournalRecord {
  return { kind: 'unmade', id, attempt, target }
}

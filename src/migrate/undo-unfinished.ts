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

export interface Undoing {
  readonly session: JournalSession
  readonly keys: KeyClient
  readonly pacer: Pacer
  /** Whose keys to look through, where the target lists those of one owner at a time. */
  readonly owners: readonly string[]
  readonly signal: AbortSignal | undefined
}

/** How long a create may take to be seen after its answer was lost. */
const settleMs = 10_000

/**
 * Ends what a run that was killed, or an answer that was lost, may have left at the target: keys that nobody holds, and that no
 * record calls moved. Resolves to those of which that cannot be done.
 */
export async function undoUnfinished(undoing: Undoing): Promise<readonly Unsettled[]> {
  const { session } = undoing
  const open = (await session.unfinished()) as readonly Open[]
  for (const record of open) {
    if (record.kind !== 'delivering') continue
    await revoke(undoing, record.target)
    await session.write([unmade(record, record.target)])
  }
  const findable = open.filter(isFindable)
  const isListed = undoing.keys.capabilities.fields.owner !== 'required' || undoing.owners.length > 0
  if (isListed) await undoFound(undoing, findable)
  return open.flatMap((record) => {
    if (record.kind === 'delivering' || (isListed && isFindable(record))) return []
    return [{ id: record.id, candidates: record.kind === 'uncertain' ? record.candidates : [] }]
  })
}

function isFindable(record: Open): record is Findable {
  return record.kind === 'sending' && record.nonce !== null
}

/** Looks once, and once more when what was sent last must be there if it ever is. */
async function undoFound(undoing: Undoing, records: readonly Findable[]): Promise<void> {
  if (records.length === 0) return
  const { session, signal } = undoing
  const until = Math.max(...records.map(({ at }) => at)) + settleMs
  const left = await undoThoseThere(undoing, records)
  if (left.length === 0) return
  await realClock.sleep(Math.max(0, until - realClock.now()), signal)
  const never = await undoThoseThere(undoing, left)
  await session.write(never.map((record) => unmade(record, null)))
}

/** Those that are not there. */
async function undoThoseThere(undoing: Undoing, records: readonly Findable[]): Promise<readonly Findable[]> {
  const byNonce = new Map(records.map((record) => [record.nonce, record]))
  const left = new Set(records)
  for await (const { id, state, marker } of markedKeys(undoing)) {
    const record = marker === undefined ? undefined : byNonce.get(marker)
    if (record === undefined) continue
    if (state !== 'revoked') await revoke(undoing, id)
    await undoing.session.write([unmade(record, id)])
    left.delete(record)
  }
  return [...left]
}

async function* markedKeys({ keys, owners, signal }: Undoing): AsyncGenerator<KeyRecord> {
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

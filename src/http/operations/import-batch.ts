import type { CallOptions } from '../../core/call-options.js'
import type { ImportOutcome } from '../../core/import-keys.js'
import { KeymuxError } from '../../core/keymux-error.js'
import type { Answer } from '../answer.js'
import { ask } from '../ask.js'
import type { ImportCall, ImportReading } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { clock } from '../clock.js'
import { markerOf } from '../marking.js'
import { toldBy, vendorError } from '../vendor-error.js'
import { optionsToSettle } from './create-marked-key.js'
import { lookFor, type Settling } from './reconcile.js'

const mostTimes = 3

/** How an import without an answer is settled: the markers of its keys by their hashes, and where they are found. */
export interface Importing extends Pick<Settling, 'list'> {
  readonly markers: ReadonlyMap<string, string>
}

/**
 * Sends a batch. Where its answer is lost, or says nothing of some key, it is sent again, which does no more than once: what then
 * exists was made by the first time if it has the marker, and the list tells its id.
 */
export async function importBatch(
  context: ClientContext,
  call: ImportCall,
  hashes: readonly string[],
  importing: Importing,
  options: CallOptions | undefined,
  isFirst: boolean,
): Promise<ImportOutcome[]> {
  const done = new Map<string, ImportOutcome>()
  const outcomes = (): ImportOutcome[] => hashes.flatMap((hash) => done.get(hash) ?? [])
  const isOpen = (hash: string): boolean => (done.get(hash)?.status ?? 'failed') === 'failed'
  const add = (each: ImportOutcome): void => void (isOpen(each.hash) && done.set(each.hash, each))
  let isLost = false
  for (let time = 1; ; time += 1) {
    const more = isLost ? optionsToSettle(options ?? {}) : options
    try {
      const answer = await ask(context, call.request, more)
      const reading = call.read(answer.body)
      const told = hashes.filter(isOpen).map((hash) => outcomeOf(context, call, hash, reading, answer))
      const existing = told.filter(({ status }) => status === 'exists').map(({ hash }) => hash)
      for (const outcome of told) if (!isLost || outcome.status !== 'exists') add(outcome)
      if (isLost && existing.length > 0) {
        for (const outcome of await findImported(context, existing, importing, more)) add(outcome)
        for (const outcome of told) add(outcome)
      }
    } catch (error) {
      if (!KeymuxError.is(error)) throw error
      if (isFirst && !isLost && !error.mayHaveActed) throw error
      for (const outcome of failedBy(error, hashes)) if (!done.has(outcome.hash)) add(outcome)
      if (error.code === 'aborted' || (!isLost && !error.mayHaveActed)) return outcomes()
    }
    if (importing.markers.size === 0 || time === mostTimes || !hashes.some(isOpen)) return outcomes()
    isLost = true
  }
}

/** Those of the keys which carry the markers of this import. */
async function findImported(
  context: ClientContext,
  hashes: readonly string[],
  { markers, list }: Importing,
  options: CallOptions | undefined,
): Promise<ImportOutcome[]> {
  const wanted = new Map(hashes.map((hash) => [markers.get(hash), hash]))
  const sought = { count: hashes.length, arrivedAt: clock() }
  const found = await lookFor(context, list, (key) => wanted.has(markerOf(key) ?? ''), sought, options)
  return found.map(({ id, key, page: { http } }) => {
    context.known.note(id, 'made')
    return { status: 'imported', id, hash: wanted.get(markerOf(key)) ?? '', http }
  })
}

export function failedBy(error: KeymuxError, hashes: readonly string[]): ImportOutcome[] {
  return hashes.map((hash) => failed(error, hash))
}

function failed(error: KeymuxError, hash: string): ImportOutcome {
  return { status: 'failed', hash, reason: error.message, error }
}

function outcomeOf(
  context: ClientContext,
  { request: { operation } }: ImportCall,
  hash: string,
  { imported, existing }: ImportReading,
  { meta: http }: Answer,
): ImportOutcome {
  const id = imported.find((each) => each.hash === hash)?.id
  if (id !== undefined) {
    context.known.note(id, 'made')
    return { status: 'imported', id, hash, http }
  }
  if (existing.includes(hash)) return { status: 'exists', hash, http }
  const what =
    'did not say what became of this key. Import it again: the answer will be that it exists, or it will be imported.'
  const more = { ...toldBy(http), mayHaveActed: true }
  return failed(vendorError(context.sender.profile, operation, 'invalid_response', what, more), hash)
}

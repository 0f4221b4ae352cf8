import type { KeyClient } from '../core/key-client.js'
import { KeymuxError } from '../core/keymux-error.js'
import { keyReference, movedFromName } from '../core/moved-from.js'
import type { Clock } from './clock.js'
import type { JournalSession } from './journal.js'
import type { Loss } from './loss.js'
import type { Pacer } from './pacer.js'
import type { PlanOptions } from './migration-plan.js'
import type { RunOptions } from './run-options.js'

/** What all parts of a run share. */
export interface RunContext {
  readonly from: KeyClient
  readonly to: KeyClient
  readonly plan: PlanOptions
  readonly options: RunOptions
  readonly session: JournalSession
  readonly clock: Clock
  readonly creates: Pacer
  readonly source: Pacer
  readonly target: Pacer
  readonly signal: AbortSignal | undefined
  /** Where a key carries its nonce; null where it carries none. */
  readonly marked: 'metadata' | 'name' | null
  readonly count: Counter
}

/** What came of the keys so far. */
export interface Counter {
  before(): void
  moved(): void
  skipped(): void
  failed(): void
}

/** Where the target's keys carry a nonce. */
export function markedAt(to: KeyClient, marker: 'name' | undefined): RunContext['marked'] {
  if (to.capabilities.fields.metadata !== 'none') return 'metadata'
  return marker === 'name' ? 'name' : null
}

/** What a new key says of the one that it was made of, where it can: `keymux/router` finds the two by it. */
export function originOf({ from, marked }: RunContext, id: string): Readonly<Record<string, string>> {
  return marked === 'metadata' ? { [movedFromName]: keyReference(from.vendor, id) } : {}
}

export function briefly(losses: readonly Loss[]): string[] {
  return losses.map(({ field, kind }) => `${field} ${kind}`)
}

/** What went wrong, in a sentence that may stand in a journal: errors of keymux never hold a secret, those of others may. */
export function sentenceOf(error: unknown): string {
  return KeymuxError.is(error) ? `${error.code}: ${error.message}` : 'something of yours threw an error'
}

const stopping: ReadonlySet<string> = new Set([
  'configuration',
  'unauthorized',
  'forbidden',
  'quota_exceeded',
  'unsupported',
])

/** Whether every other key would meet this error too. */
export function stopsAll(error: unknown): boolean {
  return KeymuxError.is(error) && stopping.has(error.code)
}

/** Calls with trouble that passes are made again, this many times in all. */
const mostCalls = 5
const firstWaitMs = 500

/** Makes a call within the limits, and again where the vendor certainly did nothing and may do it later. */
export async function within<T>(
  { clock, signal }: RunContext,
  pacer: Pacer,
  call: () => Promise<T>,
): Promise<T> {
  for (let made = 1, wait = firstWaitMs; ; made += 1, wait *= 2) {
    await pacer.take(signal)
    try {
      return await call()
    } catch (error) {
      if (!KeymuxError.is(error) || !error.retryable || error.mayHaveActed || made === mostCalls) throw error
      const pause = clock.now() + Math.min(error.retryAfterMs ?? wait, 5 * 60_000)
      if (error.code === 'rate_limited') pacer.pauseUntil(pause)
      await clock.sleep(Math.max(0, pause - clock.now()), signal)
    }
  }
}

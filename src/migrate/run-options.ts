import type { Secret } from '../core/secret.js'
import type { Clock } from './clock.js'
import { demandOptions } from './demand-options.js'
import type { Journal } from './journal.js'
import type { MigrationItem } from './migration-plan.js'
import { trouble } from './trouble.js'

/** A new key whose secret has to reach its holder. */
export interface Delivery extends MigrationItem {
  /** Its id at the target. */
  readonly target: string
  /**
   * The key at the target that this one stands in for, since nobody knows whether its secret was delivered before a crash: it
   * is revoked. Null for most.
   */
  readonly replaces: string | null
}

/** How far a migration is. */
export interface Progress {
  /** Keys of the plan. */
  readonly total: number
  /** Keys that are settled one way or the other, those of earlier runs included. */
  readonly settled: number
  /** Keys that are at the target. */
  readonly moved: number
  /** Keys that stay, as planned. */
  readonly skipped: number
  /** Keys that could not be moved; the next run tries them again. */
  readonly failed: number
  /** Keys settled in a second, of this run. */
  readonly rate: number
  /** At this rate; null as long as there is none. */
  readonly leftMs: number | null
}

/** What a run can be told. */
export interface RunOptions {
  /** Where to write down what is done: a file's name, or any `Journal`. The same one continues a run that was stopped. */
  readonly journal: string | Journal
  /**
   * Hands a new secret to its holder, or to what does. Awaited, and tried three times: when it resolves the secret must be safe.
   * Needed where keys are reissued. See `ageDelivery`.
   */
  readonly deliver?: ((item: Delivery, secret: Secret) => unknown) | undefined
  /** How many calls go out at once. Default 8. */
  readonly concurrency?: number | undefined
  /** How many creates go to the target in a minute. Default: what the vendor documents. */
  readonly createsPerMinute?: number | undefined
  /** Is told how far it is, as keys are settled. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Stops the run after what is under way. Run it again with the same journal to go on. */
  readonly signal?: AbortSignal | undefined
  /** What becomes of a key that has changed at the source since the plan: it goes as it is now (the default), or not. */
  readonly onChanged?: 'move' | 'skip' | undefined
  /**
   * How long a call of a process that was killed may still be on its way, in milliseconds: so long after it was sent a key that
   * is not at the target was not made. Default 10 000.
   */
  readonly settleMs?: number | undefined
  /** For simulations. Default: the real one. */
  readonly clock?: Clock | undefined
}

const names = [
  'journal',
  'deliver',
  'concurrency',
  'createsPerMinute',
  'onProgress',
  'signal',
  'onChanged',
  'settleMs',
  'clock',
]

/** Throws `configuration` for options that cannot be meant. */
export function checkRunOptions(options: RunOptions): void {
  demandOptions('runMigration', options, names)
  const { journal, deliver, concurrency, createsPerMinute, settleMs } = options
  if (
    !(typeof journal === 'string' && journal !== '') &&
    typeof (journal as Journal | undefined)?.open !== 'function'
  )
    throw trouble('configuration', '`journal` must be the name of a file, or a Journal.')
  if (deliver !== undefined && typeof deliver !== 'function')
    throw trouble('configuration', '`deliver` must be a function, such as ageDelivery makes.')
  checkCounts({ concurrency, createsPerMinute })
  if (settleMs !== undefined && !(settleMs >= 0))
    throw trouble('configuration', '`settleMs` must be a number of milliseconds.')
}

/** Throws `configuration` for options that count something, and could not be meant: with 0 calls at once none would ever go out. */
export function checkCounts(options: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(options))
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw trouble('configuration', `\`${name}\` must be a whole number, 1 or more.`)
}

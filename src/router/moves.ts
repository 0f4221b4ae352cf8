import QuickLRU from 'quick-lru'
import type { KeymuxError } from '../core/keymux-error.js'
import type { Counterparts } from './counterparts.js'
import type { MoveCounts } from './drain.js'
import { moveKey } from './move-key.js'
import type { MoveEvent } from './move-events.js'
import type { Settings } from './options.js'
import { asKeymuxError } from './trouble.js'

/** A key on its way. The secret is not in it: its hash is all that an import needs. */
interface Job {
  readonly hash: string
  readonly id: string
  readonly promise: Promise<void>
  readonly done: () => void
}

/** What is known of a key that was on its way. */
type Fate =
  | { readonly status: 'moved'; readonly at: number }
  | { readonly status: 'failed'; readonly attempts: number; readonly notBefore: number }

const firstPauseMs = 1000
const longestPauseMs = 600_000
const mostAttempts = 10

/**
 * Moves keys in the background, each once, a few at a time. A move that fails is tried again at a later use of the key, so
 * that nothing is kept and no timer runs for a key that nobody uses.
 */
export class Moves {
  readonly #settings: Settings
  readonly #counterparts: Counterparts
  readonly #onMoved: (hash: string) => void
  readonly #fates: QuickLRU<string, Fate>
  readonly #jobs = new Map<string, Job>()
  readonly #queue: Job[] = []
  /** By how many calls a key is held back. */
  readonly #held = new Map<string, number>()
  #running = 0
  #pausedUntil = 0
  #isClosed = false
  #moved = 0
  #failed = 0
  #postponed = 0

  constructor(settings: Settings, counterparts: Counterparts, onMoved: (hash: string) => void) {
    this.#settings = settings
    this.#counterparts = counterparts
    this.#onMoved = onMoved
    this.#fates = new QuickLRU({ maxSize: settings.max })
  }

  get counts(): MoveCounts {
    return {
      moved: this.#moved,
      failed: this.#failed,
      pending: this.#jobs.size,
      postponed: this.#postponed,
    }
  }

  /** When the key of this secret moved, in milliseconds since 1970; undefined where it did not, or it is forgotten. */
  movedAt(hash: string): number | undefined {
    const fate = this.#fates.get(hash)
    return fate?.status === 'moved' ? fate.at : undefined
  }

  /** A key was accepted at the old vendor: it moves, unless it does already or is not to for now. */
  offer(hash: string, id: string): void {
    const { now, queue, waitUntil } = this.#settings
    if (this.#isClosed || this.#held.has(id) || this.#jobs.has(hash) || !this.#isDue(hash, now())) return
    if (this.#queue.length >= queue) {
      this.#postponed += 1
      return
    }
    const job = newJob(hash, id)
    this.#jobs.set(hash, job)
    this.#queue.push(job)
    quietly(() => waitUntil?.(job.promise))
    this.#next()
  }

  /** Resolves when no key is on its way. */
  async idle(): Promise<void> {
    while (this.#jobs.size > 0) await Promise.all([...this.#jobs.values()].map(({ promise }) => promise))
  }

  /** Moves no more keys; resolves when those that are being moved have. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const job of this.#queue.splice(0)) this.#end(job)
    await this.idle()
  }

  /** Does something to a key that is not on its way, and is not set on it until that is done: it would arrive as it was before. */
  async without<T>(id: string, run: () => Promise<T>): Promise<T> {
    this.#held.set(id, (this.#held.get(id) ?? 0) + 1)
    try {
      await this.#settle(id)
      return await run()
    } finally {
      const others = (this.#held.get(id) ?? 1) - 1
      if (others === 0) this.#held.delete(id)
      else this.#held.set(id, others)
    }
  }

  async #settle(id: string): Promise<void> {
    const jobs = [...this.#jobs.values()].filter((job) => job.id === id)
    for (const job of jobs) {
      const at = this.#queue.indexOf(job)
      if (at === -1) continue
      this.#queue.splice(at, 1)
      this.#end(job)
    }
    await Promise.all(jobs.map(({ promise }) => promise))
  }

  #isDue(hash: string, now: number): boolean {
    const fate = this.#fates.get(hash)
    if (fate?.status === 'moved' || now < this.#pausedUntil) return false
    return fate === undefined || now >= fate.notBefore
  }

  #next(): void {
    while (this.#running < this.#settings.concurrency) {
      const job = this.#queue.shift()
      if (job === undefined) return
      this.#running += 1
      void this.#run(job).finally(() => {
        this.#running -= 1
        this.#end(job)
        this.#next()
      })
    }
  }

  #end(job: Job): void {
    this.#jobs.delete(job.hash)
    job.done()
  }

  async #run(job: Job): Promise<void> {
    const { now } = this.#settings
    // Those that were in the queue when the vendor asked for a pause move at a later use.
    if (now() < this.#pausedUntil) return
    try {
      this.#note(job, await moveKey(this.#settings, this.#counterparts, job))
    } catch (error) {
      this.#fail(job, error)
    }
  }

  #note({ hash }: Job, event: MoveEvent): void {
    const { now, onMove } = this.#settings
    if (event.status === 'moved') {
      this.#moved += 1
      this.#fates.set(hash, { status: 'moved', at: now() })
      this.#onMoved(hash)
    } else {
      // A key that is not to move would else be read again at each use.
      const pause = event.status === 'skipped' ? longestPauseMs : firstPauseMs
      this.#fates.set(hash, { status: 'failed', attempts: 0, notBefore: now() + pause })
    }
    quietly(() => onMove?.(event))
  }

  #fail({ hash, id }: Job, thrown: unknown): void {
    const { now, onError, sides } = this.#settings
    const error = asKeymuxError(sides.primary.vendor, 'import', thrown)
    const fate = this.#fates.get(hash)
    const attempts = (fate?.status === 'failed' ? fate.attempts : 0) + 1
    const pause = pauseAfter(error, attempts)
    this.#failed += 1
    this.#fates.set(hash, { status: 'failed', attempts, notBefore: now() + (pause ?? Infinity) })
    // What one key was told holds for all of them.
    if (error.retryAfterMs !== undefined) this.#pausedUntil = now() + error.retryAfterMs
    const from = { vendor: sides.secondary.vendor, id }
    quietly(() => onError?.({ from, error, attempts, retryAfterMs: pause }))
  }
}

/** How long to leave a key alone after a failure; null for good. */
function pauseAfter(error: KeymuxError, attempts: number): number | null {
  const isForGood = (error.code === 'invalid_request' || error.code === 'unsupported') && !error.mayHaveActed
  if (isForGood || attempts >= mostAttempts) return null
  const pause = Math.min(firstPauseMs * 2 ** (attempts - 1), longestPauseMs)
  return Math.max(pause, error.retryAfterMs ?? 0)
}

function ignore(): void {}

function newJob(hash: string, id: string): Job {
  let done = ignore
  const promise = new Promise<void>((resolve) => {
    done = resolve
  })
  return { hash, id, promise, done: () => done() }
}

/** Hooks cannot break what they are told of. */
function quietly(tell: () => unknown): void {
  try {
    void Promise.resolve(tell()).catch(ignore)
  } catch {
    ignore()
  }
}

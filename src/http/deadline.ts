import type { Timeout } from '../core/call-options.js'
import { clock } from './clock.js'

/** Why a call ended before its answer came. */
export class CallEnded extends Error {
  override readonly name = 'CallEnded'
  readonly reason: 'timeout' | 'aborted'

  constructor(reason: 'timeout' | 'aborted') {
    super(reason)
    this.reason = reason
  }
}

export const defaultTimeout: Required<Timeout> = { attemptMs: 15_000, totalMs: 60_000, settleMs: 10_000 }

/** Keeps one call within its time and the caller's signal. Leaves no timer and no listener behind. */
export class Deadline {
  readonly signal: AbortSignal | undefined
  readonly startedAt: number = clock()
  readonly #attemptMs: number
  readonly #endsAt: number

  constructor(timeout: Required<Timeout>, signal: AbortSignal | undefined) {
    this.signal = signal
    this.#attemptMs = timeout.attemptMs
    this.#endsAt = this.startedAt + timeout.totalMs
  }

  /** What is left of the total, in milliseconds. */
  get remainingMs(): number {
    return this.#endsAt - clock()
  }

  /**
   * Runs one attempt. Rejects with `CallEnded` when its time is over or the caller aborts, even if the work goes on:
   * a `fetch` of the caller's own may not listen to the signal. Work that has yet to send must look at the signal first.
   */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.signal?.aborted === true) throw new CallEnded('aborted')
      const time = Math.min(this.#attemptMs, this.remainingMs)
      if (time <= 0) throw new CallEnded('timeout')
      const controller = new AbortController()
      const end = (reason: 'timeout' | 'aborted'): void => {
        settled()
        reject(new CallEnded(reason))
        controller.abort()
      }
      const abort = (): void => end('aborted')
      const timer = setTimeout(end, time, 'timeout')
      this.signal?.addEventListener('abort', abort, { once: true })
      const settled = (): void => {
        clearTimeout(timer)
        this.signal?.removeEventListener('abort', abort)
      }
      const finish = (result: T): void => {
        settled()
        resolve(result)
      }
      const fail = (error: unknown): void => {
        settled()
        reject(error)
      }
      work(controller.signal).then(finish, fail)
    })
  }
}

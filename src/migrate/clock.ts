import { KeymuxError } from '../core/keymux-error.js'

/** What a migration takes the time from: another one makes a simulation of it. */
export interface Clock {
  /** In milliseconds since 1970. */
  now(): number
  /** Resolves after some milliseconds, and rejects with `aborted` when the signal says so. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      throwIfAborted(signal)
      const stop = (): void => {
        clearTimeout(timer)
        reject(aborted())
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, milliseconds)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw aborted()
}

function aborted(): KeymuxError {
  return new KeymuxError({
    code: 'aborted',
    message: 'The migration was stopped. Run it again with the same journal: it goes on where it stopped.',
  })
}

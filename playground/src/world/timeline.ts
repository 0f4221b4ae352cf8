import type { Hooks } from 'keymux'

/** Something that a hook was told, in a sentence, and when. */
export interface Moment {
  readonly at: number
  readonly kind: 'request' | 'response' | 'retry' | 'error'
  readonly text: string
}

/** Hooks that tell what happens to whoever listens. */
export function hooksTelling(tell: (moment: Omit<Moment, 'at'>) => void): Hooks {
  return {
    request: ({ method, url, attempt }) =>
      tell({
        kind: 'request',
        text: `${attempt > 1 ? `attempt ${attempt}: ` : ''}${method} ${new URL(url).pathname}`,
      }),
    response: ({ status, durationMs }) =>
      tell({ kind: 'response', text: `${status} after ${Math.round(durationMs)} ms` }),
    retry: ({ attempt, waitMs, status, code }) =>
      tell({
        kind: 'retry',
        text: `${status ?? code ?? 'no answer'}, so attempt ${attempt} in ${Math.round(waitMs)} ms`,
      }),
    error: ({ operation, error }) =>
      tell({
        kind: 'error',
        text: `${operation} fails: ${error.code}${error.mayHaveActed ? ', and the vendor may have acted' : ''}`,
      }),
  }
}

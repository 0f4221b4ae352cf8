import type { CallOptions } from '../../core/call-options.js'
import type { Reconciliation } from '../../core/reconciliation.js'

type Settle<M> = (options?: CallOptions) => Promise<Reconciliation<M>>

/**
 * What is settled stays so: a key that was revoked would not be found a second time, and one that was handed out must not be
 * revoked. That there is none is another matter: it may have come since. Of calls at the same time each waits for those before
 * it, or one might revoke what another hands out.
 */
export function onceSettled<M>(settle: Settle<M>): Settle<M> {
  let settled: Reconciliation<M> | undefined
  let running: Promise<unknown> = Promise.resolve()
  const run: Settle<M> = async (options) => {
    if (settled !== undefined) return settled
    const outcome = await settle(options)
    if (outcome.status !== 'not_created') settled ??= outcome
    return settled ?? outcome
  }
  return async (options) => {
    if (settled !== undefined) return settled
    const outcome = endOrAbort(running, options?.signal).then(async () => run(options))
    // Of what they came to nothing is kept: one may hold a secret.
    running = Promise.allSettled([running, outcome]).then(() => undefined)
    return outcome
  }
}

/** Waits for the end, or less long if the signal says so: whoever waits asks the signal next, and is told what is wrong with it. */
async function endOrAbort(running: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (typeof signal?.addEventListener !== 'function') return void (await running)
  await new Promise<void>((resolve) => {
    const end = (): void => {
      signal.removeEventListener('abort', end)
      resolve()
    }
    signal.addEventListener('abort', end, { once: true })
    running.finally(end)
    if (signal.aborted) end()
  })
}

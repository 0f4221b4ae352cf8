import type { Check } from './check.js'
import { ensureError, errorOf, inBothPlaces, someInput } from './failures.js'

const brief = { timeout: { attemptMs: 200 } }

/** Long enough for a request to arrive, and far from the end of what it waits for. */
const soonMs = 200

export const timeChecks: readonly Check[] = [
  ...inBothPlaces('timeout', 'a timeout ends a create and a body that stalls', async (place) => {
    const keys = place.client('clerk')
    const { id } = await keys.create(someInput())
    for (const kind of ['slow', 'stalled-body'] as const) {
      await place.addFault({
        kind,
        vendor: 'clerk',
        operation: 'create',
        ...(kind === 'slow' && { delayMs: 30_000 }),
      })
      ensureError(await errorOf(keys.create(someInput(), brief)), 'timeout', true)
    }
    await place.addFault({ kind: 'stalled-body', vendor: 'clerk', operation: 'get', times: Infinity })
    ensureError(await errorOf(keys.get(id, { timeout: { attemptMs: 100, totalMs: 300 } })), 'timeout', false)
  }),
  ...inBothPlaces('abort', 'a signal ends a create, whoever aborts it', async (place) => {
    const keys = place.client('unkey')
    await place.addFault({ kind: 'slow', vendor: 'unkey', delayMs: 30_000, times: Infinity })
    const caller = new AbortController()
    setTimeout(() => caller.abort(), soonMs)
    ensureError(await errorOf(keys.create(someInput(), { signal: caller.signal })), 'aborted', true)
    const signal = AbortSignal.timeout(soonMs)
    ensureError(await errorOf(keys.create(someInput(), { signal })), 'aborted', true)
    ensureError(await errorOf(keys.create(someInput(), { signal: AbortSignal.abort() })), 'aborted', false)
  }),
]

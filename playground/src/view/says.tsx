import type { VNode } from 'preact'
import type { Call } from '../world/call.js'
import { titleOf } from '../world/vendors.js'

/** Tells those who do not see the page what came of a call. */
export function Says({ calls }: { readonly calls: readonly (Call<unknown> | undefined)[] }): VNode {
  return (
    <p class="unseen" role="status">
      {calls
        .filter((call) => call !== undefined)
        .map(({ vendor, operation, outcome }) => {
          const what = outcome.ok ? 'done' : `failed, ${outcome.error.code}`
          return `${titleOf(vendor)}: ${operation} ${what}.`
        })
        .join(' ')}
    </p>
  )
}

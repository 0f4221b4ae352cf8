import type { Random } from './random.js'
import type { Store } from './store.js'
import type { Operation, Vendor } from './vendor.js'

/**
 * One upstream: a fetch function that speaks one vendor's wire format.
 *
 * `fetch` commits what it does before it resolves, and `operationOf` says beforehand what it is going to do: so
 * whatever wraps a dialect can fail a call before its commit (by not calling) or after it (by dropping the answer).
 */
export interface Dialect {
  readonly vendor: Vendor
  /** What a `baseUrl` has behind its origin, as the vendor's real one does; empty where that is nothing. */
  readonly basePath: string
  /** The operation that a request asks for; null where the vendor has no such route. */
  operationOf(request: Request): Operation | null
  /** Answers a request as the vendor would, refusals included. Rejects only for a fault of the emulator's own. */
  fetch(request: Request): Promise<Response>
}

/** What all dialects share. */
export interface World {
  readonly random: Random
  readonly now: () => Date
  readonly store: Store
}

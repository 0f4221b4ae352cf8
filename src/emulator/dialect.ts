import type { Random } from './random.js'
import type { Store } from './store.js'
import type { Trouble } from './trouble.js'
import type { Operation, VendorName } from './vendor.js'

/**
 * One upstream: a fetch function that speaks one vendor's wire format.
 *
 * `fetch` commits what it does before it resolves, and `operationOf` says beforehand what it is going to do: so
 * whatever wraps a dialect can fail a call before its commit (by not calling) or after it (by dropping the answer).
 */
export interface Dialect {
  readonly vendor: VendorName
  /** What a `baseUrl` has behind its origin, as the vendor's real one does; empty where that is nothing. */
  readonly basePath: string
  /** The header that a credential comes in, in lower case. */
  readonly credentialHeader: string
  /** What a fault may call an operation of this vendor, and the operation that it means. */
  readonly operations: ReadonlyMap<string, Operation>
  /** Which fields of an answer, by JSON pointer, hold a word of a list that the vendor may make longer. */
  readonly enumerations: RegExp
  /** The operation that a request asks for; null where the vendor has no such route. */
  operationOf(request: Request): Operation | null
  /**
   * Answers a request as the vendor would, refusals included. What it reads is `lagMs` behind what is written. Rejects
   * only for a fault of the emulator's own.
   */
  fetch(request: Request, lagMs: number): Promise<Response>
  /** Answers a request that the upstream had trouble with, without doing anything, in the form of the vendor's errors. */
  fail(request: Request, trouble: Trouble): Response
}

/** What all dialects share. */
export interface World {
  readonly random: Random
  readonly now: () => Date
  readonly store: Store
}

import { ConnectionCut } from '../connection-cut.js'
import type { Dialect } from '../dialect.js'
import type { Random } from '../random.js'

/** What comes of a request. */
export interface Outcome {
  /** Whether the upstream did what it was asked for. */
  readonly done: boolean
  /** The status on its way to the caller; null where the connection is cut before it. */
  readonly status: number | null
  /** Gives the answer, or fails as the connection does. */
  deliver(): Promise<Response>
}

/** A request that a fault has hit. */
export interface HitCall {
  readonly request: Request
  readonly dialect: Dialect
  readonly random: Random
  /** Lets the upstream do what it is asked for, once, and gives its answer. */
  act(): Promise<Response>
}

export function answered(response: Response, done: boolean): Outcome {
  return { done, status: response.status, deliver: async () => response }
}

/** No answer at all. */
export function cut(done: boolean): Outcome {
  return { done, status: null, deliver: () => Promise.reject(new ConnectionCut('before-headers')) }
}

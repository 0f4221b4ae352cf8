import type { Operation, VendorName } from '../vendor.js'

/** Every kind of fault, in the order of the design. */
export const faultKinds = [
  'reset-before',
  'lost-response',
  'error-before-commit',
  'error-after-commit',
  'rate-limited',
  'unavailable',
  'slow',
  'stalled-body',
  'truncated-body',
  'html',
  'wrong-content-type',
  'created-201',
  'unknown-enum',
  'extra-field',
  'missing-field',
  'null-field',
  'wrong-type',
  'replica-lag',
  'redirect',
  'echo-credential',
] as const

/** What can go wrong; `Fault` says of each kind what happens at the upstream and on the wire. */
export type FaultKind = (typeof faultKinds)[number]

/** Which requests a fault hits. */
export interface FaultTarget {
  /** Default: any. */
  readonly vendor?: VendorName
  /**
   * Default: any, and what the vendor has no route for. At Unkey `revoke` is its deleteKey and `recover` its getKey,
   * since it has nothing else for them.
   */
  readonly operation?: Operation
  /** How many requests it hits before it is spent; `Infinity` for all. Default: 1. */
  readonly times?: number
  /** How likely it is to hit each of them, from 0 to 1, drawn from the emulator's seed. Default: 1. */
  readonly probability?: number
}

/** Not done: the request arrives and the connection is cut at once. */
export interface ResetBefore extends FaultTarget {
  readonly kind: 'reset-before'
}

/** Done, and the connection is cut in place of the answer. To the caller it looks the same as `reset-before`. */
export interface LostResponse extends FaultTarget {
  readonly kind: 'lost-response'
}

/** Not done (`error-before-commit`), or done all the same (`error-after-commit`): the vendor's own error. */
export interface ServerError extends FaultTarget {
  /** Whether the upstream had done it. */
  readonly kind: 'error-before-commit' | 'error-after-commit'
  /** From 400 to 599. Default: 500. */
  readonly status?: number
}

/** Not done: 429 in the vendor's words, or 503, which no vendor's documents have for keys. */
export interface ComeBackLater extends FaultTarget {
  /** Which of the two answers. */
  readonly kind: 'rate-limited' | 'unavailable'
  /**
   * When to come back, in seconds or as a date: `Retry-After`, or at Factify `X-RateLimit-Reset`. Null for no word
   * about it. Default: 1 where the rate is limited, else null.
   */
  readonly retryAfter?: number | Date | null
}

/** Done at once, and the answer comes late. */
export interface Slow extends FaultTarget {
  readonly kind: 'slow'
  /** In real milliseconds, whatever the emulator's clock says. Default: 1000. */
  readonly delayMs?: number
  /** What is late: all of the answer, or the body after its headers. Default: `headers`. */
  readonly late?: 'headers' | 'body'
}

/** Done: the headers and the first bytes of the body arrive, and then nothing, until the caller gives up. */
export interface StalledBody extends FaultTarget {
  readonly kind: 'stalled-body'
  /** How many bytes arrive. Default: half of them. */
  readonly afterBytes?: number
}

/** Done: the body ends too early. */
export interface TruncatedBody extends FaultTarget {
  readonly kind: 'truncated-body'
  /** How many bytes arrive. Default: half of them. */
  readonly afterBytes?: number
  /** Whether the connection is cut there, or the answer ends as if that were all of it. Default: `cut`. */
  readonly ending?: 'cut' | 'clean'
}

/** Done, unless told otherwise: a page of some proxy in place of the answer. */
export interface Html extends FaultTarget {
  readonly kind: 'html'
  /** Default: 200. */
  readonly status?: number
  /** Whether the request got to the vendor. Default: true. */
  readonly done?: boolean
}

/** Done: the vendor's answer under another media type. */
export interface WrongContentType extends FaultTarget {
  readonly kind: 'wrong-content-type'
  /** Default: `text/plain`. */
  readonly contentType?: string
}

/** Done: success with 201 in place of another status, or with 200 where the vendor's own is 201. */
export interface Created201 extends FaultTarget {
  readonly kind: 'created-201'
}

/**
 * Done: one field of the JSON in the answer is not as the vendor says. An `unknown-enum` has a word that is not in
 * the vendor's list, an `extra-field` is new, a `missing-field` is left out, a `null-field` is null, and a
 * `wrong-type` is a number for a text, a text for a number, and so on.
 */
export interface OddField extends FaultTarget {
  /** What is odd about it. */
  readonly kind: 'unknown-enum' | 'extra-field' | 'missing-field' | 'null-field' | 'wrong-type'
  /** Which field, as a JSON pointer (`/data/keyId`). Default: one drawn from the seed, be it the id or the secret. */
  readonly field?: string
  /** Fields that are not to be drawn, as JSON pointers, with all that is in them and all that they are in. */
  readonly spare?: readonly string[]
}

/**
 * Done and answered as ever. Where it hits a write, what is written from then on stays unseen by get, list, recover and
 * whoami for `delayMs`; where it hits one of these, that one sees the keys as they were `delayMs` ago. It can come on top
 * of a fault of another kind.
 */
export interface ReplicaLag extends FaultTarget {
  readonly kind: 'replica-lag'
  /** In milliseconds by the emulator's clock, at most ten minutes. Default: 1000. */
  readonly delayMs?: number
}

/** Not done: the caller is sent to another origin. */
export interface Redirect extends FaultTarget {
  readonly kind: 'redirect'
  /** Default: 307, which asks for the same request with its body. */
  readonly status?: 301 | 302 | 303 | 307 | 308
  /** Where to. Default: a host that does not exist. */
  readonly location?: string
}

/** Not done: the vendor's error repeats the credential's header and the body of the request. */
export interface EchoCredential extends FaultTarget {
  readonly kind: 'echo-credential'
  /** From 400 to 599. Default: 400. */
  readonly status?: number
}

/**
 * Something that goes wrong between a caller and an upstream. "Done" is what the upstream does where it would have: a
 * request that it refuses is refused all the same. Where an answer has nothing that a fault could change (a body to
 * cut, a field to leave out), the fault waits for one that has.
 */
export type Fault =
  | ResetBefore
  | LostResponse
  | ServerError
  | ComeBackLater
  | Slow
  | StalledBody
  | TruncatedBody
  | Html
  | WrongContentType
  | Created201
  | OddField
  | ReplicaLag
  | Redirect
  | EchoCredential

/** A fault that was added. */
export interface FaultHandle {
  /** How many requests it hit so far. */
  readonly hits: number
  /** Takes it out; what it hit stays as it is. */
  remove(): void
}

/** The faults of an emulator. Of several that fit a request, the one that was added first hits it. */
export interface Faults {
  /**
   * Lets something go wrong, once unless told otherwise.
   *
   * @throws KeymuxError `configuration` for an unknown kind, vendor, operation or option
   * @example
   * emulator.faults.add({ kind: 'lost-response', vendor: 'unkey', operation: 'create' })
   * emulator.faults.add({ kind: 'slow', delayMs: 500, times: Infinity, probability: 0.1 })
   */
  add(fault: Fault): FaultHandle
  /** Takes out all of them. What a `replica-lag` holds back it still does. */
  clear(): void
}

import { rejections, type RejectionReason } from './rejections.js'
import type { Settings } from './options.js'

/** What the body of a refusal says (RFC 9457). Nothing of the request is in it. */
export interface Problem {
  /** The option `namespace` and the reason, or `about:blank`. */
  readonly type: string
  /** The kind of refusal, the same for all of its kind. */
  readonly title: string
  /** The status of the answer. */
  readonly status: number
  /** What happened and what to do, in a sentence for whoever holds the key. */
  readonly detail: string
  /** Why, in a word for programs. */
  readonly reason: RejectionReason
  /** Of `insufficient_scopes`: all that the request needs. */
  readonly scopes?: readonly string[]
}

/** With the type `about:blank` the title is the status in words. */
const phrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

export function problemOf(reason: RejectionReason, detail: string, { namespace, scopes }: Settings): Problem {
  const { status, title } = rejections[reason]
  return {
    type: namespace === undefined ? 'about:blank' : namespace + reason.replaceAll('_', '-'),
    title: namespace === undefined ? (phrases[status] ?? title) : title,
    status,
    detail,
    reason,
    ...(reason === 'insufficient_scopes' && { scopes: [...scopes] }),
  }
}

/** What went wrong, in a word that is the same for all vendors. */
export type ErrorCode =
  | 'configuration'
  | 'unsupported'
  | 'invalid_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'quota_exceeded'
  | 'unavailable'
  | 'timeout'
  | 'network'
  | 'aborted'
  | 'invalid_response'
  | 'ambiguous'

/** What the code itself needs of an error code; docs/errors.md is made of this and of what scripts/errors adds to it. */
export interface ErrorFacts {
  /** Another try, later and with the same input, may get past it. */
  readonly isPassing?: true
  /** What to do, in a sentence that ends a message. `{option}` and `{env}` stand for those of the vendor's credential. */
  readonly advice: string
}

const mayBeDone =
  'The vendor may have done it all the same: look for the result before you call again, or you may have it twice.'
const notDone = 'Nothing was done: call again later.'

export const errorFacts: Readonly<Record<ErrorCode, ErrorFacts>> = {
  configuration: { advice: 'Correct how the client was made.' },
  unsupported: { advice: 'Leave it out, or do it in another way: this vendor has no such thing.' },
  invalid_request: { advice: 'Correct the input and call again.' },
  unauthorized: {
    advice: 'Check `{option}` (or {env}): it is missing, mistyped, expired or for another environment.',
  },
  forbidden: {
    advice: 'Give the credential in `{option}` the permission that this needs, or use another one.',
  },
  not_found: {
    advice: 'Check the ids that you passed, and that the credential belongs to the same account.',
  },
  conflict: { advice: 'Something with these values exists already: change them, or use what exists.' },
  rate_limited: { isPassing: true, advice: 'Wait as long as `retryAfterMs` says, then call again.' },
  quota_exceeded: {
    advice: 'The account has used up its quota: raise it at the vendor, or wait until it starts anew.',
  },
  unavailable: { isPassing: true, advice: notDone },
  timeout: { isPassing: true, advice: mayBeDone },
  network: { isPassing: true, advice: notDone },
  aborted: { advice: mayBeDone },
  invalid_response: { advice: 'Check `baseUrl`, and what stands between you and the vendor.' },
  ambiguous: { advice: mayBeDone },
}

export function isPassing(code: ErrorCode): boolean {
  return errorFacts[code].isPassing === true
}

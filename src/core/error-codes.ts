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

/** Codes that another try, later and with the same input, may get past. */
const passing: ReadonlySet<ErrorCode> = new Set(['rate_limited', 'unavailable', 'timeout', 'network'])

export function isPassing(code: ErrorCode): boolean {
  return passing.has(code)
}

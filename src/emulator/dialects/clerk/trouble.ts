import type { Trouble } from '../../trouble.js'
import { ClerkRefusal } from './errors.js'

// Clerk's document has no 429 and no 5xx for keys, so these codes are made up; the form of its errors is not.
const codes: Readonly<Record<number, string>> = {
  429: 'too_many_requests',
  503: 'service_unavailable',
}

/** A failure in Clerk's form. */
export function inTrouble({ status, message }: Trouble): ClerkRefusal {
  const code = codes[status] ?? (status < 500 ? 'bad_request' : 'internal_error')
  return new ClerkRefusal(status, [{ message, long_message: message, code }])
}

import { retryAfterHeader, type Trouble } from '../../trouble.js'
import { UnkeyRefusal } from './errors.js'

/** The limit that a 429 tells, if it comes out of the blue. */
const limit = 100

const words: Readonly<Record<number, readonly [title: string, type: string]>> = {
  429: ['Too Many Requests', 'user/too_many_requests/workspace_rate_limited'],
  503: ['Service Unavailable', 'unkey/application/service_unavailable'],
}

/** A failure in Unkey's form. Its 429 tells the limit in headers, with the seconds that remain and not a time. */
export function inTrouble(trouble: Trouble): UnkeyRefusal {
  const { status, message: detail } = trouble
  const otherwise =
    status < 500
      ? (['Bad Request', 'unkey/application/invalid_input'] as const)
      : (['Internal Server Error', 'unkey/application/unexpected_error'] as const)
  const [title, type] = words[status] ?? otherwise
  return new UnkeyRefusal(
    { status, title, type, detail, ...(status === 400 && { errors: [] }) },
    { headers: { ...retryAfterHeader(trouble), ...(status === 429 && limitHeaders(trouble)) } },
  )
}

function limitHeaders({ retryAfter }: Trouble): Readonly<Record<string, string>> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': '0',
    ...(typeof retryAfter === 'number' && { 'ratelimit-reset': String(retryAfter) }),
  }
}

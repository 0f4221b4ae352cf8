import { workspaceRateLimited } from './errors.js'

const minute = 60_000

/** The workspace's own limit of requests per minute: counts one and gives the headers that its answer has. */
export function createRateLimit(
  limit: number,
  now: () => Date,
): () => { readonly headers: Readonly<Record<string, string>>; readonly refuse: () => void } {
  let end = 0
  let used = 0
  return () => {
    const at = now().getTime()
    if (at >= end) {
      end = (Math.floor(at / minute) + 1) * minute
      used = 0
    }
    used += 1
    // In seconds that remain, and so 0 in the last one.
    const reset = Math.floor((end - at) / 1000)
    const exceeded = used > limit
    return {
      headers: {
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(Math.max(0, limit - used)),
        'ratelimit-reset': String(reset),
      },
      refuse: () => {
        if (exceeded) throw workspaceRateLimited(reset)
      },
    }
  }
}

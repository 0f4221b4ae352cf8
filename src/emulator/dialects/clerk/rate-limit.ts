const windowMs = 10_000

/** The instance's limit of requests in ten seconds: counts one, and gives the seconds to wait where it is one too many. */
export function createRateLimit(limit: number, now: () => Date): () => number | null {
  let end = 0
  let used = 0
  return () => {
    const at = now().getTime()
    if (at >= end) {
      end = at + windowMs
      used = 0
    }
    used += 1
    return used > limit ? Math.ceil((end - at) / 1000) : null
  }
}

import { rateLimited } from './errors.js'

/** Requests that may create something, per key and minute. Whether any other POST counts is not known. */
const limit = 100
const windowMs = 60_000

/** Counts creations from the first of a minute on, whether they succeed or not. */
export function createRateLimit(now: () => Date): () => void {
  let resetAt = new Date(0)
  let used = 0
  return () => {
    const at = now()
    if (at >= resetAt) {
      resetAt = new Date(at.getTime() + windowMs)
      used = 0
    }
    if (used >= limit) throw rateLimited(limit, resetAt)
    used += 1
  }
}

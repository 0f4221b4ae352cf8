/** What a cache has done since it was made, and what it holds. */
export interface CacheStats {
  /** Verifications that were answered from memory. */
  readonly hits: number
  /** Requests that were made. */
  readonly misses: number
  /** Verifications that waited for a request of another one. */
  readonly joined: number
  /** Verifications that got an answer older than `ttl`, since the vendor could not be asked. */
  readonly stale: number
  /** Verifications that went past the cache. */
  readonly bypassed: number
  /** Answers that are kept: of valid keys, and of refused secrets. */
  readonly kept: { readonly valid: number; readonly refused: number }
  /** Requests on their way. */
  readonly inFlight: number
}

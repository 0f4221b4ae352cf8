/** A failure of an upstream's own, which its dialect puts into the vendor's form. */
export interface Trouble {
  readonly status: number
  /** For people; it may hold what the vendor had better not repeat. */
  readonly message: string
  /** When to come back, in seconds or as a date; null where nothing is said of it. */
  readonly retryAfter: number | Date | null
}

/** The header that HTTP has for it, in one of its two forms. */
export function retryAfterHeader({ retryAfter }: Trouble): Readonly<Record<string, string>> {
  if (retryAfter === null) return {}
  return { 'retry-after': typeof retryAfter === 'number' ? String(retryAfter) : retryAfter.toUTCString() }
}

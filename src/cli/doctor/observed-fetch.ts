/** What the last answer showed besides its body. */
export interface Observed {
  status?: number
  contentType?: string
  /** How far this machine's clock is ahead of the vendor's, in milliseconds. */
  clockAheadMs?: number
  /** Node's own word for why no answer came: ENOTFOUND, ECONNREFUSED. */
  failure?: string
}

/** A `fetch` that notes what a client has no reason to tell. */
export function observedFetch(observed: Observed): typeof globalThis.fetch {
  return async (input, init) => {
    // What an earlier attempt saw says nothing of this one.
    for (const field of Object.keys(observed)) delete observed[field as keyof Observed]
    const answer = await fetch(input, init).catch((error: unknown) => {
      const failure = codeOf(error)
      if (failure !== undefined) observed.failure = failure
      throw error
    })
    observed.status = answer.status
    observed.contentType = answer.headers.get('content-type') ?? ''
    const date = Date.parse(answer.headers.get('date') ?? '')
    if (!Number.isNaN(date)) observed.clockAheadMs = Date.now() - date
    return answer
  }
}

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  const [first] = cause instanceof AggregateError ? (cause.errors as unknown[]) : [cause]
  return first instanceof Error && 'code' in first ? String(first.code) : undefined
}

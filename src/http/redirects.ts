const mostHops = 3
const keepsMethod = new Set([307, 308])

/**
 * Follows a redirect only within the origin, and only where method and body stay as they are: anything else would hand the
 * credential or the request to somebody else. A browser hides where a redirect leads, so there none is followed. A redirect
 * that is not followed is the answer: it may hold a body, and the body a secret.
 */
export async function followWithinOrigin(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
  redirect: Response,
): Promise<Response> {
  let response = redirect
  let from = url
  for (let hop = 0; hop < mostHops && asksToSendElsewhere(response.status); hop += 1) {
    const target = redirectTarget(response.headers.get('location'), from)
    if (target?.origin !== new URL(from).origin) return response
    // A `fetch` that does not listen to the signal comes back after the caller was told what to do about the call.
    if (init.signal?.aborted === true) return response
    void response.body?.cancel().catch(() => undefined)
    from = target.href
    response = await fetch(from, init)
  }
  return response
}

/** Whether a redirect says by its status that the request was not acted upon, and is to be sent again elsewhere. */
export function asksToSendElsewhere(status: number): boolean {
  return keepsMethod.has(status)
}

export function redirectTarget(location: string | null, url: string): URL | undefined {
  return location !== null && URL.canParse(location, url) ? new URL(location, url) : undefined
}

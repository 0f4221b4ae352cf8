const mostHops = 3
const keepsMethod = new Set([307, 308])

/**
 * `fetch` that follows a redirect only within the origin, and only where method and body stay as they are: anything else
 * would hand the credential or the request to somebody else. A browser hides where a redirect leads, so there none is
 * followed. A redirect that is not followed is the answer: it may hold a body, and the body a secret.
 */
export async function fetchWithinOrigin(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
  hops = 0,
): Promise<Response> {
  const response = await fetch(url, init)
  if (!keepsMethod.has(response.status) || hops === mostHops) return response
  const target = redirectTarget(response.headers.get('location'), url)
  if (target?.origin !== new URL(url).origin) return response
  void response.body?.cancel().catch(() => undefined)
  return fetchWithinOrigin(fetch, target.href, init, hops + 1)
}

/** Whether a redirect says by its status that the request was not acted upon, and is to be sent again elsewhere. */
export function asksToSendElsewhere(status: number): boolean {
  return keepsMethod.has(status)
}

export function redirectTarget(location: string | null, url: string): URL | undefined {
  return location !== null && URL.canParse(location, url) ? new URL(location, url) : undefined
}

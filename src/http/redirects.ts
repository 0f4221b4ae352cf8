const mostHops = 3
const keepsMethod = new Set([307, 308])

/** Thrown for a redirect that keymux does not follow. Names the other origin, never a path or query. */
export class RedirectRefused extends Error {
  override readonly name = 'RedirectRefused'
  /** Whether the answer proves that the request was not acted upon. */
  readonly notActed: boolean

  constructor(where: string, notActed: boolean) {
    super(`It answered with a redirect to ${where}, which keymux does not follow. Check \`baseUrl\`.`)
    this.notActed = notActed
  }
}

/**
 * `fetch` that follows a redirect only within the origin, and only where method and body stay as they are: anything else
 * would hand the credential or the request to somebody else. A browser hides where a redirect leads, so there none is followed.
 */
export async function fetchWithinOrigin(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
  hops = 0,
): Promise<Response> {
  const response = await fetch(url, init)
  const { status } = response
  if (response.type !== 'opaqueredirect' && (status < 300 || status >= 400 || status === 304)) return response

  void response.body?.cancel().catch(() => undefined)
  const location = response.headers.get('location')
  const target = location !== null && URL.canParse(location, url) ? new URL(location, url) : undefined
  if (target === undefined) throw new RedirectRefused('an unknown place', keepsMethod.has(status))
  const follow = target.origin === new URL(url).origin && keepsMethod.has(status) && hops < mostHops
  if (!follow) throw new RedirectRefused(target.origin, keepsMethod.has(status))
  return fetchWithinOrigin(fetch, target.href, init, hops + 1)
}

/** Whether this runtime's own `fetch` may send a request a second time without a word. */
function resends(): boolean {
  return 'Deno' in globalThis
}

/**
 * The runtime's `fetch`, for a request that acts. Deno's (as of 2.9) sends a request again, a POST too, when a connection that it
 * kept breaks before an answer came: a create would make a second key. Of a body that is a stream it keeps no copy to send again.
 */
export function sentOnce(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  if (!resends()) return fetch
  return async (input, init) => {
    if (typeof init?.body !== 'string') return fetch(input, init)
    const streamed: RequestInit & { readonly duplex: 'half' } = {
      ...init,
      body: new Blob([init.body]).stream(),
      duplex: 'half',
    }
    return fetch(input, streamed)
  }
}

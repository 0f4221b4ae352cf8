import type { Wire } from './mutate-text.js'
import { requestOf, type Exchange, type Subject } from './subjects.js'

/**
 * A `fetch` that gives the answers which were recorded, one of them mutated. What was not asked when they were recorded goes
 * to the upstream, as far as it only reads.
 */
export function replaying(
  { exchanges, emulator }: Subject,
  target: Exchange,
  wire: Wire,
): typeof globalThis.fetch {
  const given = new Set<Exchange>()
  return async (input, init) => {
    const asked = requestOf(input, init)
    const same = exchanges.filter(({ method, url }) => method === asked.method && url === asked.url)
    const exact = same.find(({ sent }) => sent === asked.sent)
    if (exact === undefined && isRead(asked)) return emulator.fetch(input, init)
    // A create is never the same twice: it carries a marker.
    const exchange = exact ?? same.find((each) => !given.has(each)) ?? same.at(-1)
    if (exchange === undefined) return new Response('not recorded', { status: 501 })
    given.add(exchange)
    if (exchange !== target)
      return new Response(bodyOf(exchange.status, exchange.text), { status: exchange.status })
    const headers = wire.contentType === undefined ? {} : { 'content-type': wire.contentType }
    return new Response(bodyOf(wire.status, wire.body), { status: wire.status, headers })
  }
}

function isRead({ method, url }: Pick<Exchange, 'method' | 'url'>): boolean {
  return method === 'GET' || /\.(getKey|listKeys)$/.test(url)
}

function bodyOf<Body>(status: number, body: Body): Body | null {
  return status === 204 || status === 205 ? null : body
}

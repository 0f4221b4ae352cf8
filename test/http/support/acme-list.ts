import type { KeyList, ListQuery } from '../../../src/core/list-keys.js'
import { listKeys } from '../../../src/http/operations/list-keys.js'
import { answering, contextWith, json, type Stub } from './acme.js'
import { listCall, type pagings } from './acme-keys.js'

export type Paging = keyof typeof pagings

/** A `fetch` that gives these pages one after the other, the last for ever. */
export function saying(...pages: readonly object[]): Stub {
  return answering(...pages.map((page) => () => json(page)))
}

/** Acme's list of keys, two a page. */
export function listOf(
  fetch: Stub,
  paging: Paging = 'cursor',
  query: ListQuery = {},
  signal?: AbortSignal,
): KeyList<unknown> {
  return listKeys(contextWith(fetch, { retry: { limit: 0 } }), listCall(paging), query, signal && { signal })
}

/** Where the pages that were asked for start. */
export function placesIn(fetch: Stub): string[] {
  return fetch.asked.map(({ url }) => url.slice(url.indexOf('?') + 1))
}

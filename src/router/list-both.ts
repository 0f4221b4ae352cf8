import type { CallOptions } from '../core/call-options.js'
import type { KeyList, KeyPage, ListQuery } from '../core/list-keys.js'
import { refused } from './given.js'
import { routed, type RoutedRecord, type Side, type Sides } from './sides.js'

/** One page of a router's list: all of it is of one vendor. */
export interface RoutedPage extends Omit<KeyPage, 'keys'> {
  /** The keys, each with the `side` that has it. */
  readonly keys: readonly RoutedRecord[]
}

/** A list of the keys of both vendors: all of the primary's, then all of the secondary's. */
export interface RoutedList extends KeyList, AsyncIterable<RoutedRecord> {
  page(cursor?: string | null): Promise<RoutedPage>
  [Symbol.asyncIterator](): AsyncIterator<RoutedRecord>
}

/**
 * Lists both vendors, one after the other. A key that moved is in it twice, since both have it. Both say at once what is wrong with
 * the query, not after the first one's keys.
 */
export function listBoth(sides: Sides, query: ListQuery, options: CallOptions): RoutedList {
  const { cursor, ...rest } = query
  const start = placeOf(cursor)
  const lists: Readonly<Record<Side, KeyList>> = {
    primary: sides.primary.list(rest, options),
    secondary: sides.secondary.list(rest, options),
  }
  const from = (place: Place): KeyList =>
    place.cursor === null
      ? lists[place.side]
      : sides[place.side].list({ ...rest, cursor: place.cursor }, options)
  return {
    page: async (at) => {
      const place = at === undefined || at === null ? start : placeOf(at)
      const page = await lists[place.side].page(place.cursor)
      const keys = page.keys.map((key) => routed(sides, place.side, key))
      return { ...page, keys, total: null, cursor: cursorAfter(place.side, page.cursor) }
    },
    async *[Symbol.asyncIterator]() {
      const places: Place[] = [start]
      if (start.side === 'primary') places.push({ side: 'secondary', cursor: null })
      for (const place of places) for await (const key of from(place)) yield routed(sides, place.side, key)
    },
  }
}

interface Place {
  readonly side: Side
  readonly cursor: string | null
}

function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return { side: 'primary', cursor: null }
  const [, side, rest = ''] = /^(primary|secondary):(.*)$/s.exec(cursor) ?? []
  if (side !== 'primary' && side !== 'secondary')
    throw refused('list', 'cursor', 'must be the `cursor` of a page of a router')
  return { side, cursor: rest === '' ? null : rest }
}

function cursorAfter(side: Side, cursor: string | null): string | null {
  if (cursor !== null) return `${side}:${cursor}`
  return side === 'primary' ? 'secondary:' : null
}

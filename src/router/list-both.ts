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

/** Lists both vendors, one after the other. A key that moved is in it twice, since both have it. */
export function listBoth(sides: Sides, query: ListQuery, options: CallOptions): RoutedList {
  const start = placeOf(query.cursor)
  const at = ({ side, cursor }: Place): KeyList => {
    const { cursor: _, ...rest } = query
    return sides[side].list(cursor === null ? rest : { ...rest, cursor }, options)
  }
  return {
    page: async (cursor) => {
      const place = cursor === undefined || cursor === null ? start : placeOf(cursor)
      const page = await at(place).page()
      const keys = page.keys.map((key) => routed(sides, place.side, key))
      return { ...page, keys, total: null, cursor: cursorAfter(place.side, page.cursor) }
    },
    async *[Symbol.asyncIterator]() {
      const places: Place[] = [start]
      if (start.side === 'primary') places.push({ side: 'secondary', cursor: null })
      for (const place of places) for await (const key of at(place)) yield routed(sides, place.side, key)
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

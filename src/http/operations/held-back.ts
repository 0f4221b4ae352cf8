import type { KeyRecord } from '../../core/key-record.js'
import type { KeyList } from '../../core/list-keys.js'

/**
 * A list whose next page is asked for by the last key of the page before: who walks it is given that key only when the next page
 * has come, since whoever deletes what they get would else delete the place.
 */
export function heldBack<M, V>(list: KeyList<M, V>): KeyList<M, V> {
  return {
    page: async (cursor) => list.page(cursor),
    async *[Symbol.asyncIterator]() {
      const held: KeyRecord<M, V>[] = []
      for await (const key of list) {
        const [before] = held.splice(0, 1, key)
        if (before !== undefined) yield before
      }
      yield* held
    },
  }
}

import type { PageAsked } from '../calls.js'
import type { VendorProfile } from '../vendor-profile.js'
import { endless } from './list-faults.js'
import type { NewKeys, Paging, ReadPage } from './paging.js'

/** A list with cursors (or page tokens) of the vendor's own. They end it in different ways: by a word, or by no cursor. */
export const byCursor: Paging = {
  startAt: (cursor, pageSize) => (cursor === '' ? undefined : { cursor, offset: 0, pageSize }),
  cursorAfter: (_at, _size, { cursor, more }) => {
    if (more === false) return null
    if (cursor !== undefined && cursor !== '') return cursor
    return more === true ? undefined : null
  },
  pages,
}

/** A vendor's own cursors stay right while keys come and go. */
async function* pages<M, V>(
  profile: VendorProfile,
  read: ReadPage<M, V>,
  start: PageAsked,
  operation: string | undefined,
): AsyncGenerator<NewKeys<M, V>> {
  let { cursor } = start
  let marked = cursor
  for (let count = 1; ; count += 1) {
    const page = await read({ ...start, cursor })
    yield { keys: page.keys, page }
    const { cursor: next } = page
    if (next === null) return
    if (next === cursor || next === marked) throw endless(profile, operation)
    // A cursor is kept for twice as long as the one before, so that a circle of any length comes back to one.
    if (Number.isInteger(Math.log2(count))) marked = next
    cursor = next
  }
}

import { OffsetWalk } from './offset-walk.js'
import type { Paging } from './paging.js'

/**
 * A list that is read from the so-manyeth key on. Where no total tells its end, only an empty page does: a short one may be all
 * that the vendor gives at a time.
 */
export const byOffset: Paging = {
  startAt: (cursor, pageSize) =>
    /^\d{1,15}$/.test(cursor) ? { offset: Number(cursor), pageSize } : undefined,
  cursorAfter: ({ offset }, size, { more, total }) => {
    const next = offset + size
    return more === false || size === 0 || (total !== undefined && next >= total) ? null : String(next)
  },
  pages: (profile, read, start, operation) => new OffsetWalk(profile, read, start, operation).pages(),
}

import type { PageAsked, PageReading } from '../calls.js'

/** So many keys a request asks for where nobody said and all come at once. */
export const allKeys: number = Number.MAX_SAFE_INTEGER

/** A page of a vendor that cannot be told how long it shall be, as long as the caller wants it. */
export function firstKeys<M, V>(page: PageReading<M, V>, most: number | undefined): PageReading<M, V> {
  return most === undefined ? page : { ...page, keys: page.keys?.slice(0, most) }
}

/** A page of a list that comes whole. */
export function partOfWhole<M, V>(
  { keys, ...rest }: PageReading<M, V>,
  { offset, pageSize }: PageAsked,
): PageReading<M, V> {
  return { ...rest, keys: keys?.slice(offset, offset + pageSize), total: keys?.length }
}

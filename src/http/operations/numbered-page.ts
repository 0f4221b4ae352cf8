import type { PageAsked, PageReading } from '../calls.js'

/** A page of a vendor that counts pages, and where on it the keys begin that were asked for. */
interface NumberedPage {
  readonly page: number
  readonly size: number
  readonly skip: number
}

/**
 * The page that holds most of what begins at an offset: a walk asks for its pages from the last key seen on, wherever that is, and
 * such a vendor has pages at the multiples of their size alone. So it is asked for pages of the size that suits, `most` at the most.
 */
export function numberedPage({ offset, pageSize }: PageAsked, most: number, first = 1): NumberedPage {
  let best = { size: pageSize, skip: offset % pageSize }
  const got = ({ size, skip }: typeof best): number => Math.min(pageSize, size - skip)
  for (let size = pageSize + 1; size <= most && got(best) < pageSize; size += 1) best = better(size)
  for (let size = pageSize - 1; size > 1 && got(best) < size; size -= 1) best = better(size)
  return { page: first + (offset - best.skip) / best.size, ...best }

  function better(size: number): typeof best {
    const other = { size, skip: offset % size }
    return got(other) > got(best) ? other : best
  }
}

/** The keys of such a page that were asked for. */
export function ofNumberedPage<M, V>(
  { keys, more, ...rest }: PageReading<M, V>,
  asked: PageAsked,
  most: number,
): PageReading<M, V> {
  const { skip } = numberedPage(asked, most)
  const end = skip + asked.pageSize
  // What was cut off follows, whatever the vendor says of what follows its page.
  const isCut = keys !== undefined && keys.length > end
  return { ...rest, keys: keys?.slice(skip, end), more: isCut ? undefined : more }
}

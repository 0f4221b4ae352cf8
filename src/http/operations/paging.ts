import type { KeyRecord } from '../../core/key-record.js'
import type { PageAsked, PageReading } from '../calls.js'
import type { VendorProfile } from '../vendor-profile.js'
import type { Page } from './read-page.js'

/** Some keys of a page that have not been seen before. */
export interface NewKeys<M, V> {
  readonly keys: readonly KeyRecord<M, V>[]
  readonly page: Page<M, V>
}

export type ReadPage<M, V> = (at: PageAsked) => Promise<Page<M, V>>

/** What a page tells of where the next one starts. */
export type PageEnd = Pick<PageReading<unknown, unknown>, 'cursor' | 'more' | 'total'>

/** How a vendor cuts its list. Each adapter names the one that it needs, so that no client carries the other. */
export interface Paging {
  /** Where a page starts, from the cursor of an earlier one; undefined for a text that is none. */
  startAt(cursor: string, pageSize: number): PageAsked | undefined
  /** The cursor of the page after one with so many keys; null where that was the last, undefined where there is one and no way to it. */
  cursorAfter(at: PageAsked, size: number, end: PageEnd): string | null | undefined
  /** All pages from `start` on, each key once. */
  pages<M, V>(
    profile: VendorProfile,
    read: ReadPage<M, V>,
    start: PageAsked,
    operation: string | undefined,
  ): AsyncGenerator<NewKeys<M, V>>
}

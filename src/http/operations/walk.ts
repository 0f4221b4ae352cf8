import type { CallOptions } from '../../core/call-options.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { PageAsked } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import type { VendorProfile } from '../vendor-profile.js'
import { endless, withoutId } from './list-faults.js'
import { OffsetWalk } from './offset-walk.js'
import { readPage, type Listing, type Page } from './read-page.js'

/** A key of a walk, and the page that it was on. */
export interface Walked<M, V> {
  readonly key: KeyRecord<M, V>
  readonly page: Page<M, V>
}

/** All keys of a list from `start` on, each once, with one page in memory at a time. */
export async function* walk<M, V>(
  context: ClientContext,
  list: Listing<V>,
  start: PageAsked | undefined,
  options: CallOptions | undefined,
): AsyncGenerator<Walked<M, V>> {
  const from = start ?? { cursor: undefined, offset: 0, pageSize: list.pageSize }
  const { profile } = context.sender
  const { operation } = list
  const read = async (at: PageAsked): Promise<Page<M, V>> => {
    const page = await readPage<M, V>(context, list, at, options)
    if (page.keys.length < page.size) throw withoutId(profile, operation)
    return page
  }
  const pages =
    list.paging === 'offset'
      ? new OffsetWalk(profile, read, from, operation).pages()
      : byCursor(profile, read, from, operation)
  for await (const { keys, page } of pages) {
    for (const key of keys) yield { key, page }
  }
}

/** Some keys of a page that have not been seen before. */
export interface NewKeys<M, V> {
  readonly keys: readonly KeyRecord<M, V>[]
  readonly page: Page<M, V>
}

export type ReadPage<M, V> = (at: PageAsked) => Promise<Page<M, V>>

/** A vendor's own cursors stay right while keys come and go. */
async function* byCursor<M, V>(
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

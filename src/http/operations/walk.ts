import type { CallOptions } from '../../core/call-options.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { PageAsked } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { withoutId } from './list-faults.js'
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
  for await (const { keys, page } of list.paging.pages(profile, read, from, operation)) {
    for (const key of keys) yield { key, page }
  }
}

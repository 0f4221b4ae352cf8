import type { CallOptions } from '../../core/call-options.js'
import type { EndKeyResult } from '../../core/end-key.js'
import { KeymuxError } from '../../core/keymux-error.js'
import type { Warning } from '../../core/warning.js'
import type { ListCall } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { isSameId } from '../same-id.js'
import { walk } from './walk.js'
import { readPage, startOf, type Page } from './read-page.js'

/**
 * Ends a key at a vendor that has no word of its own for a key which is gone: a bare 404 may be a proxy's. Only where the
 * vendor's list, read to its end, does not have the key either there was nothing to end.
 */
export async function endListedKey<M, V>(
  context: ClientContext,
  id: string,
  list: ListCall<unknown, unknown>,
  options: CallOptions | undefined,
  end: () => Promise<EndKeyResult<M, V>>,
): Promise<EndKeyResult<M, V>> {
  const isOwn = context.known.endedAt(id) !== undefined
  try {
    return await end()
  } catch (error) {
    if (!KeymuxError.is(error) || error.code !== 'not_found') throw error
    const { signal, timeout, headers } = options ?? {}
    const page = await lastPageWithout(context, id, list, { signal, timeout, headers }).catch(() => undefined)
    if (page === undefined) throw error
    return { id, already: true, http: page.http, warnings: isOwn ? [] : [unlisted(context)] }
  }
}

/** The last page of a list that does not have this key; undefined where it has. */
async function lastPageWithout(
  context: ClientContext,
  id: string,
  list: ListCall<unknown, unknown>,
  options: CallOptions,
): Promise<Page<unknown, unknown> | undefined> {
  let last: Page<unknown, unknown> | undefined
  for await (const { key, page } of walk<unknown, unknown>(context, list, undefined, options)) {
    if (isSameId(key.id, id)) return undefined
    last = page
  }
  if (last !== undefined) return last
  const only = await readPage<unknown, unknown>(context, list, startOf(context, list, undefined), options)
  return only.size === 0 ? only : undefined
}

function unlisted({ sender }: ClientContext): Warning {
  const { name } = sender.profile
  const message = `${name} knows no such key, and its list has none of this id: it is gone, or never was one of this account's. Check the id and the credential, or a key that you meant to end may still work.`
  return { code: 'not_found', path: 'id', message }
}

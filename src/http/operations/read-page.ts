import type { CallOptions } from '../../core/call-options.js'
import type { KeyRecord } from '../../core/key-record.js'
import type { KeyPage } from '../../core/list-keys.js'
import { ask } from '../ask.js'
import type { Warning } from '../../core/warning.js'
import type { ListCall, PageAsked } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { invalidAnswer, requireWhole } from '../invalid-answer.js'
import { refuseInput } from '../refuse-input.js'
import { toRecord } from './to-record.js'

/** A page as a walk needs it. */
export interface Page<M, V> extends KeyPage<M, V> {
  /** How many keys the vendor put on it, those without an id included. */
  readonly size: number
}

/** A list that is read for another operation (a `get` that scans) speaks of that one in its errors. */
export type Listing<V> = ListCall<unknown, V> & { readonly operation?: string }

/** Where a list starts, from the cursor of an earlier page. Throws `invalid_request` for one that is none. */
export function startOf<V>(
  { sender }: ClientContext,
  { paging, pageSize }: ListCall<unknown, V>,
  cursor: string | undefined,
): PageAsked {
  if (cursor === undefined) return { cursor, offset: 0, pageSize }
  const start = typeof cursor === 'string' ? paging.startAt(cursor, pageSize) : undefined
  return start ?? refuseInput(sender.profile, 'list', 'cursor', 'must be the cursor of an earlier page')
}

/** One page of a list. */
export async function readPage<M, V>(
  context: ClientContext,
  list: Listing<V>,
  at: PageAsked,
  options: CallOptions | undefined,
): Promise<Page<M, V>> {
  const asked = list.request(at)
  const request = list.operation === undefined ? asked : { ...asked, operation: list.operation }
  const answer = await ask(context, request, options)
  requireWhole(context.sender.profile, request, answer)
  const { keys: listed, ...reading } = list.read(answer.body, at, answer.meta.headers)
  if (listed === undefined)
    throw invalidAnswer(context.sender.profile, request, answer, 'there is no list of keys in it')
  const warnings = [...reading.warnings]
  const keys: KeyRecord<M, V>[] = []
  for (const [index, each] of listed.entries()) {
    const key = await toRecord<M, V>(context, each, answer.secrets, warnings)
    if (key === undefined) warnings.push(withoutIdAt(index))
    else keys.push(key)
  }
  const size = listed.length
  const cursor = list.paging.cursorAfter(at, size, reading)
  if (cursor === undefined)
    throw invalidAnswer(
      context.sender.profile,
      request,
      answer,
      'it says that there are more keys and not where',
    )
  return {
    keys,
    size,
    cursor,
    total: reading.total ?? null,
    http: answer.meta,
    warnings,
  }
}

/** By its place on the page: there is nothing else to call it by. */
function withoutIdAt(index: number): Warning {
  return {
    code: 'missing',
    path: `/${index}`,
    message: `Key ${index + 1} of this page has no id that can be read, and is left out of \`keys\`.`,
  }
}

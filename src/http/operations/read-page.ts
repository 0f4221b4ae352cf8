import type { CallOptions } from '../../core/call-options.js'
import type { KeyRecord } from '../../core/key-record.js'
import { KeymuxError } from '../../core/keymux-error.js'
import type { KeyPage } from '../../core/list-keys.js'
import { ask } from '../ask.js'
import type { Warning } from '../../core/warning.js'
import type { Answer } from '../answer.js'
import type { ListCall, PageAsked, PageReading } from '../calls.js'
import type { ClientContext } from '../client-context.js'
import { invalidAnswer, requireWhole } from '../invalid-answer.js'
import type { VendorRequest } from '../sender.js'
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
  if (isCursor(cursor, paging))
    return paging === 'offset' ? { offset: Number(cursor), pageSize } : { cursor, offset: 0, pageSize }
  const { id: vendor, name } = sender.profile
  throw new KeymuxError({
    code: 'invalid_request',
    message: `${name} cannot list keys: \`cursor\` must be the cursor of an earlier page. Nothing was sent.`,
    vendor,
    operation: 'list',
    issues: [{ path: 'cursor', message: 'must be the cursor of an earlier page' }],
  })
}

function isCursor(cursor: unknown, paging: ListCall<unknown, unknown>['paging']): boolean {
  if (typeof cursor !== 'string' || paging === 'whole') return false
  return paging === 'offset' ? /^\d{1,15}$/.test(cursor) : cursor !== ''
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
  return {
    keys,
    size: listed.length,
    cursor: cursorAfter(context, list, { at, reading, size: listed.length, request, answer }),
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

interface Read<V> {
  readonly at: PageAsked
  readonly reading: Omit<PageReading<unknown, V>, 'keys'>
  readonly size: number
  readonly request: VendorRequest
  readonly answer: Answer
}

/**
 * Where the next page starts. Vendors end a list in different ways: by a word, by no cursor, by the total. Without any of them
 * only an empty page does: a short one may be all that the vendor gives at a time.
 */
function cursorAfter<V>(
  { sender }: ClientContext,
  { paging }: ListCall<unknown, V>,
  { at, reading, size, request, answer }: Read<V>,
): string | null {
  const { cursor, more, total } = reading
  if (paging === 'whole' || more === false) return null
  if (paging === 'cursor') {
    if (cursor !== undefined && cursor !== '') return cursor
    if (more === true)
      throw invalidAnswer(sender.profile, request, answer, 'it says that there are more keys and not where')
    return null
  }
  const next = at.offset + size
  return size === 0 || (total !== undefined && next >= total) ? null : String(next)
}

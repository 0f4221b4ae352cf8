import { InputCheck } from '../../core/input-check.js'
import type { KeyState } from '../../core/key-record.js'
import type { KeyList, ListOptions, ListQuery } from '../../core/list-keys.js'
import type { ListCall } from '../calls.js'
import { tellingMarkers, type ClientContext } from '../client-context.js'
import { readPage, startOf } from './read-page.js'
import { walk } from './walk.js'

const states: readonly KeyState[] = ['active', 'disabled', 'revoked', 'expired']

/** A list of keys; nothing is asked until it is read. */
export function listKeys<M, V>(
  client: ClientContext,
  call: ListCall<unknown, V>,
  query: ListQuery | undefined,
  { markers, ...options }: ListOptions = {},
): KeyList<M, V> {
  const { state, cursor: first } = query ?? {}
  // A mistyped one would look like a list without keys.
  const check = new InputCheck(client.sender.profile, 'list')
  check.text('state', state, { oneOf: states })
  check.flag('markers', markers)
  check.end()
  const context = markers === true ? tellingMarkers(client) : client
  const start = startOf(context, call, first)
  return {
    async page(cursor) {
      const at = cursor === undefined || cursor === null ? start : startOf(context, call, cursor)
      const { keys, size: _, ...page } = await readPage<M, V>(context, call, at, options)
      if (state === undefined) return { ...page, keys }
      // The vendor counts keys in other states as well.
      return { ...page, keys: keys.filter((key) => key.state === state), total: null }
    },
    async *[Symbol.asyncIterator]() {
      for await (const { key } of walk<M, V>(context, call, start, options)) {
        if (state === undefined || key.state === state) yield key
      }
    },
  }
}

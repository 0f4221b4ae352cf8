import type { Keys } from '../../store.js'
import { invalidParameter } from './errors.js'
import type { FlowKey } from './record.js'

/**
 * `GET /api-keys`: in camelCase, by offset, oldest first; Flow promises no order. An item has neither owner nor prefix
 * nor state. The largest page is not known, so any size is taken.
 */
export function listKeys(held: Keys<FlowKey>, query: URLSearchParams, listsInactive: boolean): unknown {
  const [limit, offset] = [amount(query, 'limit', 10), amount(query, 'offset', 0)]
  const keys: FlowKey[] = []
  for (const key of held.values()) if (listsInactive || key.isActive) keys.push(key)
  return {
    apiKeys: keys.slice(offset, offset + limit).map((key) => ({
      id: key.id,
      keyName: key.keyName,
      createdAt: key.createdAt.toISOString(),
      lastUsedAt: key.lastUsedAt,
    })),
    pagination: { totalCount: keys.length, limit, offset },
  }
}

/** No bounds are published; less than nothing is refused here. */
function amount(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name)
  if (text === null) return otherwise
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(value)) {
    throw invalidParameter(['query', name], {
      msg: 'Input should be a valid integer, unable to parse string as an integer',
      type: 'int_parsing',
    })
  }
  if (value < 0) {
    throw invalidParameter(['query', name], {
      msg: 'Input should be greater than or equal to 0',
      type: 'greater_than_equal',
    })
  }
  return value
}

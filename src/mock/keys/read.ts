import { type Told, toldOf } from '../answer/told.js'
import { asked as askedField } from '../../generator/model.js'
import { invalid, keyNotFound } from '../refusal.js'
import type { Asked } from '../request/asked.js'
import { isIn, type MockAccount } from './account.js'
import type { MockKey } from './mock-key.js'

export function getKey(account: MockAccount, asked: Asked, lagMs: number): Told {
  return toldOf(account.find(asked, account.keys.seen(lagMs)), account.now())
}

export function recoverSecret(account: MockAccount, asked: Asked, lagMs: number): Told {
  const key = account.find(asked, account.keys.seen(lagMs))
  const secret = account.keys.secretOf(key.id)
  if (secret === undefined) throw keyNotFound()
  const told = toldOf(key, account.now())
  return { ...told, fields: { ...told.fields, secret } }
}

/** One page, in the order in which the keys were made: by a cursor or an offset, whichever the vendor has, or all at once. */
export function listKeys(account: MockAccount, asked: Asked, lagMs: number): Told {
  const all = [...account.keys.seen(lagMs).values()].filter((key) => isWanted(key, asked))
  const size = pageSizeOf(account, asked)
  const first = firstOf(all, asked, size)
  const page = all.slice(first, first + size)
  const last = page.at(-1)
  const more = first + page.length < all.length
  const isByLastId = askedField(asked.operation, 'cursor')?.annotation?.lastId === true
  return {
    fields: {
      keys: page.map((key) => toldOf(key, account.now())),
      total: all.length,
      more,
      cursor: more && last !== undefined ? (isByLastId ? last.id : cursorAt(last)) : null,
    },
  }
}

function isWanted(key: MockKey, { fields, options }: Asked): boolean {
  const { owner, text } = fields
  const { name } = key.told
  const hasText =
    typeof text !== 'string' || (typeof name === 'string' && name.toLowerCase().includes(text.toLowerCase()))
  return isIn(key, options) && (owner === undefined || key.told.owner === owner) && hasText
}

function firstOf(keys: readonly MockKey[], { fields, operation }: Asked, size: number): number {
  const { cursor, offset, page } = fields
  if (typeof offset === 'number') return offset
  if (typeof page === 'number') {
    const { first = 1 } = askedField(operation, 'page')?.annotation ?? {}
    return Math.max(0, page - first) * size
  }
  if (typeof cursor !== 'string') return 0
  if (askedField(operation, 'cursor')?.annotation?.lastId === true) return behind(keys, cursor)
  const serial = serialAt(cursor)
  const next = keys.findIndex((key) => key.serial > serial)
  return next < 0 ? keys.length : next
}

function pageSizeOf(account: MockAccount, { fields, operation }: Asked): number {
  const pageSize = askedField(operation, 'pageSize')
  const isPaged = ['pageSize', 'cursor', 'offset', 'page'].some(
    (name) => askedField(operation, name as 'pageSize') !== undefined,
  )
  if (!isPaged) return Infinity
  const { pageSize: wanted } = fields
  const usual = pageSize?.schema['default']
  return typeof wanted === 'number' ? wanted : typeof usual === 'number' ? usual : account.pageSize
}

/** The place behind a key, which stays where it is when others come and go. */
function cursorAt({ serial }: MockKey): string {
  return `after${String(serial).padStart(8, '0')}`
}

function serialAt(cursor: string): number {
  const [, serial] = /^after(\d{8,})$/.exec(cursor) ?? []
  return serial === undefined ? refuseCursor() : Number(serial)
}

/** By the id of a key, which must be there still: that is how such vendors are. */
function behind(keys: readonly MockKey[], id: string): number {
  const at = keys.findIndex((key) => key.id === id)
  return at < 0 ? refuseCursor() : at + 1
}

function refuseCursor(): never {
  throw invalid([{ path: ['cursor'], rule: 'other', expected: null, message: 'is none of this list' }])
}

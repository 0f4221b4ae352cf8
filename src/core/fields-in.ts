import type { Fields } from './input-check.js'

/** What some vendor or other takes: the names of the inputs, queries and options of all operations. */
const commonFields = [
  'name',
  'owner',
  'metadata',
  'scopes',
  'description',
  'expiresAt',
  'prefix',
  'enabled',
  'vendor',
  'reason',
  'cost',
  'state',
  'text',
]

/** The names of an object's own fields; of an input of the caller's class also those that it may have as getters. */
export function fieldsIn(input: Fields, at: string): readonly string[] {
  const own = Object.keys(input)
  if (at !== '' || Object.getPrototypeOf(input) === Object.prototype) return own
  return [...new Set([...own, ...commonFields])]
}

import type { Operation } from '../vendor.js'

const reads: ReadonlySet<string> = new Set(['get', 'list', 'recover', 'keys.whoami'])
const writes: ReadonlySet<string> = new Set(['create', 'update', 'revoke', 'delete', 'rotate', 'import'])

/** What an operation has to do with a replica of the keys; null if nothing. Verification asks the keys themselves. */
export function lagging(operation: Operation | null): 'reads' | 'writes' | null {
  if (operation === null) return null
  if (reads.has(operation)) return 'reads'
  return writes.has(operation) || operation.startsWith('keys.') ? 'writes' : null
}

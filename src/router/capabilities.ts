import type { Capabilities } from '../core/capabilities.js'
import { operations, type Operation } from '../core/operation.js'
import type { Sides } from './sides.js'

/** What a router does itself; all else is for the client of the vendor that has the key. */
const routedOperations: ReadonlySet<Operation> = new Set([
  'create',
  'get',
  'list',
  'update',
  'revoke',
  'verify',
])

/** What can be done through a router: what a new key may be told is the primary's, all else is what both can. */
export function capabilitiesOf({ primary, secondary }: Sides): Capabilities {
  const [own, other] = [primary.capabilities, secondary.capabilities]
  const canUpdate = own.update !== 'none' || other.update !== 'none'
  const support = operations.map((operation) => {
    const isRouted = routedOperations.has(operation) && (operation !== 'update' || canUpdate)
    if (!isRouted) return [operation, 'none']
    return [operation, operation === 'create' ? own.create : 'emulated']
  })
  const capabilities: Capabilities = {
    ...(Object.fromEntries(support) as Record<Operation, 'native' | 'emulated' | 'none'>),
    fields: own.fields,
    changes: own.changes.filter((field) => other.changes.includes(field)),
    filters: own.filters.filter((filter) => other.filters.includes(filter)),
    limits: own.limits,
    uniqueNames: own.uniqueNames,
    ownFields: own.ownFields,
  }
  return Object.freeze(capabilities)
}

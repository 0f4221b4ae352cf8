import { asked, type OperationModel, type VendorModel } from './model.js'
import { meaningfulMaximum } from './schema-facts.js'

/** How many keys a page has where the vendor names neither a limit nor a default. */
const usualPage = 100

/** The most keys that a page may have; undefined where the vendor names no limit. */
export function largestPage({ operations }: VendorModel): number | undefined {
  const list = operations.get('list')
  const field = list === undefined ? undefined : asked(list, 'pageSize')
  return field === undefined ? undefined : meaningfulMaximum(field.schema)
}

/** How many keys a page has unless the caller says: the most, or what the vendor gives by itself where it names no limit. */
export function usedPage(model: VendorModel): number {
  const list = model.operations.get('list')
  const byDefault = list === undefined ? undefined : asked(list, 'pageSize')?.schema['default']
  return largestPage(model) ?? (typeof byDefault === 'number' ? byDefault : usualPage)
}

/** The longest page that a vendor is asked for of its own accord. */
export function longestPage(model: VendorModel): number {
  return Math.max(largestPage(model) ?? usualPage, usedPage(model))
}

/** Whether the vendor can be told how many keys a page shall have. */
export function isSized(operation: OperationModel): boolean {
  return asked(operation, 'pageSize') !== undefined
}

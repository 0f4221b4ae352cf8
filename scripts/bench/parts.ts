import { bundles } from './bundles.js'
import { cacheHits, cacheLoad } from './cache.js'
import { coldImport } from './cold-import.js'
import { firstKey } from './first-key.js'
import { footprint } from './footprint.js'
import { inProcess } from './in-process.js'
import { loopback } from './loopback.js'
import type { Run } from './run.js'
import type { Table } from './table.js'
import { typeCheck } from './type-check.js'

/** What can be measured by itself, in the order of the page. */
export const parts: Readonly<Record<string, (run: Run) => Promise<Table>>> = {
  bundles,
  'in-process': inProcess,
  loopback,
  'cache-hits': cacheHits,
  'cache-load': cacheLoad,
  'cold-import': coldImport,
  'first-key': firstKey,
  'type-check': typeCheck,
  footprint,
}

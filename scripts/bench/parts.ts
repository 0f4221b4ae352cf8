import { inProcess } from './in-process.js'
import type { Run } from './run.js'
import type { Table } from './table.js'

/** What can be measured by itself, in the order of the page. */
export const parts: Readonly<Record<string, (run: Run) => Promise<Table>>> = {
  'in-process': inProcess,
}

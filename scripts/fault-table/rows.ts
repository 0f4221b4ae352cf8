import { faultRows } from './fault-rows.js'
import { leakRows } from './leak-rows.js'
import type { Row } from './row.js'

/** The tables of the page. */
export const groups: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  { title: 'A create, and something goes wrong', rows: faultRows },
  { title: 'Where credentials and secrets come out', rows: leakRows },
]

export const allRows: readonly Row[] = groups.flatMap(({ rows }) => rows)

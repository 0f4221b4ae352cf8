import { operations } from '../../core/operation.js'
import type { Session } from '../session.js'
import { printLines } from '../show-key.js'
import { kebabCase } from '../kebab-case.js'
import { jsonLine } from '../terminal/printable.js'
import { fields, Table, type Column } from '../terminal/table.js'
import type { VendorEntry } from '../vendor-entry.js'
import { vendorList } from '../vendor-list.js'

type Row = readonly [title: string, cell: (vendor: VendorEntry) => string]

const none = '–'

/** What each vendor can do, and what it wants to be told. Asks nobody. */
export async function vendors({ out, json }: Session): Promise<void> {
  if (json)
    return printLines(
      vendorList.map((vendor) => jsonLine(vendor)),
      out,
    )
  const columns: Column<Row>[] = [
    { title: '', text: ([title]) => title },
    ...vendorList.map((vendor): Column<Row> => ({
      title: vendor.id,
      text: ([, cell]) => cell(vendor),
      isWhole: true,
    })),
  ]
  const rows: Row[] = [
    ...operations.map((operation): Row => [operation, ({ capabilities }) => word(capabilities[operation])]),
    ...Object.keys(vendorList[0]?.capabilities.fields ?? {}).map((field): Row => [
      `create --${kebabCase(flagOf(field))}`,
      ({ capabilities }) => word(capabilities.fields[field as keyof typeof capabilities.fields]),
    ]),
  ]
  await printLines(new Table(columns, out).lines(rows), out)
  for (const { id, credential, options, baseUrl } of vendorList) {
    const needs = options.filter(({ required }) => required).map(({ env }) => env)
    const host = baseUrl.default === null ? [baseUrl.env] : []
    await printLines(['', ...fields([[id, [credential.env, ...needs, ...host].join(' ')]], out)], out)
  }
}

/** A field of a create as its flag. */
function flagOf(field: string): string {
  const others: Record<string, string> = { scopes: 'scope', expiresAt: 'expires', enabled: 'disabled' }
  return others[field] ?? field
}

function word(support: string): string {
  return support === 'none' ? none : support
}

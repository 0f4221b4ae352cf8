import { upstreams, vendors, type Operation, type Vendor } from './exchanges.js'
import { subjects } from './subjects.js'

/** A call whose packages are measured side by side. */
export interface Group {
  readonly vendor: Vendor
  readonly operation: Operation
  /** Of `subjects`, bare fetch first. */
  readonly subjects: readonly string[]
}

export const groups: readonly Group[] = vendors.flatMap((vendor) =>
  (['create', 'verify'] as const)
    .filter((operation) => upstreams[vendor][operation] !== undefined)
    .map((operation) => ({ vendor, operation, subjects: subjectsAt(vendor) })),
)

function subjectsAt(vendor: Vendor): string[] {
  return Object.entries(subjects)
    .filter(([, subject]) => subject.vendors.includes(vendor))
    .map(([id]) => id)
}

const names: Readonly<Record<Vendor, string>> = {
  unkey: 'Unkey',
  clerk: 'Clerk',
  factify: 'Factify',
  flow: 'Flow',
  openrouter: 'OpenRouter',
  workos: 'WorkOS',
}

export function groupTitle({ vendor, operation }: Group): string {
  return `${names[vendor]}, ${operation}`
}

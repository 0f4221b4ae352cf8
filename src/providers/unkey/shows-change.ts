import type { UnkeyRecord } from '../../generated/unkey/adapter.js'

/** Whether a record shows what an update asked for. `sent` is the update's body. */
export function showsChange(record: UnkeyRecord, sent: string): boolean {
  const { keyId: _, meta, externalId, permissions, ...others } = JSON.parse(sent) as Record<string, unknown>
  const seen: Record<string, unknown> = { ...record }
  return (
    (meta === undefined || sameJson(meta ?? {}, record.meta ?? {})) &&
    (externalId === undefined || (externalId ?? undefined) === record.identity?.externalId) &&
    (!Array.isArray(permissions) || showsPermissions(record, permissions)) &&
    Object.entries(others).every(([name, value]) => shows(seen[name], value))
  )
}

/** With roles, a record has their permissions too: what was taken away cannot be told from what they give. */
function showsPermissions({ permissions = [], roles = [] }: UnkeyRecord, asked: readonly unknown[]): boolean {
  return roles.length === 0 ? shows(permissions, asked) : holds(permissions, asked)
}

/** What Unkey adds (ids of rate limits) is no difference; null is absence. */
function shows(seen: unknown, asked: unknown): boolean {
  if (asked === null) return seen === undefined || seen === null
  if (Array.isArray(asked)) {
    const items: readonly unknown[] = Array.isArray(seen) ? seen : []
    return holds(items, asked) && items.every((item) => asked.some((each) => shows(item, each)))
  }
  if (typeof asked !== 'object') return seen === asked
  // Unlimited credits are not shown at all, and so show `{ remaining: null }`.
  const parts: Record<string, unknown> = typeof seen === 'object' ? { ...seen } : {}
  return Object.entries(asked).every(([name, value]) => shows(parts[name], value))
}

function holds(items: readonly unknown[], asked: readonly unknown[]): boolean {
  return asked.every((item) => items.some((each) => shows(each, item)))
}

/** Metadata is replaced as a whole, so one that holds more is an older one. */
function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

/** MySQL, where Unkey keeps it, gives the properties back in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}

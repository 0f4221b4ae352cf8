import { invalidArgument } from './errors.js'
import type { FactifyOrganization } from './organization.js'
import { pageToken, placeOf } from './page-token.js'
import { checkOrganization, flag, pageSize } from './parameters.js'
import { type FactifyKey, factifyKeyOnWire } from './record.js'

interface Page {
  readonly items: readonly FactifyKey[]
  readonly before: boolean
  readonly after: boolean
}

/**
 * `GET /v1beta/api-keys`: in order of id, which is the order of creation; Factify promises none. Expired keys are
 * always there, revoked ones on request. Everything that is empty is absent, `items` included, and the last page has
 * no `has_more` at all.
 */
export function listKeys(organization: FactifyOrganization, query: URLSearchParams, lagMs: number): unknown {
  checkOrganization(organization, query.get('organization_id'), 'required')
  const includeRevoked = flag(query, 'include_revoked')
  const keys: FactifyKey[] = []
  for (const key of organization.keys.seen(lagMs).values()) {
    if (includeRevoked || key.revokedAt === null) keys.push(key)
  }
  // Two that were made at the same time may have come in the other order.
  const sorted = keys.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { items, before, after } = pageOf(sorted, pageSize(query), query.get('page_token'))
  const [first, last] = [items.at(0), items.at(-1)]
  const now = organization.now()
  return {
    ...(items.length > 0 && { items: items.map((key) => factifyKeyOnWire(key, now)) }),
    pagination: {
      ...(after &&
        last !== undefined && { has_more: true, next_page_token: pageToken({ id: last.id, d: 'next' }) }),
      ...(before && first !== undefined && { prev_page_token: pageToken({ id: first.id, d: 'prev' }) }),
    },
  }
}

/** By key and not by offset: what is made or revoked meanwhile shifts nothing. */
function pageOf(keys: readonly FactifyKey[], size: number, token: string | null): Page {
  if (token === '') throw invalidArgument('page_token', 'must not be empty')
  const place = token === null ? null : placeOf(token)
  const count = keys.length
  if (place?.d === 'prev') {
    const end = firstFrom(keys, ({ id }) => id >= place.id)
    const start = Math.max(0, end - size)
    return { items: keys.slice(start, end), before: start > 0, after: end < count }
  }
  const start = place === null ? 0 : firstFrom(keys, ({ id }) => id > place.id)
  return { items: keys.slice(start, start + size), before: start > 0, after: start + size < count }
}

/** Where the keys begin that something holds for; their number if it holds for none. */
function firstFrom(keys: readonly FactifyKey[], holds: (key: FactifyKey) => boolean): number {
  const index = keys.findIndex(holds)
  return index < 0 ? keys.length : index
}

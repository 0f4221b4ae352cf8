import type { Parameters } from '../../routes.js'
import { invalidArgument, invalidId, keyNotFound, missingArgument, notFound } from './errors.js'
import type { FactifyOrganization } from './organization.js'
import type { FactifyKey } from './record.js'
import { parseTimestamp } from './timestamp.js'

const keyId = /^key_[0-9a-hjkmnp-tv-z]{26}$/
const organizationId = /^org_[0-9a-hjkmnp-tv-z]{26}$/

/** The key that a path names. */
export function keyAt(organization: FactifyOrganization, { api_key_id: id = '' }: Parameters): FactifyKey {
  if (!keyId.test(id)) throw invalidId('api_key_id')
  const key = organization.keys.get(id)
  if (key === undefined) throw keyNotFound()
  return key
}

/** Refuses any organization but the caller's; where it may be left out, the caller's is meant. */
export function checkOrganization(
  organization: FactifyOrganization,
  id: string | null,
  needed: 'required' | 'optional',
): void {
  if (id === null && needed === 'optional') return
  if (id === null) throw missingArgument('organization_id')
  if (!organizationId.test(id)) throw invalidId('organization_id')
  if (id !== organization.id) throw notFound('The organization was not found.')
}

export function flag(query: URLSearchParams, name: string): boolean {
  const text = query.get(name) ?? 'false'
  if (text !== 'true' && text !== 'false') throw invalidArgument(name, 'must be true or false')
  return text === 'true'
}

export function pageSize(query: URLSearchParams): number {
  const text = query.get('page_size')
  if (text === null) return 50
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (size < 1 || size > 100) throw invalidArgument('page_size', 'must be a whole number from 1 to 100')
  return size
}

export function moment(query: URLSearchParams, name: string): Date | null {
  const text = query.get(name)
  if (text === null) return null
  const timestamp = parseTimestamp(text)
  if (timestamp === null) throw invalidArgument(name, 'must be an RFC 3339 timestamp')
  return timestamp.date
}

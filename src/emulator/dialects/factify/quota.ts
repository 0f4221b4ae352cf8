import type { paths } from '../../../generated/factify/paths.js'
import { setAPIKeyQuotaRequest } from '../../../generated/factify/schemas.js'
import { type BodyOf, validate } from '../../validate.js'
import { forbidden, invalidArgument, invalidBody, invalidId, quotaExceeded } from './errors.js'
import { type FactifyOrganization, largest } from './organization.js'
import { checkOrganization, moment } from './parameters.js'
import type { FactifyKey } from './record.js'
import { timestampAt } from './timestamp.js'
import { billingMonth } from './usage.js'

type SetQuotaRequest = BodyOf<paths['/v1beta/quota/keys/{api_key_id}']['put']>

/** Counts a request towards the quotas, or refuses it if one is used up. */
export function spendRequest(organization: FactifyOrganization, keyId: string | null): void {
  const now = organization.now()
  const { usage, quotas, monthlyQuota } = organization
  const { end } = billingMonth(now)
  const ofKey = keyId === null ? null : (quotas.get(keyId) ?? null)
  if (usage.ofMonth(now) >= monthlyQuota) throw quotaExceeded(monthlyQuota, end)
  if (keyId !== null && ofKey !== null && usage.ofKey(keyId, now) >= ofKey) throw quotaExceeded(ofKey, end)
  usage.count(keyId, now)
}

/** `GET /v1beta/quota`: another organization's takes an administrator, which an API key never is. */
export function readQuota(organization: FactifyOrganization, query: URLSearchParams): unknown {
  const id = query.get('organization_id')
  if (id !== null && id !== organization.id) {
    if (!/^org_[0-9a-hjkmnp-tv-z]{26}$/.test(id)) throw invalidId('organization_id')
    throw forbidden('Only administrators can read the quota of another organization.')
  }
  const now = organization.now()
  const { start, end } = billingMonth(now)
  const { monthlyQuota: limit } = organization
  const used = organization.usage.ofMonth(now)
  return {
    quota: {
      organization_id: organization.id,
      tier: limit === largest ? 'free' : 'custom',
      effective_limit: limit,
      current_usage: used,
      remaining: Math.max(0, limit - used),
      usage_percent: Math.floor((used / limit) * 100),
      is_exceeded: used >= limit,
      period_start: timestampAt(start, '').text,
      reset_at: timestampAt(end, '').text,
    },
  }
}

/** `GET /v1beta/quota/keys`: the keys that have a quota of their own, all in one answer. */
export function listQuotas(organization: FactifyOrganization, query: URLSearchParams): unknown {
  checkOrganization(organization, query.get('organization_id'), 'optional')
  const ids = [...organization.quotas.keys()]
  return ids.length > 0 ? { quotas: ids.map((id) => quotaOnWire(organization, id)) } : {}
}

/** `PUT /v1beta/quota/keys/{id}`. What a limit of null does is not known; here it is a quota without a limit. */
export function setQuota(organization: FactifyOrganization, key: FactifyKey, body: unknown): unknown {
  const read = validate<SetQuotaRequest>(setAPIKeyQuotaRequest, body)
  if (!read.ok) throw invalidBody(read.violations)
  const { limit = null, organization_id: organizationId = null } = read.value
  if (limit !== null && limit > largest) throw invalidArgument('limit', `must be at most ${largest}`)
  checkOrganization(organization, organizationId, 'optional')
  organization.quotas.set(key.id, limit)
  return { quota: quotaOnWire(organization, key.id) }
}

/** `DELETE /v1beta/quota/keys/{id}`: names the organization in the query, where the PUT does in the body. */
export function deleteQuota(
  organization: FactifyOrganization,
  key: FactifyKey,
  query: URLSearchParams,
): unknown {
  checkOrganization(organization, query.get('organization_id'), 'optional')
  organization.quotas.delete(key.id)
  return {}
}

/** `GET /v1beta/quota/usage`: whole days, the ones that the bounds fall on included. */
export function readUsage(organization: FactifyOrganization, query: URLSearchParams): unknown {
  checkOrganization(organization, query.get('organization_id'), 'optional')
  const days = organization.usage.perDay(moment(query, 'date.after'), moment(query, 'date.before'))
  return {
    organization_id: organization.id,
    ...(days.length > 0 && {
      daily_usage: days.map(({ date, requests }) => ({ date, request_count: requests })),
    }),
    total_requests: days.reduce((sum, { requests }) => sum + requests, 0),
  }
}

function quotaOnWire(organization: FactifyOrganization, id: string): unknown {
  const limit = organization.quotas.get(id) ?? null
  const used = organization.usage.ofKey(id, organization.now())
  return {
    api_key_id: id,
    limit,
    current_usage: used,
    remaining: limit === null ? 0 : Math.max(0, limit - used),
    is_exceeded: limit !== null && used >= limit,
  }
}

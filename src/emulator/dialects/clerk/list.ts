import { invalidParameter } from './errors.js'
import type { ClerkInstance } from './instance.js'
import { type ClerkKey, clerkKeyOnWire, isDead } from './record.js'

const subjectPattern = /^(user|org|mch|scim)_\w{27}$/

interface Query {
  readonly subject: string
  readonly type: string
  readonly includeInvalid: boolean
  readonly limit: number
  readonly offset: number
  readonly text: string
}

/**
 * `GET /api_keys`: newest first, by offset, so whoever revokes while paging skips keys. A subject without keys is an
 * empty list: which subjects there are is not held here.
 */
export function listKeys(instance: ClerkInstance, parameters: URLSearchParams, lagMs: number): unknown {
  const query = read(parameters)
  const now = instance.now()
  const matching: ClerkKey[] = []
  for (const key of instance.keys.seen(lagMs).values()) if (matches(key, query, now)) matching.push(key)
  const page = matching.toReversed().slice(query.offset, query.offset + query.limit)
  return { data: page.map((key) => clerkKeyOnWire(key, now)), total_count: matching.length }
}

/** Where `query` is searched for is not published; here it is the name, in any case. */
function matches(key: ClerkKey, query: Query, now: Date): boolean {
  if (key.subject !== query.subject || key.type !== query.type) return false
  if (!query.includeInvalid && isDead(key, now)) return false
  return query.text === '' || key.name.toLowerCase().includes(query.text)
}

/** Parameters that the document does not have are ignored. */
function read(parameters: URLSearchParams): Query {
  const subject = parameters.get('subject')
  if (subject === null) throw invalidParameter('query_parameter.subject', 'is required')
  if (!subjectPattern.test(subject)) {
    throw invalidParameter('query_parameter.subject', `must match the pattern ${subjectPattern.source}`)
  }
  const type = parameters.get('type') ?? 'api_key'
  if (type.length < 3) throw invalidParameter('query_parameter.type', 'must be at least 3 characters long')
  const invalid = parameters.get('include_invalid') ?? 'false'
  if (invalid !== 'true' && invalid !== 'false') {
    throw invalidParameter('query_parameter.include_invalid', 'must be one of true, false')
  }
  return {
    subject,
    type,
    includeInvalid: invalid === 'true',
    limit: amount(parameters, 'limit', { otherwise: 10, least: 1, most: 100 }),
    offset: amount(parameters, 'offset', { otherwise: 0, least: 0, most: Number.MAX_SAFE_INTEGER }),
    text: (parameters.get('query') ?? '').toLowerCase(),
  }
}

/** The document calls these numbers and not integers; here a fraction is cut off. */
function amount(
  parameters: URLSearchParams,
  name: string,
  { otherwise, least, most }: { otherwise: number; least: number; most: number },
): number {
  const text = parameters.get(name)
  if (text === null) return otherwise
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (value >= least && value <= most) return Math.floor(value)
  throw invalidParameter(`query_parameter.${name}`, `must be a number from ${least} to ${most}`)
}

import { dotted, type Violation } from '../../validate.js'
import { json } from '../../wire.js'

/** What went wrong, more exactly than `code`. */
export type Reason =
  | 'missing_required_field'
  | 'invalid_field_value'
  | 'invalid_enum_value'
  | 'invalid_id_format'
  | 'invalid_cursor'
  | 'missing_api_key'
  | 'invalid_api_key'
  | 'expired_api_key'
  | 'insufficient_permissions'
  | 'resource_not_found'
  | 'rate_limit_exceeded'
  | 'quota_exceeded'
  | 'internal_error'
  | 'service_unavailable'

interface Detail {
  readonly reason: Reason
  /** The field at fault, where there is one. */
  readonly param?: string
}

/** Thrown by what handles a request; `refusal` turns it into the answer. */
export class FactifyRefusal extends Error {
  override readonly name = 'FactifyRefusal'
  readonly status: number
  readonly code: string
  readonly details: readonly Detail[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    message: string,
    details: readonly Detail[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
    this.headers = headers
  }
}

/** The answer to a refused request: an error of ConnectRPC, with the request id in each of its details. */
export function refusal(thrown: FactifyRefusal, requestId: string): Response {
  const details = thrown.details.map((detail) => ({ ...detail, request_id: requestId }))
  return json(thrown.status, { code: thrown.code, message: thrown.message, details }, thrown.headers)
}

function unauthenticated(reason: Reason, message: string): FactifyRefusal {
  return new FactifyRefusal(401, 'unauthenticated', message, [{ reason }])
}

export function apiKeyMissing(): FactifyRefusal {
  return unauthenticated('missing_api_key', 'An API key is required.')
}

/** A revoked key is not told from one that never was. */
export function apiKeyInvalid(): FactifyRefusal {
  return unauthenticated('invalid_api_key', 'The API key is not valid.')
}

export function apiKeyExpired(): FactifyRefusal {
  return unauthenticated('expired_api_key', 'The API key has expired.')
}

export function forbidden(message: string): FactifyRefusal {
  return new FactifyRefusal(403, 'permission_denied', message, [{ reason: 'insufficient_permissions' }])
}

/** JSON that cannot be read is `unknown` and 400, where `unknown` is 500 otherwise. */
export function malformedBody(): FactifyRefusal {
  return new FactifyRefusal(400, 'unknown', 'The request body is not valid JSON.', [
    { reason: 'invalid_field_value' },
  ])
}

/** A body that does not fit the document: one detail for each fault. */
export function invalidBody(violations: readonly Violation[]): FactifyRefusal {
  const message = violations
    .map((violation) => `${paramOf(violation) || 'body'} ${violation.message}`)
    .join('; ')
  const details = violations.map((violation) => ({
    reason: reasonOf(violation),
    ...(violation.path.length > 0 && { param: paramOf(violation) }),
  }))
  return new FactifyRefusal(400, 'invalid_argument', message, details)
}

function invalid(reason: Reason, name: string, message: string): FactifyRefusal {
  return new FactifyRefusal(400, 'invalid_argument', `${name} ${message}`, [{ reason, param: name }])
}

export function invalidArgument(name: string, message: string): FactifyRefusal {
  return invalid('invalid_field_value', name, message)
}

export function missingArgument(name: string): FactifyRefusal {
  return invalid('missing_required_field', name, 'is required')
}

export function invalidId(name: string): FactifyRefusal {
  return invalid('invalid_id_format', name, 'is not a well-formed id')
}

export function invalidCursor(): FactifyRefusal {
  return invalid('invalid_cursor', 'page_token', 'is not a token of an earlier page')
}

export function notFound(message: string): FactifyRefusal {
  return new FactifyRefusal(404, 'not_found', message, [{ reason: 'resource_not_found' }])
}

export function keyNotFound(): FactifyRefusal {
  return notFound('The API key was not found.')
}

/** Too fast. */
export function rateLimited(limit: number, resetAt: Date): FactifyRefusal {
  return exhausted('rate_limit_exceeded', 'Too many requests.', limit, resetAt)
}

/** The month's quota is used up: the status and the code of a rate limit, and nothing to wait for before next month. */
export function quotaExceeded(limit: number, resetAt: Date): FactifyRefusal {
  return exhausted('quota_exceeded', 'The quota of this month is used up.', limit, resetAt)
}

/** Says when to come back by `X-RateLimit-Reset`, a point in time in Unix seconds; there is no `Retry-After`. */
function exhausted(reason: Reason, message: string, limit: number, resetAt: Date): FactifyRefusal {
  return new FactifyRefusal(429, 'resource_exhausted', message, [{ reason }], {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
  })
}

function paramOf(violation: Violation): string {
  return dotted(violation.path).replace(/^\./, '')
}

function reasonOf({ rule, path }: Violation): Reason {
  if (rule === 'required') return 'missing_required_field'
  if (rule === 'enum') return 'invalid_enum_value'
  return rule === 'format' && String(path.at(-1)).endsWith('_id')
    ? 'invalid_id_format'
    : 'invalid_field_value'
}

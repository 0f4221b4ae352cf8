import { dotted, type Violation } from '../../validate.js'
import { json } from '../../wire.js'

/** What went wrong, more exactly than `code`. */
type Reason =
  | 'missing_required_field'
  | 'invalid_field_value'
  | 'invalid_enum_value'
  | 'invalid_id_format'
  | 'missing_api_key'
  | 'invalid_api_key'
  | 'resource_not_found'
  | 'rate_limit_exceeded'

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

export function apiKeyMissing(): FactifyRefusal {
  return new FactifyRefusal(401, 'unauthenticated', 'An API key is required.', [
    { reason: 'missing_api_key' },
  ])
}

export function apiKeyInvalid(): FactifyRefusal {
  return new FactifyRefusal(401, 'unauthenticated', 'The API key is not valid.', [
    { reason: 'invalid_api_key' },
  ])
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
    .map((violation) => `${param(violation) || 'body'} ${violation.message}`)
    .join('; ')
  const details = violations.map((violation) => ({
    reason: reason(violation),
    ...(violation.path.length > 0 && { param: param(violation) }),
  }))
  return new FactifyRefusal(400, 'invalid_argument', message, details)
}

export function invalidArgument(name: string, message: string): FactifyRefusal {
  const details = [{ reason: 'invalid_field_value', param: name }] as const
  return new FactifyRefusal(400, 'invalid_argument', `${name} ${message}`, details)
}

export function notFound(message: string): FactifyRefusal {
  return new FactifyRefusal(404, 'not_found', message, [{ reason: 'resource_not_found' }])
}

/** Says when to come back by `X-RateLimit-Reset`, a point in time in Unix seconds; there is no `Retry-After`. */
export function rateLimited(limit: number, resetAt: Date): FactifyRefusal {
  return new FactifyRefusal(
    429,
    'resource_exhausted',
    'Too many requests.',
    [{ reason: 'rate_limit_exceeded' }],
    {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
    },
  )
}

function param(violation: Violation): string {
  return dotted(violation.path).replace(/^\./, '')
}

function reason({ rule, path }: Violation): Reason {
  if (rule === 'required') return 'missing_required_field'
  if (rule === 'enum') return 'invalid_enum_value'
  return rule === 'format' && String(path.at(-1)).endsWith('_id')
    ? 'invalid_id_format'
    : 'invalid_field_value'
}

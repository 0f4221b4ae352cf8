import { dotted, type Violation } from '../../validate.js'
import { json } from '../../wire.js'

/** One entry of `errors`. */
interface ClerkError {
  readonly message: string
  readonly long_message: string
  readonly code: string
}

/** Thrown by what handles a request; `refusal` turns it into the answer. */
export class ClerkRefusal extends Error {
  override readonly name = 'ClerkRefusal'
  readonly status: number
  readonly errors: readonly ClerkError[]

  constructor(status: number, errors: readonly ClerkError[]) {
    super(errors.map((error) => error.long_message).join(' '))
    this.status = status
    this.errors = errors
  }
}

/** The answer to a refused request. The trace id is in the body of errors only. */
export function refusal(
  thrown: ClerkRefusal,
  traceId: string,
  headers: Readonly<Record<string, string>>,
): Response {
  return json(thrown.status, { errors: thrown.errors, clerk_trace_id: traceId }, headers)
}

function one(status: number, code: string, message: string, long = message): ClerkRefusal {
  return new ClerkRefusal(status, [{ message, long_message: long, code }])
}

/** No bearer credential at all: Clerk tells this apart from a wrong one. */
export function authorizationInvalid(): ClerkRefusal {
  const long = 'The Authorization header must be "Bearer " and the secret key of the instance.'
  return one(401, 'authorization_header_format_invalid', 'Invalid Authorization header format', long)
}

export function secretKeyInvalid(): ClerkRefusal {
  return one(401, 'clerk_key_invalid', 'The secret key is invalid.')
}

export function badRequest(long: string): ClerkRefusal {
  return one(400, 'bad_request', 'Bad Request', long)
}

/** A body that does not fit the document: one error for each fault. */
export function invalidBody(violations: readonly Violation[]): ClerkRefusal {
  return new ClerkRefusal(
    400,
    violations.map(({ path, message }) => ({
      message: 'Bad Request',
      long_message: `Invalid 'body${dotted(path)}': ${message}`,
      code: 'bad_request',
    })),
  )
}

/** A parameter of the path or the query, by the name that Clerk gives its place. */
export function invalidParameter(place: string, message: string): ClerkRefusal {
  return badRequest(`Invalid '${place}': ${message}`)
}

/** The same for a key that is gone as for one that never was. */
export function keyNotFound(): ClerkRefusal {
  return one(404, 'resource_not_found', 'Not Found', 'There is no such API key.')
}

/** Nothing of the secret is repeated. */
export function secretNotFound(): ClerkRefusal {
  return one(404, 'resource_not_found', 'Not Found', 'The secret is not one of a valid API key.')
}

export function nameTaken(): ClerkRefusal {
  return one(409, 'token_creation_conflict', 'Conflict', 'The subject already has an API key of this name.')
}

/** Clerk's document has no 429 for keys: the code is made up, `Retry-After` is not. */
export function tooManyRequests(): ClerkRefusal {
  return one(429, 'too_many_requests', 'Too many requests')
}

export function noRoute(): ClerkRefusal {
  return one(404, 'resource_not_found', 'Not Found', 'There is no such route.')
}

import { json } from '../../wire.js'
import { dotted, type Violation } from '../../validate.js'

/** One entry of `error.errors`. */
interface ValidationError {
  readonly location: string
  readonly message: string
}

/** A refusal, before it is put into Unkey's envelope. */
interface Failure {
  readonly status: number
  readonly title: string
  /** The end of the URL in `error.type`, which is what a client should tell errors apart by. */
  readonly type: string
  readonly detail: string
  /** Present, if only empty, on what Unkey calls a bad request, whatever its status. */
  readonly errors?: readonly ValidationError[]
}

/** Thrown by what handles a request; `refusal` turns it into the answer. */
export class UnkeyRefusal extends Error {
  override readonly name = 'UnkeyRefusal'
  readonly failure: Failure
  /** Whether no handler made the answer: the request never got to one, or the handler panicked. */
  readonly beforeHandler: boolean
  readonly headers: Readonly<Record<string, string>>

  constructor(
    failure: Failure,
    options: { beforeHandler?: boolean; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(failure.detail)
    this.failure = failure
    this.beforeHandler = options.beforeHandler ?? false
    this.headers = options.headers ?? {}
  }
}

/**
 * The answer to a refused request. What a handler refuses is `application/problem+json` for whoever accepts that or
 * any type (every fetch does, unless told otherwise); what the validator in front refuses is `application/json`.
 */
export function refusal(
  thrown: UnkeyRefusal,
  requestId: string,
  accept: string,
  headers: Readonly<Record<string, string>>,
): Response {
  const problem = ['application/problem+json', 'application/*', '*/*'].some((type) => accept.includes(type))
  const type = `https://unkey.com/docs/errors/${thrown.failure.type}`
  return json(
    thrown.failure.status,
    { meta: { requestId }, error: { ...thrown.failure, type } },
    {
      'content-type': problem && !thrown.beforeHandler ? 'application/problem+json' : 'application/json',
      ...headers,
      ...thrown.headers,
    },
  )
}

/** A refusal of a kind that needs no more than its words. */
export function refuse(status: number, title: string, type: string, detail: string): UnkeyRefusal {
  return new UnkeyRefusal({ status, title, type, detail })
}

function badRequest(type: string, detail: string, errors: readonly ValidationError[] = []): Failure {
  return { status: 400, title: 'Bad Request', type, detail, errors }
}

/** A missing or malformed `Authorization` is a bad request here, not an unauthorized one. */
export function authorizationMissing(): UnkeyRefusal {
  return new UnkeyRefusal(badRequest('unkey/authentication/missing', 'The Authorization header is missing.'))
}

export function authorizationMalformed(): UnkeyRefusal {
  return new UnkeyRefusal(
    badRequest(
      'unkey/authentication/malformed',
      "The Authorization header must be 'Bearer ' and a root key.",
    ),
  )
}

/** A rule that the document cannot state; its `errors` are empty. */
export function invalidInput(detail: string): UnkeyRefusal {
  return new UnkeyRefusal(badRequest('unkey/application/invalid_input', detail))
}

/** What was asked as a permission query is none. */
export function invalidQuery(detail: string): UnkeyRefusal {
  return new UnkeyRefusal(badRequest('user/bad_request/permissions_query_syntax_error', detail))
}

/** A body that does not fit the document: every fault is listed. */
export function invalidBody(violations: readonly Pick<Violation, 'path' | 'message'>[]): UnkeyRefusal {
  const errors = violations.map(({ path, message }) => ({ location: `body${dotted(path)}`, message }))
  const detail = 'The request body does not match its schema.'
  return new UnkeyRefusal(badRequest('unkey/application/invalid_input', detail, errors), {
    beforeHandler: true,
  })
}

export function bodyTooLarge(limit: number): UnkeyRefusal {
  const detail = `The request body is larger than ${limit} bytes.`
  const type = 'user/bad_request/request_body_too_large'
  return new UnkeyRefusal({ status: 413, title: 'Request Entity Too Large', type, detail, errors: [] })
}

/** The workspace is over its limit per minute. `retryAfter` is in seconds and may be 0. */
export function workspaceRateLimited(retryAfter: number): UnkeyRefusal {
  const type = 'user/too_many_requests/workspace_rate_limited'
  const detail = 'The workspace is over its rate limit.'
  return new UnkeyRefusal(
    { status: 429, title: 'Too Many Requests', type, detail },
    { headers: { 'retry-after': String(retryAfter) } },
  )
}

/** What the database refuses, or a panic of the handler, which is answered without asking what is accepted. */
export function internalError(options: { panic: boolean }): UnkeyRefusal {
  const type = 'unkey/application/unexpected_error'
  const detail = 'An unexpected error occurred.'
  return new UnkeyRefusal(
    { status: 500, title: 'Internal Server Error', type, detail },
    { beforeHandler: options.panic },
  )
}

/** No such path, or no such method on it. */
export function noRoute(allowed: readonly string[]): UnkeyRefusal {
  const [status, title, type, detail] =
    allowed.length === 0
      ? ([404, 'Not Found', 'unkey/resource/not_found', 'There is no such route.'] as const)
      : ([
          405,
          'Method Not Allowed',
          'unkey/application/invalid_input',
          'The route does not take this method.',
        ] as const)
  return new UnkeyRefusal(
    { status, title, type, detail },
    { beforeHandler: true, ...(allowed.length > 0 && { headers: { allow: allowed.join(', ') } }) },
  )
}

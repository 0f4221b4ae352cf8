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
  /** Whether the request never got as far as its handler. */
  readonly beforeHandler: boolean
  readonly allow: readonly string[]

  constructor(failure: Failure, options: { beforeHandler?: boolean; allow?: readonly string[] } = {}) {
    super(failure.detail)
    this.failure = failure
    this.beforeHandler = options.beforeHandler ?? false
    this.allow = options.allow ?? []
  }
}

/**
 * The answer to a refused request. What a handler refuses is `application/problem+json` for whoever accepts that or
 * any type (every fetch does, unless told otherwise); what the validator in front refuses is `application/json`.
 */
export function refusal(thrown: UnkeyRefusal, requestId: string, accept: string): Response {
  const problem = ['application/problem+json', 'application/*', '*/*'].some((type) => accept.includes(type))
  const type = `https://unkey.com/docs/errors/${thrown.failure.type}`
  return json(
    thrown.failure.status,
    { meta: { requestId }, error: { ...thrown.failure, type } },
    {
      'content-type': problem && !thrown.beforeHandler ? 'application/problem+json' : 'application/json',
      ...(thrown.allow.length > 0 && { allow: thrown.allow.join(', ') }),
    },
  )
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

/** Also the answer to an API key, which is no root key. */
export function rootKeyNotFound(): UnkeyRefusal {
  const type = 'unkey/authentication/key_not_found'
  return new UnkeyRefusal({ status: 401, title: 'Unauthorized', type, detail: 'The root key was not found.' })
}

export function notFound(
  type: 'unkey/data/api_not_found' | 'unkey/data/role_not_found',
  detail: string,
): UnkeyRefusal {
  return new UnkeyRefusal({ status: 404, title: 'Not Found', type, detail })
}

/** A rule that the document cannot state; its `errors` are empty. */
export function invalidInput(detail: string): UnkeyRefusal {
  return new UnkeyRefusal(badRequest('unkey/application/invalid_input', detail))
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

/** No such path, or no such method on it. */
export function noRoute(allowed: readonly string[]): UnkeyRefusal {
  return allowed.length === 0
    ? new UnkeyRefusal(
        {
          status: 404,
          title: 'Not Found',
          type: 'unkey/resource/not_found',
          detail: 'There is no such route.',
        },
        { beforeHandler: true },
      )
    : new UnkeyRefusal(
        {
          status: 405,
          title: 'Method Not Allowed',
          type: 'unkey/application/invalid_input',
          detail: 'The route does not take this method.',
        },
        { beforeHandler: true, allow: allowed },
      )
}

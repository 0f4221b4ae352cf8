import type { Violation } from '../../validate.js'
import { json } from '../../wire.js'

/** One entry of FastAPI's `detail`. */
interface FlowDetail {
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly type: string
}

/** Thrown by what handles a request; `refusal` turns it into the answer. */
export class FlowRefusal extends Error {
  override readonly name = 'FlowRefusal'
  readonly status: number
  /** A sentence, or for a bad body the list of its faults. */
  readonly detail: string | readonly FlowDetail[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    detail: string | readonly FlowDetail[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === 'string' ? detail : detail.map(({ msg }) => msg).join('; '))
    this.status = status
    this.detail = detail
    this.headers = headers
  }
}

/** The answer to a refused request. There is no request id anywhere. */
export function refusal(thrown: FlowRefusal): Response {
  return json(thrown.status, { detail: thrown.detail }, thrown.headers)
}

/** A wrong token and none at all are answered alike. */
export function notAuthenticated(): FlowRefusal {
  return new FlowRefusal(401, 'Not authenticated', { 'www-authenticate': 'Bearer' })
}

/** FastAPI tells an unknown path from a method that a known path does not take. */
export function noRoute(allowed: readonly string[]): FlowRefusal {
  return allowed.length === 0
    ? new FlowRefusal(404, 'Not Found')
    : new FlowRefusal(405, 'Method Not Allowed', { allow: allowed.join(', ') })
}

/** An id that is well-formed and names nothing; a sentence, as FastAPI has it. */
export function keyNotFound(): FlowRefusal {
  return new FlowRefusal(404, 'API key not found')
}

/** A parameter of the path or the query. */
export function invalidParameter(
  loc: readonly [string, string],
  fault: Pick<FlowDetail, 'msg' | 'type'>,
): FlowRefusal {
  return new FlowRefusal(422, [{ loc, ...fault }])
}

export function bodyMissing(): FlowRefusal {
  return new FlowRefusal(422, [{ loc: ['body'], msg: 'Field required', type: 'missing' }])
}

export function bodyMalformed(): FlowRefusal {
  return new FlowRefusal(422, [{ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }])
}

/** A body that does not fit: one detail for each fault, in the words of pydantic. */
export function invalidBody(violations: readonly Violation[]): FlowRefusal {
  return new FlowRefusal(
    422,
    violations.map((violation) => ({ loc: ['body', ...violation.path.map(part)], ...inPydantic(violation) })),
  )
}

function part(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key)
}

function inPydantic({ rule, expected, message }: Violation): Pick<FlowDetail, 'msg' | 'type'> {
  if (rule === 'required') return { msg: 'Field required', type: 'missing' }
  if (expected === 'object') {
    return {
      msg: 'Input should be a valid dictionary or object to extract fields from',
      type: 'model_attributes_type',
    }
  }
  if (expected !== null) return { msg: `Input should be a valid ${expected}`, type: `${expected}_type` }
  return { msg: `Value ${message}`, type: 'value_error' }
}

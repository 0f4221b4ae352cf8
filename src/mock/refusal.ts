import type { ErrorCode } from '../core/index.js'
import type { Violation } from '../emulator/validate.js'

/** Thrown by what handles a request; `MockErrors` turns it into the vendor's answer. */
export class MockRefusal extends Error {
  override readonly name = 'MockRefusal'
  /** What it means, in keymux' words. */
  readonly code: ErrorCode
  /** Where that is not told by the code alone. */
  readonly status: number | undefined
  readonly violations: readonly Violation[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ErrorCode,
    message: string,
    { status, violations = [], headers = {} }: RefusalDetails = {},
  ) {
    super(message)
    this.code = code
    this.status = status
    this.violations = violations
    this.headers = headers
  }
}

interface RefusalDetails {
  readonly status?: number
  readonly violations?: readonly Violation[]
  readonly headers?: Readonly<Record<string, string>>
}

export function keyNotFound(): MockRefusal {
  return new MockRefusal('not_found', 'There is no such key.')
}

/** A request that does not fit the document. */
export function invalid(violations: readonly Violation[]): MockRefusal {
  const [first] = violations
  const place = first === undefined ? '' : first.path.map(String).join('.')
  const message = first === undefined ? 'The request is invalid.' : `${place || 'The body'} ${first.message}.`
  return new MockRefusal('invalid_request', message, { violations })
}

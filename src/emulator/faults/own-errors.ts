import type { ComeBackLater, EchoCredential, ServerError } from './fault.js'
import { answered, type HitCall, type Outcome } from './outcome.js'

/** The vendor's own error, before or after it did what it was asked for. */
export async function serverError({ kind, status = 500 }: ServerError, call: HitCall): Promise<Outcome> {
  const done = kind === 'error-after-commit' && (await call.act()).ok
  const message = 'Something went wrong.'
  return answered(call.dialect.fail(call.request, { status, message, retryAfter: null }), done)
}

/** Too many requests, or none at all for now. */
export async function comeBackLater(fault: ComeBackLater, call: HitCall): Promise<Outcome> {
  const trouble = {
    'rate-limited': { status: 429, message: 'Too many requests.', retryAfter: 1 },
    unavailable: { status: 503, message: 'The service is not available.', retryAfter: null },
  }[fault.kind]
  const { retryAfter = trouble.retryAfter } = fault
  return answered(call.dialect.fail(call.request, { ...trouble, retryAfter }), false)
}

/** A refusal that says too much. */
export async function echo({ status = 400 }: EchoCredential, call: HitCall): Promise<Outcome> {
  const sent = await call.request.clone().text()
  const { credentialHeader } = call.dialect
  const credential = call.request.headers.get(credentialHeader)
  const message = `The request was refused: ${capitalized(credentialHeader)}: ${credential}, body: ${sent}`
  return answered(call.dialect.fail(call.request, { status, message, retryAfter: null }), false)
}

/** `authorization` as `Authorization`. */
function capitalized(header: string): string {
  return header.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase())
}

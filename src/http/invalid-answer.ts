import type { KeymuxError } from '../core/keymux-error.js'
import { adviceFor } from './advice.js'
import type { Answer } from './answer.js'
import type { Asked } from './answer-failure.js'
import type { VendorRequest } from './sender.js'
import { toldBy, vendorError } from './vendor-error.js'
import type { VendorProfile } from './vendor-profile.js'

/** What must be feared of a call whose success cannot be believed. */
const undone: Readonly<Record<string, string>> = {
  update: ' The change may not have been made.',
  revoke: ' The key may still work.',
  delete: ' The key may still work.',
}

/** The error for a success that cannot be used. `fault` says why: "there is no id in it". */
export function invalidAnswer(
  profile: VendorProfile,
  { operation, effect }: Asked,
  { meta }: Pick<Answer, 'meta'>,
  fault: string,
): KeymuxError {
  const what = `answered ${operation} with ${meta.status}, but ${fault}.${undone[operation] ?? ''} ${adviceFor(profile, 'invalid_response')}`
  const mayHaveActed = effect !== 'reads'
  return vendorError(profile, operation, 'invalid_response', what, { ...toldBy(meta), mayHaveActed })
}

/** Throws for a success whose JSON is cut off or is none: what can be read of it would pass for the whole. */
export function requireWhole(profile: VendorProfile, asked: Asked, answer: Answer): void {
  if (!answer.isWhole) throw invalidAnswer(profile, asked, answer, 'its body is not JSON, or not all of it')
  if (typeof answer.body !== 'object' || answer.body === null)
    throw invalidAnswer(profile, asked, answer, 'its body is not an object')
}

/**
 * Throws for a success that is not the vendor's own word: a proxy's page, a queue's promise, an error under a status that
 * says otherwise. Of a call that changes something nothing else tells that it was done.
 */
export function requireDone(profile: VendorProfile, request: VendorRequest, answer: Answer): void {
  const { emptyStatus } = request
  if (emptyStatus !== undefined) return requireNothing(profile, request, answer, emptyStatus)
  requireWhole(profile, request, answer)
  if (Array.isArray(answer.body)) throw invalidAnswer(profile, request, answer, 'its body is a list')
  const { vendorCode, message } = profile.readFailure(answer.body)
  if (vendorCode !== undefined || message !== undefined)
    throw invalidAnswer(profile, request, answer, 'its body tells of an error')
}

function requireNothing(
  profile: VendorProfile,
  request: VendorRequest,
  answer: Answer,
  emptyStatus: number,
): void {
  const { status } = answer.meta
  // What stands in between may make a 200 of a 204.
  if (answer.text.trim() === '' && (status === emptyStatus || status === 200)) return
  throw invalidAnswer(profile, request, answer, `its word for that is ${emptyStatus} and no body`)
}

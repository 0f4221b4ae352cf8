import { KeymuxError } from '../core/keymux-error.js'
import { adviceFor } from './advice.js'
import type { Answer } from './answer.js'
import type { Asked } from './answer-failure.js'
import type { VendorProfile } from './vendor-profile.js'

/** The error for a success that cannot be used. `fault` says why: "there is no id in it". */
export function invalidAnswer(
  profile: VendorProfile,
  { operation, effect }: Asked,
  { meta }: Answer,
  fault: string,
): KeymuxError {
  return new KeymuxError({
    code: 'invalid_response',
    message: `${profile.name} answered ${operation} with ${meta.status}, but ${fault}. ${adviceFor(profile, 'invalid_response')}`,
    vendor: profile.id,
    operation,
    status: meta.status,
    requestId: meta.requestId ?? undefined,
    mayHaveActed: effect !== 'reads',
  })
}

/** Throws for a success whose JSON is cut off or is none: what can be read of it would pass for the whole. */
export function requireWhole(profile: VendorProfile, asked: Asked, answer: Answer): void {
  try {
    JSON.parse(answer.text)
  } catch {
    throw invalidAnswer(profile, asked, answer, 'its body is not JSON, or not all of it')
  }
  if (typeof answer.body !== 'object' || answer.body === null)
    throw invalidAnswer(profile, asked, answer, 'its body is not an object')
}

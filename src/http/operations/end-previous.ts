import type { CreateKeyResult } from '../../core/create-key.js'
import { KeymuxError, type KeymuxErrorInit } from '../../core/keymux-error.js'
import { adviceFor } from '../advice.js'
import { vendorError } from '../vendor-error.js'
import type { VendorProfile } from '../vendor-profile.js'

/** Ends the old key as was asked. Where that fails, the error says that it lives, and carries the new key, which must not be lost. */
export async function endPrevious<T>(
  profile: VendorProfile,
  created: CreateKeyResult<unknown, unknown>,
  previousId: string,
  end: () => Promise<T>,
): Promise<T> {
  try {
    return await end()
  } catch (error) {
    if (!KeymuxError.is(error)) throw notEnded(profile, created, previousId, { code: 'ambiguous' }, '')
    throw notEnded(profile, created, previousId, error, ` ${reasonOf(profile, error)}`)
  }
}

/** What an error of `notEnded` has of the failure that it is about. */
type Failure = Pick<KeymuxErrorInit, 'code' | 'status' | 'vendorCode' | 'requestId' | 'retryAfterMs'>

export function notEnded(
  profile: VendorProfile,
  { id, secret }: CreateKeyResult<unknown, unknown>,
  previousId: string,
  { code, status, vendorCode, requestId, retryAfterMs }: Failure,
  why: string,
): KeymuxError {
  const what = `made the new key, but the old one (${previousId}) may still work: it could not be ended.${why} The new key is in \`error.id\` and \`error.secret\`: store it, then revoke the old one.`
  const more = { status, vendorCode, requestId, retryAfterMs, mayHaveActed: true, id, secret }
  return vendorError(profile, 'rotate', code, what, more)
}

/** What a failure says, less its advice: that is about one step, and who calls the rotation again has a third key. */
function reasonOf(profile: VendorProfile, { code, status, message }: KeymuxError): string {
  const advice = (['settles', 'acts'] as const).flatMap((effect) =>
    [code, 'ambiguous' as const].map((each) => adviceFor(profile, each, effect)),
  )
  const end = Math.min(...advice.map((each) => message.lastIndexOf(each)).filter((at) => at > 0))
  if (end < Infinity) return message.slice(0, end).trimEnd()
  return status === undefined ? `The call failed: ${code}.` : `The answer had the status ${status}: ${code}.`
}

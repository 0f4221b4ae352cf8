import type { VerdictIn } from '../../http/operations/verify-key.js'

/**
 * What Clerk's refusal of a verification says of the secret. No document names the codes of a bad one; but nothing else is in
 * the body, so any "not found" or "bad request" in Clerk's own form is about the secret, unless it speaks of the API's version.
 */
export const verdictIn: VerdictIn = ({ vendorCode, message }, code) => {
  // Not without Clerk's own words: a 404 of a proxy says nothing of the key.
  if (vendorCode === undefined && message === undefined) return undefined
  if (code === 'not_found') return 'not_found'
  const isAboutVersion = /version/i.test(`${vendorCode} ${message}`)
  return code === 'invalid_request' && !isAboutVersion ? 'not_found' : undefined
}

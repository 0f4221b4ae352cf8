import type { Settings } from './options.js'
import type { Problem } from './problem.js'
import { rejections } from './rejections.js'

// RFC 6750: a scope of any other characters cannot be named in a challenge; the body names it.
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/**
 * The value of `WWW-Authenticate`: how to present a key (RFC 9110), and what was wrong with the one presented (RFC 6750). No scheme
 * is registered for a header of its own: that challenge is `ApiKey`, and names the header.
 */
export function challengeFor({ reason, detail }: Problem, settings: Settings): string {
  const { headers, scheme, realm, scopes } = settings
  const isBearer = headers.includes('authorization')
  const { error } = rejections[reason]
  const parameters = [`realm=${quoted(realm)}`]
  if (!isBearer) parameters.push(`header=${quoted(headers.join(' '))}`)
  if (error !== undefined) parameters.push(`error=${quoted(error)}`, `error_description=${quoted(detail)}`)
  if (error === 'insufficient_scope' && scopes.every((scope) => scopeToken.test(scope)))
    parameters.push(`scope=${quoted(scopes.join(' '))}`)
  return `${isBearer ? scheme : 'ApiKey'} ${parameters.join(', ')}`
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
